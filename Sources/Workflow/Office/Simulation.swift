/// Walks every way through a process, whatever its conditions ask for, and says which ends are reached.
///
/// Each choice (a condition, the outcome of a handler, which event comes first) is made both ways, one walk after
/// the other, until all walks are made or there are too many.
package struct Simulation {
    /// What the walks came to.
    package struct Finding: Hashable, Sendable {
        /// End events by how many walks reached them.
        package var ends: [ElementID: Int] = [:]
        /// Elements no walk reached, in document order.
        package var unreached: [ElementID] = []
        /// Walks made.
        package var walks = 0
        /// Walks that came to an end of the process.
        package var completed = 0
        /// Walks that stood still, at a join or before something that is not there.
        package var stuck = 0
        /// Walks that came to where none of the conditions held, which only their wording can rule out.
        package var undecided = 0
        /// Whether there were more ways than were walked.
        package var isCut = false
    }

    /// Walks at most.
    package static let maximumWalks = 5000
    /// Choices of one walk that are made both ways; later ones are made one way.
    package static let maximumChoices = 14
    /// Events of one walk.
    package static let maximumEvents = 200

    private let library: ProcessLibrary
    private let process: ProcessDefinition

    /// Prepares walks through a process, and what it calls, of a library.
    package init?(of process: ElementID, in library: ProcessLibrary) {
        guard let key = library.newest[process], let definition = library.definitions[key] else { return nil }
        self.library = library
        self.process = definition
    }

    /// Walks all ways.
    package func finding() -> Finding {
        var finding = Finding()
        var reached: Set<ElementID> = []
        let starts: [ElementID?] = process.starts.isEmpty ? [nil] : process.starts.map(\.id)
        for start in starts {
            var path: [Int]? = []
            while let choices = path {
                guard finding.walks < Self.maximumWalks else {
                    finding.isCut = true
                    break
                }
                var walk = Walk(library: library, process: process, choices: Choices(choices))
                walk.go(from: start)
                finding.add(walk, of: process)
                reached.formUnion(walk.visited)
                path = walk.choices.next
            }
        }
        finding.unreached = process.nodes.values.filter { !reached.contains($0.id) }
            .sorted { ($0.line, $0.id) < ($1.line, $1.id) }.map(\.id)
        return finding
    }
}

extension Simulation.Finding {
    fileprivate mutating func add(_ walk: Walk, of process: ProcessDefinition) {
        walks += 1
        isCut = isCut || walk.choices.isCut
        switch walk.ending {
        case .completed: completed += 1
        case .undecided: undecided += 1
        case .stuck: stuck += 1
        case .cut: isCut = true
        }
        for id in walk.visited {
            if case .end? = process.nodes[id]?.kind { ends[id, default: 0] += 1 }
        }
    }
}

/// The choices of a walk: those given, then always the first; shared with the closures of an engine.
private final class Choices {
    private let given: [Int]
    private var taken: [(choice: Int, of: Int)] = []
    private(set) var isCut = false

    init(_ given: [Int]) { self.given = given }

    func choose(among count: Int) -> Int {
        guard count > 1 else { return 0 }
        guard taken.count < Simulation.maximumChoices else {
            // Beyond the limit conditions alternate, so that loops end.
            isCut = true
            defer { later += 1 }
            return later % count
        }
        let choice = taken.count < given.count ? given[taken.count] : 0
        taken.append((choice, count))
        return choice
    }

    private var later = 0

    /// The choices of the next walk, as an odometer counts; `nil` after the last one.
    var next: [Int]? {
        var path = taken
        while let last = path.popLast() {
            if last.choice + 1 < last.of { return path.map(\.choice) + [last.choice + 1] }
        }
        return nil
    }
}

/// One walk through a process.
private struct Walk {
    let library: ProcessLibrary
    let process: ProcessDefinition
    let choices: Choices
    private(set) var visited: Set<ElementID> = []
    private(set) var ending = Ending.stuck
    private let now = Instant(milliseconds: 0)

    init(library: ProcessLibrary, process: ProcessDefinition, choices: Choices) {
        self.library = library
        self.process = process
        self.choices = choices
    }

    mutating func go(from start: ElementID?) {
        guard let key = library.newest[process.id],
            var (instance, _) = try? engine.start(key, at: start, variables: [:], now: now)
        else { return }
        var events = 0
        while events < Simulation.maximumEvents {
            events += 1
            guard instance.ending == nil, let event = event(in: instance),
                let (next, _) = try? engine.take(event, for: instance, now: now)
            else { break }
            instance = next
        }
        ending = events == Simulation.maximumEvents ? .cut : Self.ending(of: instance)
        visited = Set((instance.visits[process.id] ?? [:]).keys)
    }

    /// How a walk ends.
    enum Ending {
        case completed, undecided, stuck
        /// There was no end to its events.
        case cut
    }

