/// Gateways that wait for more than one token.
extension Run {
    /// A parallel gateway goes on with one token from each incoming flow.
    mutating func joinInParallel(_ token: Token, _ node: FlowNode) throws(EngineRefusal) {
        guard node.incoming.count > 1 else { return first(.leave(token.number)) }
        set(token, to: .joining)
        try join(at: node, in: token.scope, ofEvery: node.incoming)
    }

    /// Merges the oldest token of each of the flows, when all have one.
    private mutating func join(
        at node: FlowNode, in scope: Int, ofEvery flows: [ElementID]
    ) throws(EngineRefusal) {
        let joining = tokens(joiningAt: node.id, in: scope)
        let merged = flows.compactMap { flow in joining.first { $0.flow == flow } }
        guard merged.count == flows.count, let last = merged.last else { return }
        for token in merged.dropLast() { instance.tokens.remove(token.number) }
        first(.leave(last.number))
    }

    private func tokens(joiningAt node: ElementID, in scope: Int) -> [Token] {
        instance.tokens.filter { $0.node == node && $0.scope == scope && $0.state == .joining }
    }

    /// Lets the first inclusive gateway go on that waits for nothing any more; false when there is none.
    ///
    /// BPMN 2.0.2, 13.4.3; looked at when every other token waits, since only then nothing moves.
    mutating func joinInclusively() throws(EngineRefusal) -> Bool {
        var seen: Set<[String]> = []
        for token in instance.tokens where token.state == .joining {
            let node = node(of: token)
            guard node.kind == .gateway(.inclusive), seen.insert([node.id, String(token.scope)]).inserted
            else { continue }
            let filled = Set(tokens(joiningAt: node.id, in: token.scope).compactMap(\.flow))
            guard !isAwaited(node, filled: filled, in: token) else { continue }
            try join(at: node, in: token.scope, ofEvery: node.incoming.filter(filled.contains))
            return true
        }
        return false
    }

    /// Whether a token elsewhere can still come to a flow into the gateway that has none, and to no other one.
    private func isAwaited(_ gateway: FlowNode, filled: Set<ElementID>, in joining: Token) -> Bool {
        let empty = Set(gateway.incoming).subtracting(filled)
        guard !empty.isEmpty else { return false }
        let definition = definition(of: joining)
        let others = Set(
            tokens(in: joining.scope).filter { $0.node != gateway.id || $0.state != .joining }.map(\.node))
        return others.contains { node in
            let reached = Self.flows(into: gateway, reachedFrom: node, in: definition)
            return !reached.isDisjoint(with: empty) && reached.isDisjoint(with: filled)
        }
    }

    /// The flows into a gateway that can be reached from a node without passing through the gateway.
    private static func flows(
        into gateway: FlowNode, reachedFrom start: ElementID, in definition: ProcessDefinition
    ) -> Set<ElementID> {
        var reached: Set<ElementID> = []
        var seen: Set<ElementID> = [start]
        var open = [start]
        while let id = open.popLast() {
            guard let node = definition.nodes[id] else { continue }
            var next = definition.boundaries(of: id).map(\.id)
            for flow in definition.outgoing(of: node) {
                if flow.target == gateway.id { reached.insert(flow.id) } else { next.append(flow.target) }
            }
            open += next.filter { seen.insert($0).inserted }
        }
        return reached
    }
}
