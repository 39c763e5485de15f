internal import Formats
internal import Workflow

/// What can be seen in an office, compared with what a step expects.
struct BehaviourExpectations {
    let office: Office
    let calls: [String]

    /// A sentence for each expectation that does not hold.
    func differences(from expected: [String: JSONTree]) -> [String] {
        var views = office.state.cases.indices.map { office.view($0) }
        var first = office.state.cases.first
        if case .string(let label)? = expected["of"] {
            views = zip(views, office.state.cases).filter { $1.label == label }.map(\.0)
            first = office.state.cases.first { $0.label == label }
        }
        let scene = BehaviourScene(office: office, views: views, first: first, calls: calls)
        return expected.sorted { $0.key < $1.key }.filter { $0.key != "of" && $0.key != "rejected" }
            .compactMap { name, value in
                guard let found = scene.found(name, as: value) else { return "\(name) is no expectation" }
                let isSame = found.comparable(as: name) == value.comparable(as: name)
                return isSame ? nil : "\(name): expected \(value.plain), found \(found.plain)"
            }
    }
}

/// The instances an expectation is about.
struct BehaviourScene {
    let office: Office
    /// Those that tasks, states and variables are restricted to, or all.
    let views: [CaseView]
    /// The first of them.
    let first: Office.Case?
    let calls: [String]

    /// What there is instead of the expected value, in its form; `nil` for an unknown name.
    func found(_ name: String, as expected: JSONTree) -> JSONTree? {
        foundCount(name, as: expected) ?? foundState(name, as: expected) ?? foundDetail(name, as: expected)
    }

    private var everyView: [CaseView] { office.state.cases.indices.map { office.view($0) } }

    // MARK: Counts

    private func foundCount(_ name: String, as expected: JSONTree) -> JSONTree? {
        switch name {
        case "tasks": counted(tasks.map(\.node.id))
        case "taskCount": .number(String(tasks.count))
        case "tasksOf": counted(tasks.map(\.node.id), only: expected)
        case "active": counted(waiting.map(\.node.id))
        case "activeOf": counted(waiting.map(\.node.id), only: expected)
        case "joins": counted(everyView.flatMap(\.joining).map(\.node.id), only: expected)
        case "visited": counted(visits { _ in true }, only: expected)
        case "timers": counted(office.timers.map(\.node))
        case "timerCount": .number(String(office.timers.count))
        case "due":
            .array(office.timers.map { .array([.string($0.node), .string($0.due.description)]) })
        case "messages": counted(subscribed { if case .message(let name) = $0 { name } else { nil } })
        case "signals": counted(signals)
        case "signalCount": .number(String(signals.count))
        case "subscriptionCount":
            .number(String(office.subscriptions { $0.timer == nil }.count))
        case "endEvents": counted(ends)
        case "endEventCount": .number(String(ends.count))
        case "endEventsOf": endSums(expected)
        case "endEventsInclude": included(expected)
        default: nil
        }
    }

    private var tasks: [OpenTask] { views.flatMap(\.tasks).inOrder }
    private var waiting: [OpenTask] { views.flatMap(\.waiting).inOrder }
    private var signals: [String] {
        subscribed { if case .signal(let name) = $0 { name } else { nil } }
    }
    private var ends: [String] {
        visits { if case .end = $0.kind { true } else { false } }
    }

    private func subscribed(_ name: (Subscription.Cause) -> String?) -> [String] {
        office.subscriptions { _ in true }.compactMap { name($0.1.cause) }
    }

    /// The ids of entered elements, as often as they were entered.
    private func visits(_ isMeant: (FlowNode) -> Bool) -> [String] {
        everyView.flatMap { view in
            view.instance.visits.flatMap { process, visits -> [String] in
                let key = office.library.newest[process] ?? ""
                let nodes = office.library.definitions[key]?.nodes ?? [:]
                return visits.filter { nodes[$0.key].map(isMeant) ?? false }
                    .flatMap { Array(repeating: $0.key, count: $0.value) }
            }
        }
    }

    private func counted(_ ids: [String], only expected: JSONTree = .object([:])) -> JSONTree {
        var counts = ids.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        if case .object(let members) = expected, !members.isEmpty {
            counts = members.keys.reduce(into: [:]) { only, id in only[id] = counts[id] ?? 0 }
        }
        return .object(counts.mapValues { .number(String($0)) }).normal
    }

