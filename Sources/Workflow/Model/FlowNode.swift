/// A node of a process: an event, an activity or a gateway.
package struct FlowNode: Hashable, Sendable {
    package let id: ElementID
    /// The name; empty for none.
    package let name: String
    /// Line in its file, from 1.
    package let line: Int
    /// The sub-process it lies in; `nil` for the process itself.
    package let parent: ElementID?
    package let kind: Kind
    /// How an activity is repeated.
    package let loop: Loop?
    /// The flow taken when no other one is.
    package let defaultFlow: ElementID?
    /// What completing a user task amounts to, as `vouch:duty` says it: `coding`, `approval`.
    package var duty: String?
    /// Flows into the node, in document order.
    package var incoming: [ElementID] = []
    /// Flows out of the node, in document order.
    package var outgoing: [ElementID] = []

    /// What a node is.
    package enum Kind: Hashable, Sendable {
        /// `interrupts` counts in event sub-processes only.
        case start(Trigger, interrupts: Bool)
        case end(Throwing)
        case catching(Trigger)
        case throwing(Throwing)
        case boundary(Trigger, host: ElementID, interrupts: Bool)
        case task(Work)
        case subProcess
        case eventSubProcess
        case call(Call)
        case gateway(Gateway)
    }

    /// Gateways of the core set.
    package enum Gateway: String, Hashable, Sendable {
        case exclusive, inclusive, parallel, eventBased
    }

    /// What is done at a task.
    package enum Work: Hashable, Sendable {
        /// Passed through: abstract and manual tasks.
        case none
        case user(CandidateGroups)
        /// Waits for a message, or without one for being completed.
        case receive(message: String?)
        /// Calls a handler; without one it is passed through.
        case service(handler: String?)
        /// FEEL, and the variable that takes its value.
        case script(String, result: String?)
        /// A decision by the id of its model's decision, and the variable that takes its value.
        case decision(String, result: String?)
    }

    /// Who may take a task.
    package enum CandidateGroups: Hashable, Sendable {
        case named([String])
        /// FEEL that gives a name or a list of names.
        case expression(String)
    }

    /// A call of another process.
    package struct Call: Hashable, Sendable {
        /// The id of the called process.
        package let process: ElementID
        package let passedIn: [Passing]
        package let passedOut: [Passing]
    }

    /// What crosses the border of a call.
    package enum Passing: Hashable, Sendable {
        case all
        case variable(String, target: String)
        case expression(String, target: String)
    }

    /// Whether it is an activity: what boundary events and repetition can be put on.
    package var isActivity: Bool {
        switch kind {
        case .task, .subProcess, .call: true
        case .start, .end, .catching, .throwing, .boundary, .eventSubProcess, .gateway: false
        }
    }

    /// What starts it, where it is a start event.
    package var startTrigger: Trigger? {
        if case .start(let trigger, _) = kind { trigger } else { nil }
    }
}

/// What an event waits for.
package enum Trigger: Hashable, Sendable {
    case none
    case message(String)
    case signal(String)
    /// An ISO 8601 literal, or FEEL that gives one.
    case timer(String)
    /// A code; `nil` catches all.
    case error(String?)
    /// A code; `nil` catches all.
    case escalation(String?)

    /// Whether a clock fires it.
    package var isTimer: Bool { if case .timer = self { true } else { false } }
}

/// What an event brings about.
package enum Throwing: Hashable, Sendable {
    case none
    /// Calls a handler, which sends the message.
    case message(handler: String?)
    case signal(String)
    case error(String?)
    case escalation(String?)
    case terminate
}

/// How an activity is repeated.
package enum Loop: Hashable, Sendable {
    case multiInstance(MultiInstance)
    case standard(StandardLoop)

    /// An activity for each of many.
    package struct MultiInstance: Hashable, Sendable {
        package var isSequential: Bool
        /// FEEL that gives how often.
        package var cardinality: String?
        /// FEEL that gives a list.
        package var collection: String?
        /// The local variable that takes an element of the list.
        package var elementVariable: String?
        /// FEEL; true cancels the rest.
        package var completionCondition: String?
        /// The variable that takes the list of output items.
        package var output: String?
        /// The local variable an output item is read from.
        package var outputItem: String?
    }

    /// An activity again and again.
    package struct StandardLoop: Hashable, Sendable {
        package var testsBefore: Bool
        /// FEEL; none is true.
        package var condition: String?
        package var maximum: Int?
    }
}
