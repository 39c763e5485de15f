/// Runs processes: takes an instance and what happened to it, gives the instance as it then stands.
///
/// It holds no state and looks at no clock; the same instance, event and answers of the outside give the same
/// result. `bpmn-behaviour/FORMAT.md` is the semantics.
package struct Engine {
    /// The processes instances may stand in.
    package var library: ProcessLibrary
    /// How expressions are evaluated.
    package var expressions: ExpressionLanguage
    /// Calls a handler; `nil` when its answer comes later, as an event.
    package var serve: (ServiceCall) -> ServiceOutcome?
    /// What a step may cost.
    package var limits: EngineLimits

    /// Makes an engine.
    package init(
        library: ProcessLibrary, expressions: ExpressionLanguage, limits: EngineLimits = EngineLimits(),
        serve: @escaping (ServiceCall) -> ServiceOutcome?
    ) {
        self.library = library
        self.expressions = expressions
        self.serve = serve
        self.limits = limits
    }

    /// Starts a version of a process at one of its start events, or without one as a start without a cause does.
    ///
    /// Its first scope takes the first number; those of its parts go up from there. Throws `EngineRefusal` when
    /// there is no such process or a limit is met.
    package func start(
        _ key: String, at start: ElementID? = nil, variables: [String: Variable], now: Instant,
        firstNumber: Int = 1
    ) throws(EngineRefusal) -> (ProcessInstance, [Effect]) {
        guard let definition = library.definitions[key] else { throw .unknownProcess(key) }
        var run = Run(engine: self, instance: ProcessInstance(firstNumber: firstNumber), now: now)
        let node = start.flatMap { definition.nodes[$0] } ?? definition.plainStart
        guard node != nil || definition.starts.isEmpty else { throw .noPlainStart(definition.id) }
        let scope = try run.open(.process, of: definition.id, process: key, parent: nil, variables: variables)
        try run.begin(scope, at: node)
        return try run.finished()
    }

    /// Takes what happened to an instance.
    ///
    /// Throws `EngineRefusal` when it cannot happen, or a limit is met; the instance then stays as it is.
    package func take(
        _ event: ProcessEvent, for instance: ProcessInstance, now: Instant, firstNumber: Int = 1
    ) throws(EngineRefusal) -> (ProcessInstance, [Effect]) {
        guard instance.ending == nil else { throw .ended }
        if let reason = instance.mismatch(with: library) { throw .unsound(reason) }
        var run = Run(engine: self, instance: instance, now: now)
        run.instance.nextNumber = max(instance.nextNumber, firstNumber)
        try run.take(event)
        return try run.finished()
    }
}

/// What happens to an instance from outside.
package enum ProcessEvent: Hashable, Sendable, Codable {
    /// A user task, or a receive task without a message, is completed.
    case complete(token: Int, variables: [String: Variable])
    /// The outcome of a user task is an error.
    case error(token: Int, code: String, variables: [String: Variable])
    /// The outcome of a user task is an escalation.
    case escalation(token: Int, code: String, variables: [String: Variable])
    /// A handler that was called has answered.
    case answer(token: Int, ServiceOutcome)
    /// A message arrives at one subscription.
    case message(subscription: Int, variables: [String: Variable])
    /// A signal reaches every subscription to it.
    case signal(String, variables: [String: Variable])
    /// A timer is due.
    case timer(subscription: Int)
    /// A token at an incident tries again to go on.
    case retry(token: Int)
    case cancel
}

/// What an instance does to the outside.
package enum Effect: Hashable, Sendable {
    /// A signal for all other instances and for start events.
    case signal(String)
    /// A handler is to be called and its answer given to the token.
    case serve(ServiceCall, token: Int)
}

/// A call of a handler.
package struct ServiceCall: Hashable, Sendable {
    /// What is called.
    package enum Target: Hashable, Sendable {
        case handler(String)
        case decision(String, result: String?)
    }

    package let target: Target
    /// The element that calls.
    package let element: ElementID
    /// What it sees.
    package let variables: [String: Variable]
}

/// What a handler answers.
package struct ServiceOutcome: Hashable, Sendable, Codable {
    /// Variables to set, as when a task is completed.
    package var set: [String: Variable]
    /// Variables to set in the innermost sub-process.
    package var local: [String: Variable]
    /// The code of an error, when it ends with one.
    package var error: String?

    /// Makes an outcome.
    package init(set: [String: Variable] = [:], local: [String: Variable] = [:], error: String? = nil) {
        self.set = set
        self.local = local
        self.error = error
    }
}

/// What one step of an instance may cost.
package struct EngineLimits: Hashable, Sendable {
    /// Errands of one step: what stops a process that never waits.
    package var steps = 100_000
    /// Tokens of an instance.
    package var tokens = 10_000
    /// Scopes of an instance inside each other: what stops a process that calls itself.
    package var depth = 100
    /// Timers that fire while the clock of an office is put forward once.
    package var firings = 10_000

    /// The limits as they are.
    package init() {}
}

/// Why an instance did not take an event.
package enum EngineRefusal: Error, Hashable, Sendable {
    case unknownProcess(String)
    case noPlainStart(ElementID)
    case ended
    case notOpen(Int)
    case unsound(String)
    case noTime(ElementID)
    case misfit(String, String)
    case tooManySteps(Int)
    case tooManyTokens(Int)
    case tooDeep(Int)
}

extension EngineRefusal: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        switch self {
        case .unknownProcess(let id): "There is no process \(id)."
        case .noPlainStart(let id): "The process \(id) starts by a message, signal or timer only."
        case .ended: "The process has ended."
        case .notOpen(let number): "Nothing waits at number \(number)."
        case .unsound(let reason): "The instance as it was kept does not hold together: \(reason)."
        case .misfit(let key, let reason): "the case cannot go to \(key): \(reason)"
        case .noTime(let id): "The timer \(id) gives no date, duration or cycle."
        case .tooManySteps(let limit):
            "The process went \(limit) steps without waiting: it goes round in a loop."
        case .tooManyTokens(let limit): "The process would have more than \(limit) tokens."
        case .tooDeep(let limit): "The process would have more than \(limit) scopes inside each other."
        }
    }
}
