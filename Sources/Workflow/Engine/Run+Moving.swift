/// How tokens come to nodes and leave them.
extension Run {
    mutating func arrive(_ departed: Token) throws(EngineRefusal) {
        let token = renumbered(departed)
        let definition = definition(of: token)
        let node = node(token.node, in: definition)
        count(node.id, in: definition)
        try enter(node, token, definition)
    }

    /// A token that arrives after what came about meanwhile is counted after it: its flows' other tokens ran first.
    private mutating func renumbered(_ token: Token) -> Token {
        guard token.number + 1 != instance.nextNumber else { return token }
        let later = Token(
            number: nextNumber(), node: token.node, scope: token.scope, flow: token.flow, state: token.state,
            locals: token.locals, index: token.index)
        instance.tokens.remove(token.number)
        instance.tokens.append(later)
        return later
    }

    /// Does what a node does when a token is at it.
    mutating func enter(
        _ node: FlowNode, _ token: Token, _ definition: ProcessDefinition
    ) throws(EngineRefusal) {
        switch node.kind {
        case .task, .subProcess, .call:
            try subscribeBoundaries(of: node, token: token)
            guard instance.tokens[token.number]?.incident == nil else { return }
            if let loop = node.loop { try repeats(loop, token) } else { first(.perform(token.number)) }
        case .catching(let trigger): try wait(for: trigger, at: node.id, token)
        case .throwing(let throwing): try bringAbout(throwing, token, then: .leave(token.number))
        case .end(let throwing): try bringAbout(throwing, token, then: .vanish(token.number))
        case .gateway(.exclusive): first(.leave(token.number))
        case .gateway(.parallel): try joinInParallel(token, node)
        case .gateway(.inclusive):
            if node.incoming.count > 1 { set(token, to: .joining) } else { first(.leave(token.number)) }
        case .gateway(.eventBased): try waitForFirst(token, node, definition)
        case .eventSubProcess: try rearm(token, node, definition)
        case .start, .boundary:
            preconditionFailure("no flow leads to \(node.id): deployment has seen to it")
        }
    }

    /// An event sub-process that could not be armed is armed again.
    private mutating func rearm(
        _ token: Token, _ node: FlowNode, _ definition: ProcessDefinition
    ) throws(EngineRefusal) {
        let scope = scope(of: token)
        vanish(token)
        try arm(node, of: scope, definition)
    }

    /// A token is done at its node: the next inner instance, or the flows that lead on.
    mutating func leave(_ token: Token) throws(EngineRefusal) {
        if scope(of: token).kind == .repeated { return try completeInner(token) }
        let definition = definition(of: token)
        let node = node(token.node, in: definition)
        let outgoing = definition.outgoing(of: node)
        guard !outgoing.isEmpty else { return vanish(token) }
        let taken = flows(outgoing, from: node, token)
        guard !taken.isEmpty else {
            dropSubscriptions(of: .token(token.number))
            return stop(token, "no flow out of \(node.id) can be taken", retry: .leaving)
        }
        try depart(token, by: taken)
    }

    /// A token goes, and one starts on each flow.
    mutating func depart(_ token: Token, by flows: [SequenceFlow]) throws(EngineRefusal) {
        dropSubscriptions(of: .token(token.number))
        instance.tokens.remove(token.number)
        var arrivals: [Errand] = []
        for flow in flows {
            arrivals.append(.arrive(try makeToken(at: flow.target, in: token.scope, by: flow.id)))
        }
        first(arrivals)
    }

    private func flows(_ outgoing: [SequenceFlow], from node: FlowNode, _ token: Token) -> [SequenceFlow] {
        if node.kind == .gateway(.parallel) { return outgoing }
        let tested = outgoing.filter { $0.id != node.defaultFlow }
        let taken: [SequenceFlow]
        // Nothing is evaluated where nothing is asked.
        if tested.allSatisfy({ $0.condition == nil }) {
            taken = node.kind == .gateway(.exclusive) ? Array(tested.prefix(1)) : tested
        } else {
            let visible = variables(visibleFrom: token)
            let holds = { (flow: SequenceFlow) in
                flow.condition.map { value(of: $0, visible) == .bool(true) } ?? true
            }
            taken =
                node.kind == .gateway(.exclusive)
                ? tested.first(where: holds).map { [$0] } ?? [] : tested.filter(holds)
        }
        return taken.isEmpty ? outgoing.filter { $0.id == node.defaultFlow } : taken
    }

    /// A token ends.
    mutating func vanish(_ token: Token) {
        dropSubscriptions(of: .token(token.number))
        instance.tokens.remove(token.number)
        first(.settle(token.scope))
    }

    /// A token and everything it holds go away.
    mutating func cancel(_ token: Token) {
        dropSubscriptions(of: .token(token.number))
        if case .inside(let scope) = token.state { close(scope) }
        instance.tokens.remove(token.number)
    }
}
