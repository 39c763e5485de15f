/// Events that tokens bring about, and who catches errors and escalations.
extension Run {
    mutating func bringAbout(_ throwing: Throwing, _ token: Token, then next: Errand) throws(EngineRefusal) {
        switch throwing {
        case .none: first(next)
        case .message(let handler): try send(by: handler, token, then: next)
        case .signal(let name):
            first(next)
            broadcast(name, [:])
            effects.append(.signal(name))
        case .error(let code): try raiseError(code, at: token)
        case .escalation(let code):
            first(next)
            try raiseEscalation(code, at: token)
        case .terminate: try terminate(around: token)
        }
    }

    /// A signal reaches everyone who waits for it now.
    mutating func broadcast(_ name: String, _ variables: [String: Variable]) {
        let heard = instance.subscriptions.filter { $0.cause == .signal(name) }
        first(heard.map { .fire($0.number, variables) })
    }

    /// An error ends everything up to the nearest one who catches it.
    mutating func raiseError(_ code: String?, at token: Token) throws(EngineRefusal) {
        let catcher = catcher(from: token) { trigger in
            if case .error(let caught) = trigger { .some(caught) } else { nil }
        } ofCode: {
            code
        }
        guard let catcher else {
            let reason = "the error \(code ?? "without a code") is not caught"
            return stop(token, reason, retry: .performing)
        }
        try catches(catcher)
    }

    /// An escalation is told to the nearest one who listens; nobody has to.
    mutating func raiseEscalation(_ code: String?, at token: Token) throws(EngineRefusal) {
        let catcher = catcher(from: token) { trigger in
            if case .escalation(let caught) = trigger { .some(caught) } else { nil }
        } ofCode: {
            code
        }
        if let catcher { try catches(catcher) }
    }

    /// Who catches: a boundary event of an activity, or the start of an event sub-process of a scope.
    private enum Catcher {
        case boundary(FlowNode, host: Token)
        case eventSubProcess(start: FlowNode, Scope)
    }

    private mutating func catches(_ catcher: Catcher) throws(EngineRefusal) {
        switch catcher {
        case .boundary(let node, let host): try fireBoundary(node, of: host)
        case .eventSubProcess(let start, let scope): try startEventSubProcess(at: start, in: scope)
        }
    }

    /// Goes outwards from a token, through callers, to the first level on which someone catches.
    private func catcher(
        from token: Token, caught: (Trigger) -> String??, ofCode code: () -> String?
    ) -> Catcher? {
        var token = token
        while true {
            let scope = scope(of: token)
            let definition = definition(of: scope)
            if scope.kind != .repeated {
                let boundaries = definition.boundaries(of: token.node)
                if let node = Self.best(of: boundaries, caught, code()) {
                    return .boundary(node, host: token)
                }
                let starts = scope.isInterrupted ? [] : self.starts(in: scope, definition, besides: token)
                if let start = Self.best(of: starts, caught, code()) {
                    return .eventSubProcess(start: start, scope)
                }
            }
            guard let parent = parentToken(of: scope) else { return nil }
            token = parent
        }
    }

    /// The starts of the event sub-processes of a scope, without the one that a token runs.
    private func starts(
        in scope: Scope, _ definition: ProcessDefinition, besides token: Token
    ) -> [FlowNode] {
        definition.contents(of: scope.element)
            .filter { $0.kind == .eventSubProcess && $0.id != token.node }
            .flatMap { definition.contents(of: $0.id) }.filter { $0.startTrigger != nil }
    }

    /// The node that names the code, else the one that catches all.
    private static func best(
        of nodes: [FlowNode], _ caught: (Trigger) -> String??, _ code: String?
    ) -> FlowNode? {
        func trigger(of node: FlowNode) -> String?? {
            switch node.kind {
            case .start(let trigger, _), .boundary(let trigger, _, _): caught(trigger)
            case .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call, .gateway: nil
            }
        }
        let naming = nodes.first { node in
            guard let code, case .some(.some(let named)) = trigger(of: node) else { return false }
            return named == code
        }
        return naming
            ?? nodes.first { node in
                guard let caught = trigger(of: node) else { return false }
                return caught == nil
            }
    }
}
