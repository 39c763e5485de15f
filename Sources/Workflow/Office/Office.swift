/// Processes and all their instances in memory, with a clock that is told the time.
///
/// A store does the same with rows: what starts, who hears a message or a signal, which timer is next.
package struct Office {
    /// What is deployed.
    package internal(set) var library = ProcessLibrary()
    /// All there is to keep.
    package var state: State
    /// How expressions are evaluated.
    package let expressions: ExpressionLanguage
    /// Calls a handler.
    package let serve: (ServiceCall) -> ServiceOutcome?
    /// What a step may cost.
    package var limits = EngineLimits()

    /// Signals that follow from one event.
    package static let maximumSignals = 1000

    /// What an office keeps between two steps.
    package struct State: Hashable, Sendable, Codable {
        /// The time it is.
        package internal(set) var clock: Instant
        /// All instances in order of creation.
        package internal(set) var cases: [Case] = []
        /// Armed timers of start events, in order of creation.
        package internal(set) var startTimers: [StartTimer] = []
        var nextNumber = 1
        var versions: [ElementID: Int] = [:]
    }

    /// A top-level instance and what it is called by.
    package struct Case: Hashable, Sendable, Codable {
        package var label: String
        package internal(set) var instance: ProcessInstance
    }

    /// An armed timer of a start event of a process.
    package struct StartTimer: Hashable, Sendable, Codable {
        package let number: Int
        package let process: ElementID
        package let node: ElementID
        package var timer: Timer
    }

    /// Makes an office with nothing in it.
    package init(
        clock: Instant, expressions: ExpressionLanguage,
        serve: @escaping (ServiceCall) -> ServiceOutcome?
    ) {
        state = State(clock: clock)
        self.expressions = expressions
        self.serve = serve
    }

    /// Adds the processes of a file; the timers of earlier versions of them are taken down.
    ///
    /// - Throws: `DeploymentError` when an element is outside of what can be executed.
    package mutating func deploy(_ document: BPMNDocument) throws(DeploymentError) {
        for definition in try ProcessReading.definitions(in: document, expressions: expressions) {
            let version = state.versions[definition.id, default: 0] + 1
            state.versions[definition.id] = version
            library.add(definition, version: version)
            state.startTimers.removeAll { $0.process == definition.id }
            for start in definition.starts { arm(start, of: definition) }
        }
    }

    private mutating func arm(_ start: FlowNode, of definition: ProcessDefinition) {
        guard case .timer(let text)? = start.startTrigger,
            let timer = expressions.timer(text, visible: { [:] }, setAt: state.clock)
        else { return }
        state.startTimers.append(
            StartTimer(number: state.nextNumber, process: definition.id, node: start.id, timer: timer))
        state.nextNumber += 1
    }

    private var engine: Engine {
        Engine(library: library, expressions: expressions, limits: limits, serve: serve)
    }

    // MARK: One instance

    /// Starts a process and gives its place among the cases.
    @discardableResult
    mutating func start(
        _ process: ElementID, at node: ElementID?, variables: [String: Variable], label: String? = nil
    ) throws(EngineRefusal) -> Int {
        guard let key = library.newest[process] else { throw .unknownProcess(process) }
        let (instance, effects) = try engine.start(
            key, at: node, variables: variables, now: state.clock, firstNumber: state.nextNumber)
        state.nextNumber = max(state.nextNumber, instance.nextNumber)
        let place = state.cases.count
        state.cases.append(Case(label: label ?? "p\(place + 1)", instance: instance))
        try follow(effects, of: place)
        return place
    }

    /// Gives an event to an instance.
    mutating func take(_ event: ProcessEvent, for place: Int) throws(EngineRefusal) {
        let (instance, effects) = try engine.take(
            event, for: state.cases[place].instance, now: state.clock, firstNumber: state.nextNumber)
        state.cases[place].instance = instance
        state.nextNumber = max(state.nextNumber, instance.nextNumber)
        try follow(effects, of: place)
    }

    /// Lets all others hear the signals an instance has thrown.
    private mutating func follow(_ effects: [Effect], of place: Int) throws(EngineRefusal) {
        for case .signal(let name) in effects {
            signalDepth += 1
            defer { signalDepth -= 1 }
            guard signalDepth < Self.maximumSignals else { throw .tooManySteps(Self.maximumSignals) }
            try hear(name, [:], besides: place)
        }
    }

    private var signalDepth = 0

    /// Lets everyone but one hear a signal: instances that wait for it, and start events.
    mutating func hear(
        _ name: String, _ variables: [String: Variable], besides thrower: Int? = nil
    ) throws(EngineRefusal) {
        let heard = state.cases.indices.filter { place in
            place != thrower
                && state.cases[place].instance.subscriptions.contains { $0.cause == .signal(name) }
        }
        let starts = starts { $0 == .signal(name) }
        // One of them may have ended by what another one did.
        for place in heard where state.cases[place].instance.ending == nil {
            try take(.signal(name, variables: variables), for: place)
        }
        for (process, node) in starts { try start(process, at: node, variables: variables) }
    }

    /// The start events with a trigger, of the newest versions, by the ids of their processes.
    func starts(where matches: (Trigger) -> Bool) -> [(process: ElementID, node: ElementID)] {
        library.newest.sorted { $0.key < $1.key }.flatMap { process, key in
            (library.definitions[key]?.starts ?? []).filter { $0.startTrigger.map(matches) ?? false }
                .map { (process, $0.id) }
        }
    }
}
