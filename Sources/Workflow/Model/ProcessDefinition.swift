/// An element's id in its file.
package typealias ElementID = String

/// A process as the engine walks it: its nodes and flows by id, each with the scope it lies in.
package struct ProcessDefinition: Hashable, Sendable {
    /// The id of the process.
    package let id: ElementID
    /// The name of the process; empty for none.
    package let name: String
    /// The file it was read from.
    package let file: String
    /// All nodes by id.
    package let nodes: [ElementID: FlowNode]
    /// All sequence flows by id.
    package let flows: [ElementID: SequenceFlow]
    /// The nodes of each scope in document order; the scope is a sub-process, or the process itself.
    private let contents: [ElementID: [ElementID]]
    private let boundaries: [ElementID: [ElementID]]

    init(
        id: ElementID, name: String, file: String, nodes: [FlowNode], flows: [SequenceFlow]
    ) {
        self.id = id
        self.name = name
        self.file = file
        self.nodes = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.flows = Dictionary(flows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        contents = Dictionary(grouping: nodes, by: { $0.parent ?? id }).mapValues { $0.map(\.id) }
        boundaries = nodes.reduce(into: [:]) { boundaries, node in
            if case .boundary(_, let host, _) = node.kind { boundaries[host, default: []].append(node.id) }
        }
    }

    /// The nodes that lie directly in a scope, in document order.
    package func contents(of scope: ElementID) -> [FlowNode] {
        (contents[scope] ?? []).compactMap { nodes[$0] }
    }

    /// The boundary events of an activity, in document order.
    package func boundaries(of activity: ElementID) -> [FlowNode] {
        (boundaries[activity] ?? []).compactMap { nodes[$0] }
    }

    /// The flows that lead out of a node, in document order.
    func outgoing(of node: FlowNode) -> [SequenceFlow] { node.outgoing.compactMap { flows[$0] } }

    /// The start event a start without a cause begins at: the none start, else the only one, else a timer's.
    package var plainStart: FlowNode? {
        let starts = self.starts
        return starts.first { $0.startTrigger == Trigger.none } ?? (starts.count == 1 ? starts.first : nil)
            ?? starts.first { $0.startTrigger?.isTimer == true }
    }

    /// The start events of the process itself.
    package var starts: [FlowNode] { contents(of: id).filter { $0.startTrigger != nil } }
}

/// A way a token can take.
package struct SequenceFlow: Hashable, Sendable {
    package let id: ElementID
    package let source: ElementID
    package let target: ElementID
    /// FEEL; `nil` for a flow that is always taken.
    package let condition: String?
}

/// A process can be found under its key, and the newest version of each under its id.
package struct ProcessLibrary: Sendable {
    /// Every version that instances may stand in, by key.
    package private(set) var definitions: [String: ProcessDefinition] = [:]
    /// The key of the newest version of each process.
    package private(set) var newest: [ElementID: String] = [:]

    /// Makes an empty library.
    package init() {}

    /// Adds a version and makes it the newest.
    package mutating func add(_ definition: ProcessDefinition, version: Int) {
        let key = "\(definition.id):\(version)"
        definitions[key] = definition
        newest[definition.id] = key
    }
}