    private static func ending(of instance: ProcessInstance) -> Ending {
        if instance.ending == .completed { return .completed }
        return instance.incidents.contains { $0.incident?.retry == .leaving } ? .undecided : .stuck
    }

    /// The next thing to happen: the first task is done, or one of the events comes.
    private func event(in instance: ProcessInstance) -> ProcessEvent? {
        let view = CaseView(instance, library: library)
        var possible: [ProcessEvent] = []
        if let task = (view.tasks + view.plainReceivers).first {
            possible.append(.complete(token: task.token.number, variables: [:]))
            possible += outcomes(of: task, in: instance)
        }
        for subscription in instance.subscriptions where isNew(subscription, in: instance) {
            switch subscription.cause {
            case .message: possible.append(.message(subscription: subscription.number, variables: [:]))
            case .timer: possible.append(.timer(subscription: subscription.number))
            case .signal(let name): possible.append(.signal(name, variables: [:]))
            }
        }
        guard !possible.isEmpty else { return nil }
        return possible[choices.choose(among: possible.count)]
    }

    /// The errors and escalations of a task that are caught at it.
    private func outcomes(of task: OpenTask, in instance: ProcessInstance) -> [ProcessEvent] {
        library.definitions.values.flatMap { $0.boundaries(of: task.node.id) }.compactMap { boundary in
            guard !(isBesides(boundary.id) && hasVisited(boundary.id, in: instance)) else { return nil }
            switch boundary.kind {
            case .boundary(.error(let code), _, _):
                return .error(token: task.token.number, code: code ?? "", variables: [:])
            case .boundary(.escalation(let code), _, _):
                return .escalation(token: task.token.number, code: code ?? "", variables: [:])
            case .boundary, .start, .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call,
                .gateway:
                return nil
            }
        }
    }

    /// Events that do not interrupt come once in a walk.
    private func isNew(_ subscription: Subscription, in instance: ProcessInstance) -> Bool {
        !(isBesides(subscription.node) && hasVisited(subscription.node, in: instance))
    }

    private func hasVisited(_ node: ElementID, in instance: ProcessInstance) -> Bool {
        instance.visits.values.contains { $0[node] != nil }
    }

    private func isBesides(_ node: ElementID) -> Bool {
        let found = library.definitions.values.lazy.compactMap { $0.nodes[node] }.first
        switch found?.kind {
        case .boundary(_, _, let interrupts), .start(_, let interrupts): return !interrupts
        case nil, .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call, .gateway:
            return false
        }
    }

    private var engine: Engine {
        let answers = Answers(library: library, choices: choices)
        var limits = EngineLimits()
        limits.steps = 5000
        return Engine(
            library: library, expressions: answers.language, limits: limits, serve: answers.outcome(of:))
    }
}

/// What a walk answers in the place of expressions and handlers.
private struct Answers {
    private let library: ProcessLibrary
    private let choices: Choices
    private var conditions: Set<String> = []
    private var values: [String: Variable] = [:]

    init(library: ProcessLibrary, choices: Choices) {
        self.library = library
        self.choices = choices
        for definition in library.definitions.values {
            conditions.formUnion(definition.flows.values.compactMap(\.condition))
            for node in definition.nodes.values { add(node) }
        }
    }

    /// Notes what the expressions of a node are for: repetition is walked once, timers are an hour.
    private mutating func add(_ node: FlowNode) {
        switch node.loop {
        case .standard(let loop): if let condition = loop.condition { conditions.insert(condition) }
        case .multiInstance(let plan):
            if let text = plan.cardinality { values[text] = .integer(1) }
            if let text = plan.collection { values[text] = .list([.null]) }
            if let text = plan.completionCondition { conditions.insert(text) }
        case nil: break
        }
        switch node.kind {
        case .start(.timer(let text), _), .catching(.timer(let text)), .boundary(.timer(let text), _, _):
            values[text] = .text("PT1H")
        case .start, .catching, .boundary, .end, .throwing, .task, .subProcess, .eventSubProcess, .call,
            .gateway:
            break
        }
    }

    var language: ExpressionLanguage {
        ExpressionLanguage(
            evaluate: { text, _, _ in
                if conditions.contains(text) { return .bool(choices.choose(among: 2) == 0) }
                return values[text] ?? .null
            }, fault: { _, _ in nil })
    }

    /// Done well, or with one of the errors that are caught around it.
    func outcome(of call: ServiceCall) -> ServiceOutcome? {
        let boundaries = library.definitions.values.flatMap { $0.boundaries(of: call.element) }
        let codes = boundaries.compactMap { node in
            if case .boundary(.error(let code), _, _) = node.kind { code ?? "" } else { nil }
        }
        let choice = choices.choose(among: codes.count + 1)
        return choice == 0 ? ServiceOutcome() : ServiceOutcome(error: codes[choice - 1])
    }
}