    private func endSums(_ expected: JSONTree) -> JSONTree {
        guard case .object(let members) = expected else { return .null }
        let sums = members.keys.map { key in
            let ids = key.split(separator: "|").map(String.init)
            return (key, JSONTree.number(String(ends.count { ids.contains($0) })))
        }
        return .object(Dictionary(uniqueKeysWithValues: sums)).normal
    }

    private func included(_ expected: JSONTree) -> JSONTree {
        guard case .array(let ids) = expected else { return .null }
        return .array(ids.filter { id in ends.contains { .string($0) == id } }).normal
    }

    // MARK: State

    private func foundState(_ name: String, as expected: JSONTree) -> JSONTree? {
        switch name {
        case "ended": ended(expected)
        case "running": .number(String(everyView.reduce(0) { $0 + $1.running }))
        case "runningTop": .number(String(everyView.count { $0.instance.ending == nil }))
        case "status": .string(first?.instance.status.rawValue ?? "none")
        case "incident":
            everyView.flatMap(\.instance.incidents).max { $0.number < $1.number }.map { .string($0.node) }
                ?? .null
        case "handlers": .array(calls.map { .string($0) })
        case "handlersOf":
            counted(calls, only: expected)
        default: nil
        }
    }

    private func ended(_ expected: JSONTree) -> JSONTree {
        guard case .object(let members) = expected else {
            return first.map { .bool($0.instance.ending != nil) } ?? .null
        }
        let found = members.keys.map { label in
            let instance = office.state.cases.first { $0.label == label }?.instance
            return (label, instance.map { JSONTree.bool($0.ending != nil) } ?? .null)
        }
        return .object(Dictionary(uniqueKeysWithValues: found))
    }

    // MARK: Variables and groups

    private func foundDetail(_ name: String, as expected: JSONTree) -> JSONTree? {
        let root = first?.instance.root.variables ?? [:]
        switch (name, expected) {
        case ("variables", .object(let members)):
            return .object(members.keys.reduce(into: [:]) { $0[$1] = JSONTree(root[$1] ?? .null) }).normal
        case ("absent", .array(let names)):
            return .array(
                names.filter { name in
                    if case .string(let name) = name { (root[name] ?? .null) == .null } else { false }
                })
        case ("local", .object(let members)): return locals(members)
        case ("localValues", .object(let members)): return localValues(members)
        case ("groups", .object(let members)):
            return .object(members.keys.reduce(into: [:]) { $0[$1] = groups(of: $1) }).normal
        default: return nil
        }
    }

    private var placed: [(view: CaseView, task: OpenTask)] {
        everyView.flatMap { view in
            view.waiting.filter { if case .task = $0.node.kind { true } else { false } }.map { (view, $0) }
        }.sorted { $0.1.token.number < $1.1.token.number }
    }

    private func locals(_ expected: [String: JSONTree]) -> JSONTree {
        let found = expected.map { id, names -> (String, JSONTree) in
            guard let (view, task) = placed.first(where: { $0.task.node.id == id }),
                case .object(let members) = names
            else { return (id, .null) }
            let visible = view.variables(visibleAt: task.token)
            return (id, .object(members.keys.reduce(into: [:]) { $0[$1] = JSONTree(visible[$1] ?? .null) }))
        }
        return JSONTree.object(Dictionary(uniqueKeysWithValues: found)).normal
    }

    private func localValues(_ expected: [String: JSONTree]) -> JSONTree {
        let found = expected.map { id, names -> (String, JSONTree) in
            guard case .object(let members) = names else { return (id, .null) }
            let tasks = placed.filter { $0.task.node.id == id }
            let values = members.keys.map { name in
                let all = tasks.map {
                    JSONTree($0.view.variables(visibleAt: $0.task.token)[name] ?? .null)
                }
                return (name, JSONTree.array(all))
            }
            return (id, .object(Dictionary(uniqueKeysWithValues: values)))
        }
        return JSONTree.object(Dictionary(uniqueKeysWithValues: found)).normal
    }

    private func groups(of id: String) -> JSONTree {
        let tasks = everyView.flatMap(\.tasks).inOrder
        let task = tasks.first { $0.node.id == id } ?? tasks.first { $0.node.name == id }
        guard case .task(.user(.named(let groups)))? = task?.node.kind else { return .null }
        return .array(groups.map { .string($0) })
    }
}
