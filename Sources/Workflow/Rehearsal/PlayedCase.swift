/// One case, played from start to end.
struct PlayedCase {
    /// How it ends.
    enum Outcome {
        case completed, stuck, endless
    }

    private(set) var outcome = Outcome.stuck
    /// Milliseconds from start to end.
    private(set) var length = 0
    /// How often the elements of the process were come by.
    private(set) var visits: [ElementID: Int] = [:]
    /// Milliseconds waited at elements, each time.
    private(set) var waits: [ElementID: [Int]] = [:]
    private var order: [ElementID] = []
    private let rehearsal: Rehearsal
    private let dice: Dice
    private var office: Office
    /// What will happen at tokens and subscriptions, by their numbers; `nil` for nothing.
    private var plans: [Int: Plan?] = [:]
    private var waiting: [Int: (node: ElementID, since: Instant)] = [:]

    /// Something that will happen.
    private struct Plan {
        var due: Instant
        var event: ProcessEvent
    }

    /// Starts a case; `nil` where the process does not start.
    init?(_ rehearsal: Rehearsal, _ dice: Dice) {
        self.rehearsal = rehearsal
        self.dice = dice
        let answers = ChanceAnswers(rehearsal, dice)
        office = Office(
            clock: rehearsal.assumptions.start, expressions: answers.language, serve: answers.outcome(of:))
        office.library = rehearsal.library
        let process = rehearsal.process
        let start = process.plainStart ?? process.starts.first
        guard
            (try? office.start(process.id, at: start?.id, variables: rehearsal.assumptions.inputs)) != nil
        else { return nil }
    }

    private var instance: ProcessInstance { office.state.cases[0].instance }

    /// The tasks and events in the order they first came, the end of the process last.
    var way: [ElementID] {
        order + rehearsal.process.outerEnds.map(\.id).filter { visits[$0] != nil }
    }

    /// Goes on until the case ends or nothing can happen any more.
    mutating func play() {
        var events = 0
        note()
        while instance.ending == nil, events < Rehearsal.maximumEvents, step() {
            events += 1
            note()
        }
        outcome =
            instance.ending == .completed ? .completed : events == Rehearsal.maximumEvents ? .endless : .stuck
        length = office.state.clock.milliseconds - rehearsal.assumptions.start.milliseconds
        visits = instance.visits[rehearsal.process.id] ?? [:]
    }

    /// Lets the next thing happen; false where there is none.
    private mutating func step() -> Bool {
        let next = plans.compactMap { number, plan in plan.map { (number: number, plan: $0) } }
            .min { ($0.plan.due, $0.number) < ($1.plan.due, $1.number) }
        let timer = office.timers.first { $0.place == 0 }
        if let timer, timer.due <= next?.plan.due ?? timer.due {
            come(to: timer.node)
            return (try? office.advance(to: max(timer.due, office.state.clock))) != nil
        }
        guard let next else { return false }
        plans[next.number] = .some(nil)
        guard (try? office.advance(to: max(next.plan.due, office.state.clock))) != nil,
            (try? office.take(next.plan.event, for: 0)) != nil
        else { return false }
        return true
    }

    /// Looks at what waits now: notes what has gone, and throws for what is new.
    private mutating func note() {
        let view = office.view(0)
        var present: Set<Int> = []
        for task in view.waiting {
            present.insert(task.token.number)
            guard waiting[task.token.number] == nil else { continue }
            waiting[task.token.number] = (task.node.id, office.state.clock)
            come(to: task.node.id)
            plan(task)
        }
        for subscription in instance.subscriptions {
            present.insert(subscription.number)
            if plans[subscription.number] == nil { plan(subscription) }
        }
        for (number, place) in waiting where !present.contains(number) {
            waits[place.node, default: []].append(
                office.state.clock.milliseconds - place.since.milliseconds)
            waiting[number] = nil
        }
        plans = plans.filter { present.contains($0.key) }
    }

    private mutating func come(to node: ElementID) {
        if !order.contains(node) { order.append(node) }
    }

    /// Throws for a task: when it is done, and whether well.
    private mutating func plan(_ task: OpenTask) {
        let isDone: Bool =
            switch task.node.kind {
            case .task(.user), .task(.receive(message: nil)): true
            default: false
            }
        guard isDone else { return }
        let number = task.token.number
        plans[number] = Plan(
            due: due(task.node.id, around: rehearsal.assumptions.work),
            event: misfortune(of: task) ?? .complete(token: number, variables: [:]))
    }

    /// The error or escalation of a task, where it is caught and the dice say so.
    private func misfortune(of task: OpenTask) -> ProcessEvent? {
        guard case .task(.user) = task.node.kind else { return nil }
        for boundary in rehearsal.library.boundaries(of: task.node.id)
        where dice.comes(rehearsal.share(of: boundary.id), of: 1000) {
            switch boundary.kind {
            case .boundary(.error(let code), _, _):
                return .error(token: task.token.number, code: code ?? "", variables: [:])
            case .boundary(.escalation(let code), _, _):
                return .escalation(token: task.token.number, code: code ?? "", variables: [:])
            default: continue
            }
        }
        return nil
    }

    /// Throws for a message or a signal: one that is waited for comes, one at an edge seldom does.
    private mutating func plan(_ subscription: Subscription) {
        let number = subscription.number
        let event: ProcessEvent
        switch subscription.cause {
        case .message: event = .message(subscription: number, variables: [:])
        case .signal(let name): event = .signal(name, variables: [:])
        case .timer: return
        }
        let isAwaited: Bool =
            switch rehearsal.library.node(subscription.node)?.kind {
            case .boundary, .start: dice.comes(rehearsal.share(of: subscription.node), of: 1000)
            default: true
            }
        plans[number] = .some(
            isAwaited
                ? Plan(
                    due: due(subscription.node, around: rehearsal.assumptions.reply), event: event) : nil)
    }

    private func due(_ node: ElementID, around mean: Int) -> Instant {
        let time = dice.time(around: rehearsal.assumptions.times[node] ?? mean)
        return Instant(milliseconds: office.state.clock.milliseconds + time)
    }
}

extension Rehearsal {
    /// How likely an event at an edge is, in thousandths.
    func share(of element: ElementID) -> Int { assumptions.shares[element] ?? Self.rare }
}

extension ProcessDefinition {
    /// The ends of the process itself, and of what may take its place, in document order.
    package var outerEnds: [FlowNode] {
        let inner = contents(of: id).filter { $0.kind == .eventSubProcess }.flatMap { contents(of: $0.id) }
        return (contents(of: id) + inner).filter { if case .end = $0.kind { true } else { false } }
    }
}

extension ProcessLibrary {
    /// A node of any process.
    func node(_ id: ElementID) -> FlowNode? { definitions.values.lazy.compactMap { $0.nodes[id] }.first }

    /// The boundary events of an activity of any process.
    func boundaries(of activity: ElementID) -> [FlowNode] {
        definitions.sorted { $0.key < $1.key }.flatMap { $0.value.boundaries(of: activity) }
    }
}
