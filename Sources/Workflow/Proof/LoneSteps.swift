/// What can happen next to an instance whoever acts; found once for each place.
final class LoneSteps {
    /// Something that happens.
    struct Edge {
        /// How the instance then stands, in canonical form.
        let instance: ProcessInstance
        /// The task that was done, where a person did it.
        var task: LonePerson.Task?
        /// The event besides the way that came.
        var besides: ElementID?
        /// What was chosen on the way, for a person.
        let notes: [String]
        /// Whether the goal was come by.
        let isGoal: Bool
    }

    /// Outcomes of one step, at most.
    static let maximumOutcomes = 4096

    /// Whether there was more than was looked at.
    private(set) var isCut = false
    private let library: ProcessLibrary
    private let answers: LoneAnswers
    private var known: [ProcessInstance: [Edge]] = [:]
    private let now = Instant(milliseconds: 0)

    init(
        library: ProcessLibrary, goals: Set<String>,
        results: @escaping (String) -> [(value: Variable, name: String)]?
    ) {
        self.library = library
        answers = LoneAnswers(library: library, goals: goals, results: results)
    }

    /// All ways a process begins.
    func starts(of process: ProcessDefinition) -> [Edge] {
        let starts: [ElementID?] = process.starts.isEmpty ? [nil] : process.starts.map(\.id)
        guard let key = library.newest[process.id] else { return [] }
        return starts.flatMap { start in
            outcomes { engine in try? engine.start(key, at: start, variables: [:], now: now).0 }
        }
    }

    /// All that can happen to an instance.
    func edges(from instance: ProcessInstance) -> [Edge] {
        if let edges = known[instance] { return edges }
        let view = CaseView(instance, library: library)
        var edges: [Edge] = []
        for task in view.tasks { edges += self.edges(of: task, view) }
        for task in view.plainReceivers {
            edges += take(.complete(token: task.token.number, variables: [:]), instance)
        }
        for subscription in instance.subscriptions {
            edges += self.edges(of: subscription, instance)
        }
        known[instance] = edges
        return edges
    }

    private func edges(of task: OpenTask, _ view: CaseView) -> [Edge] {
        let variables = view.variables(visibleAt: task.token)
        let open = LonePerson.Task(
            node: task.node, groups: answers.groups(of: task.node, variables), variables: variables)
        var events = completions(of: task.node).map { set in
            ProcessEvent.complete(token: task.token.number, variables: set)
        }
        for boundary in library.definitions.values.flatMap({ $0.boundaries(of: task.node.id) }) {
            switch boundary.kind {
            case .boundary(.error(let code), _, _):
                events.append(.error(token: task.token.number, code: code ?? "", variables: [:]))
            case .boundary(.escalation(let code), _, _):
                events.append(.escalation(token: task.token.number, code: code ?? "", variables: [:]))
            case .boundary, .start, .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call,
                .gateway:
                break
            }
        }
        return events.flatMap { event in
            take(event, view.instance).map { edge in
                var edge = edge
                edge.task = open
                return edge
            }
        }
    }

    /// What a person may answer: to approve is yes or no, everything else is anything.
    private func completions(of node: FlowNode) -> [[String: Variable]] {
        var set: [String: Variable] = [:]
        var next: FlowNode? = node.parent.flatMap(self.node)
        while let scope = next {
            if let item = scope.outputItem { set[item] = LoneAnswers.anything }
            next = scope.parent.flatMap(self.node)
        }
        guard let item = node.outputItem else { return [set] }
        guard node.duty == "approval" else {
            return [set.merging([item: LoneAnswers.anything]) { $1 }]
        }
        return [true, false].map { vote in set.merging([item: .bool(vote)]) { $1 } }
    }

    private func node(_ id: ElementID) -> FlowNode? {
        library.definitions.values.lazy.compactMap { $0.nodes[id] }.first
    }

    private func edges(of subscription: Subscription, _ instance: ProcessInstance) -> [Edge] {
        let node = self.node(subscription.node)
        let isBesides: Bool =
            switch node?.kind {
            case .boundary(_, _, let interrupts), .start(_, let interrupts): !interrupts
            case nil, .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call, .gateway: false
            }
        if isBesides, let node, isHarmless(node) { return [] }
        let event: ProcessEvent =
            switch subscription.cause {
            case .message: .message(subscription: subscription.number, variables: [:])
            case .timer: .timer(subscription: subscription.number)
            case .signal(let name): .signal(name, variables: [:])
            }
        return take(event, instance, note: node.map { "\($0.title) happens" }).map { edge in
            var edge = edge
            edge.besides = isBesides ? subscription.node : nil
            return edge
        }
    }

    /// Whether what an event sets going besides the way ends by itself and changes nothing.
    private func isHarmless(_ node: FlowNode) -> Bool {
        guard case .boundary = node.kind,
            let definition = library.definitions.values.first(where: { $0.nodes[node.id] != nil })
        else { return false }
        var seen: Set<ElementID> = [node.id]
        var open = [node]
        while let next = open.popLast() {
            for target in definition.outgoing(of: next).compactMap({ definition.nodes[$0.target] })
            where seen.insert(target.id).inserted {
                guard target.incoming.count == 1, target.loop == nil, answers.isIdle(target) else {
                    return false
                }
                open.append(target)
            }
        }
        return true
    }

    // MARK: One step, in all its outcomes

    private func take(_ event: ProcessEvent, _ instance: ProcessInstance, note: String? = nil) -> [Edge] {
        outcomes(note) { engine in try? engine.take(event, for: instance, now: now).0 }
    }

    private func outcomes(_ note: String? = nil, _ step: (Engine) -> ProcessInstance?) -> [Edge] {
        var edges: [Edge] = []
        var path: [Int]? = []
        var tried = 0
        while let choices = path {
            tried += 1
            guard tried <= Self.maximumOutcomes else {
                isCut = true
                break
            }
            let answered = LoneAnswers.Answered(choices)
            if let instance = step(answers.engine(answered)) {
                edges.append(
                    Edge(
                        instance: instance.canonical, notes: [note].compactMap(\.self) + answered.notes,
                        isGoal: answered.isGoal))
            }
            path = answered.next
        }
        return edges
    }
}

extension FlowNode {
    /// The variable of a repeated activity an outcome is read from.
    fileprivate var outputItem: String? {
        if case .multiInstance(let plan) = loop { plan.outputItem } else { nil }
    }
}
