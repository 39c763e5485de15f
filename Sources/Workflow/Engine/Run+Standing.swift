/// What has to be waited for that the version an instance stood on before did not know.
extension Run {
    /// Waits for what is new around everything that is stood at: boundary events, event sub-processes and events
    /// behind event-based gateways.
    ///
    /// What is set already stays as it is. Gives the elements; throws `EngineRefusal` where a timer gives no time.
    mutating func waitForWhatIsNew(
        on key: String, since before: ProcessDefinition
    ) throws(EngineRefusal) -> [ElementID] {
        let known = instance.nextNumber
        for scope in instance.scopes where scope.process == key && scope.kind != .repeated {
            let definition = definition(of: scope)
            try armNewEventSubProcesses(of: scope, definition, since: before)
            for token in tokens(in: scope.number) {
                try subscribeNewEvents(at: token, definition, since: before)
            }
        }
        return instance.subscriptions.filter { $0.number >= known }.map(\.node)
    }

    private mutating func armNewEventSubProcesses(
        of scope: Scope, _ definition: ProcessDefinition, since before: ProcessDefinition
    ) throws(EngineRefusal) {
        let tokens = tokens(in: scope.number)
        let isMainFlowOver = tokens.allSatisfy { node($0.node, in: definition).kind == .eventSubProcess }
        guard !scope.isInterrupted, !isMainFlowOver else { return }
        let visible = variables(visibleFrom: scope)
        for node in definition.contents(of: scope.element)
        where node.kind == .eventSubProcess && before.nodes[node.id] == nil {
            for start in definition.contents(of: node.id) { try check(start, visible) }
            try arm(node, of: scope, definition)
        }
    }

    private mutating func subscribeNewEvents(
        at token: Token, _ definition: ProcessDefinition, since before: ProcessDefinition
    ) throws(EngineRefusal) {
        let node = node(token.node, in: definition)
        let visible = variables(visibleFrom: scope(of: token))
        if node.kind == .gateway(.eventBased) {
            guard token.state == .waiting else { return }
            let awaited = instance.subscriptions.filter { $0.owner == .token(token.number) }.map(\.node)
            for target in definition.outgoing(of: node).compactMap({ definition.nodes[$0.target] })
            where !awaited.contains(target.id) {
                try check(target, visible)
                try wait(behind: token, for: target)
            }
        } else if holdsItsEvents(token, node) {
            for boundary in definition.boundaries(of: node.id) where before.nodes[boundary.id] == nil {
                try check(boundary, visible)
                try subscribe(boundary, of: token)
            }
        }
    }

    /// Whether a token is at an activity whose boundary events are armed: not where it will arrive again, or has left.
    private func holdsItsEvents(_ token: Token, _ node: FlowNode) -> Bool {
        guard node.isActivity else { return false }
        return token.incident.map { $0.retry == .performing } ?? true
    }

    /// A new timer that gives no time is no reason to stop what runs.
    private func check(_ node: FlowNode, _ visible: [String: Variable]) throws(EngineRefusal) {
        let trigger: Trigger
        switch node.kind {
        case .start(let cause, _), .boundary(let cause, _, _), .catching(let cause): trigger = cause
        case .end, .throwing, .task, .subProcess, .eventSubProcess, .call, .gateway: return
        }
        guard case .timer(let text) = trigger else { return }
        if engine.expressions.timer(text, visible: { visible }, setAt: now) == nil {
            throw .noTime(node.id)
        }
    }
}
