/// Ties flows to nodes, and says what may not be tied together.
struct Connecting {
    private(set) var nodes: [FlowNode]
    private(set) var faults: [(id: ElementID, reason: String)] = []
    private let flows: [SequenceFlow]
    private let places: [ElementID: Int]

    private let refused: Set<ElementID>

    init(nodes: [FlowNode], flows: [SequenceFlow], refused: Set<ElementID>) {
        self.refused = refused
        self.nodes = nodes
        self.flows = flows
        places = Dictionary(
            nodes.indices.map { (nodes[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func connect() {
        for flow in flows where !refused.contains(flow.source) && !refused.contains(flow.target) {
            connect(flow)
        }
        for node in nodes { check(node) }
    }

    private func node(_ id: ElementID) -> FlowNode? { places[id].map { nodes[$0] } }

    private mutating func connect(_ flow: SequenceFlow) {
        guard let source = places[flow.source] else {
            return faults.append((flow.id, "it comes from \(named(flow.source)), which is not there"))
        }
        guard let target = places[flow.target] else {
            return faults.append((flow.id, "it leads to \(named(flow.target)), which is not there"))
        }
        guard nodes[source].parent == nodes[target].parent else {
            return faults.append((flow.id, "it crosses the border of a sub-process"))
        }
        switch nodes[target].kind {
        case .start, .boundary, .eventSubProcess:
            return faults.append((flow.id, "nothing may lead to \(flow.target)"))
        case .end, .catching, .throwing, .task, .subProcess, .call, .gateway: break
        }
        switch nodes[source].kind {
        case .end, .eventSubProcess:
            return faults.append((flow.id, "nothing may come from \(flow.source)"))
        case .start, .catching, .throwing, .boundary, .task, .subProcess, .call, .gateway: break
        }
        nodes[source].outgoing.append(flow.id)
        nodes[target].incoming.append(flow.id)
    }

    private func named(_ id: ElementID) -> String { id.isEmpty ? "nowhere" : id }

    private mutating func check(_ node: FlowNode) {
        if refused.isEmpty, let flow = node.defaultFlow, !node.outgoing.contains(flow) {
            faults.append((node.id, "its default flow \(flow) does not come from it"))
        }
        switch node.kind {
        case .boundary(_, let host, _): checkHost(host, of: node)
        case .gateway(.eventBased): checkTargets(of: node)
        case .eventSubProcess: checkStart(of: node)
        case .start, .end, .catching, .throwing, .task, .subProcess, .call, .gateway: break
        }
    }

    private mutating func checkHost(_ host: ElementID, of boundary: FlowNode) {
        guard !refused.contains(host) else { return }
        guard let activity = node(host), activity.isActivity, activity.parent == boundary.parent else {
            return faults.append((boundary.id, "it is attached to \(named(host)), which is no activity here"))
        }
    }

    private mutating func checkTargets(of gateway: FlowNode) {
        let targets = flows.filter { $0.source == gateway.id }.compactMap { node($0.target) }
        for target in targets {
            switch target.kind {
            case .catching, .task(.receive(message: .some)): break
            case .start, .end, .throwing, .boundary, .task, .subProcess, .eventSubProcess, .call, .gateway:
                faults.append((gateway.id, "\(target.id) is no event that it could wait for"))
            }
        }
        if targets.isEmpty, refused.isEmpty { faults.append((gateway.id, "it waits for nothing")) }
    }

    private mutating func checkStart(of subProcess: FlowNode) {
        let starts = nodes.filter { $0.parent == subProcess.id && $0.startTrigger != nil }
        guard starts.count == 1, starts[0].startTrigger != Trigger.none else {
            return faults.append((subProcess.id, "an event sub-process has one start event, with a cause"))
        }
    }
}
