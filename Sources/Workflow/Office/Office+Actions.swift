/// Why an office did not do what it was asked for; it then is as it was.
package enum OfficeRefusal: Error, Hashable, Sendable {
    case engine(EngineRefusal)
    /// A message that several wait for, or could start several processes.
    case ambiguous(String)
    /// A message that nobody waits for.
    case unheard(String)
    /// A task or a subscription that is not open.
    case notOpen(String)
    case backwards
    case tooManyTimers(Int)
}

extension OfficeRefusal: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        switch self {
        case .engine(let refusal): refusal.description
        case .ambiguous(let name): "More than one could receive the message \(name)."
        case .unheard(let name): "Nobody waits for the message \(name)."
        case .notOpen(let name): "\(name) is not open."
        case .backwards: "The clock does not go backwards."
        case .tooManyTimers(let limit): "More than \(limit) timers fired: one of them never ends."
        }
    }
}

/// Everything that can be done in an office; what is refused changes nothing.
extension Office {
    /// Does something as a whole, or not at all.
    private mutating func whole(_ action: (inout Office) throws(EngineRefusal) -> Void) throws(OfficeRefusal)
    {
        var copy = self
        do {
            try action(&copy)
        } catch {
            throw .engine(error)
        }
        self = copy
    }

    /// Starts a process without a cause.
    package mutating func start(
        process: ElementID, variables: [String: Variable] = [:], label: String? = nil
    ) throws(OfficeRefusal) {
        try whole { office throws(EngineRefusal) in
            try office.start(process, at: nil, variables: variables, label: label)
        }
    }

    /// Starts the process that begins with a message.
    package mutating func startByMessage(
        _ name: String, variables: [String: Variable] = [:]
    ) throws(OfficeRefusal) {
        let starts = starts { $0 == .message(name) }
        guard let start = starts.first else { throw .unheard(name) }
        guard starts.count == 1 else { throw .ambiguous(name) }
        try whole { office throws(EngineRefusal) in
            try office.start(start.process, at: start.node, variables: variables)
        }
    }

    /// Completes an open task of an id, else of a name.
    package mutating func complete(
        task: String, index: Int = 0, variables: [String: Variable] = [:]
    ) throws(OfficeRefusal) {
        let (place, token) = try open(task, index) { $0.tasks + $0.plainReceivers }
        try whole { office throws(EngineRefusal) in
            try office.take(.complete(token: token, variables: variables), for: place)
        }
    }

    /// The outcome of an open user task is an error or an escalation.
    package mutating func raise(
        task: String, index: Int = 0, _ event: (Int) -> ProcessEvent
    ) throws(OfficeRefusal) {
        let (place, token) = try open(task, index) { $0.tasks }
        let event = event(token)
        try whole { office throws(EngineRefusal) in try office.take(event, for: place) }
    }

    private func open(
        _ task: String, _ index: Int, among tasks: (CaseView) -> [OpenTask]
    ) throws(OfficeRefusal) -> (place: Int, token: Int) {
        let all = state.cases.indices.flatMap { place in
            tasks(view(place)).map { (place: place, task: $0) }
        }.sorted { $0.task.token.number < $1.task.token.number }
        let byID = all.filter { $0.task.node.id == task }
        let found = byID.isEmpty ? all.filter { $0.task.node.name == task } : byID
        guard found.indices.contains(index) else { throw .notOpen(task) }
        return (found[index].place, found[index].task.token.number)
    }

    /// Gives a message to the one who waits for it; nobody does: to the one process it starts.
    package mutating func message(
        _ name: String, correlation: [String: Variable] = [:], variables: [String: Variable] = [:]
    ) throws(OfficeRefusal) {
        let candidates = subscriptions { $0.cause == .message(name) }.filter { place, subscription in
            let visible = view(place).variables(visibleAt: subscription)
            return correlation.allSatisfy { (visible[$0.key] ?? .null) == $0.value }
        }
        guard candidates.count <= 1 else { throw .ambiguous(name) }
        guard let (place, subscription) = candidates.first else {
            return try startByMessage(name, variables: correlation.merging(variables) { _, new in new })
        }
        try deliver(subscription, of: place, variables)
    }

    /// Gives a message straight to one of those who wait at an element.
    package mutating func message(
        _ name: String, at element: ElementID, index: Int = 0, variables: [String: Variable] = [:]
    ) throws(OfficeRefusal) {
        let found = subscriptions { $0.cause == .message(name) && $0.node == element }
        guard found.indices.contains(index) else { throw .notOpen(element) }
        try deliver(found[index].1, of: found[index].0, variables)
    }

    private mutating func deliver(
        _ subscription: Subscription, of place: Int, _ variables: [String: Variable]
    ) throws(OfficeRefusal) {
        try whole { office throws(EngineRefusal) in
            try office.take(
                .message(subscription: subscription.number, variables: variables), for: place)
        }
    }

    /// Subscriptions of all instances in order of creation.
    package func subscriptions(where matches: (Subscription) -> Bool) -> [(Int, Subscription)] {
        state.cases.indices.flatMap { place in
            state.cases[place].instance.subscriptions.filter(matches).map { (place, $0) }
        }.sorted { $0.1.number < $1.1.number }
    }

    /// Lets everyone hear a signal.
    package mutating func signal(_ name: String, variables: [String: Variable] = [:]) throws(OfficeRefusal) {
        try whole { office throws(EngineRefusal) in try office.hear(name, variables) }
    }

    /// Cancels an instance that runs.
    package mutating func cancel(_ place: Int) throws(OfficeRefusal) {
        guard state.cases.indices.contains(place) else { throw .notOpen("the instance") }
        try whole { office throws(EngineRefusal) in try office.take(.cancel, for: place) }
    }
}
