/// What activities do, once each.
extension Run {
    mutating func perform(_ token: Token) throws(EngineRefusal) {
        let definition = definition(of: token)
        let node = node(token.node, in: definition)
        switch node.kind {
        case .task(let work): try perform(work, token)
        case .subProcess:
            let scope = try open(
                .subProcess, of: node.id, process: scope(of: token).process, parent: token)
            try beginInside(scope)
        case .call(let call): try perform(call, token)
        case .start, .end, .catching, .throwing, .boundary, .eventSubProcess, .gateway:
            preconditionFailure("\(node.id) is no activity")
        }
    }

    private mutating func perform(_ work: FlowNode.Work, _ token: Token) throws(EngineRefusal) {
        switch work {
        case .none, .service(handler: nil): first(.leave(token.number))
        case .user, .receive(message: nil): set(token, to: .waiting)
        case .receive(message: let name?): try wait(for: .message(name), at: token.node, token)
        case .service(handler: let handler?): try serve(.handler(handler), token)
        case .decision(let decision, let result):
            try serve(.decision(decision, result: result), token)
        case .script(let script, let result):
            if let result {
                let value = value(of: script, variables(visibleFrom: token))
                assign(result, value, from: token)
            }
            first(.leave(token.number))
        }
    }

    /// Calls a handler for a task or a message event.
    private mutating func serve(_ target: ServiceCall.Target, _ token: Token) throws(EngineRefusal) {
        let call = ServiceCall(
            target: target, element: token.node, variables: variables(visibleFrom: token))
        if let outcome = engine.serve(call) {
            try answer(outcome, to: token, then: .leave(token.number))
        } else {
            set(token, to: .served)
            effects.append(.serve(call, token: token.number))
        }
    }

    /// Calls the handler that sends a message; its answer is not waited for.
    mutating func send(by handler: String?, _ token: Token, then next: Errand) throws(EngineRefusal) {
        guard let handler else { return first(next) }
        let call = ServiceCall(
            target: .handler(handler), element: token.node, variables: variables(visibleFrom: token))
        if let outcome = engine.serve(call) {
            try answer(outcome, to: token, then: next)
        } else {
            set(token, to: .served)
            effects.append(.serve(call, token: token.number))
        }
    }

    /// Takes what a handler answered.
    mutating func answer(
        _ outcome: ServiceOutcome, to token: Token, then next: Errand
    ) throws(EngineRefusal) {
        assign(outcome.set, from: token)
        assignLocally(outcome.local, from: token)
        guard let code = outcome.error else { return first(next) }
        try raiseError(code.isEmpty ? nil : code, at: token)
    }

    private mutating func perform(_ call: FlowNode.Call, _ token: Token) throws(EngineRefusal) {
        guard let key = engine.library.newest[call.process],
            let definition = engine.library.definitions[key]
        else { return stop(token, "there is no process \(call.process) to call", retry: .performing) }
        guard definition.plainStart != nil || definition.starts.isEmpty else {
            let reason = "\(call.process) has no start event that a call can begin at"
            return stop(token, reason, retry: .performing)
        }
        let visible = variables(visibleFrom: token)
        let scope = try open(
            .process, of: definition.id, process: key, parent: token,
            variables: passed(call.passedIn, visible: visible, all: visible))
        try beginInside(scope)
    }

    /// Hands over what a called process gives back.
    mutating func passOut(of scope: Scope, to caller: Token) {
        guard case .call(let call) = node(of: caller).kind else { return }
        let variables = instance.scopes[scope.number]?.variables ?? [:]
        assign(passed(call.passedOut, visible: variables, all: variables), from: caller)
    }

    private func passed(
        _ passings: [FlowNode.Passing], visible: [String: Variable], all: [String: Variable]
    ) -> [String: Variable] {
        passings.reduce(into: [:]) { passed, passing in
            switch passing {
            case .all: passed.merge(all) { _, new in new }
            case .variable(let source, let target): passed[target] = visible[source] ?? .null
            case .expression(let source, let target):
                passed[target] = value(of: source, visible)
            }
        }
    }
}
