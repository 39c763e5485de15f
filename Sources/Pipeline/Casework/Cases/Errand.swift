package import Workflow

/// A call of a handler or a decision that has to be carried out: the right to do it for a while.
///
/// The fence rises with every lease of it: answers under an older one are refused.
package struct Errand: Hashable, Sendable {
    /// Who answers.
    package enum Target: Hashable, Sendable {
        /// A handler of the registry.
        case handler(String)
        /// A decision by its id or name, and the variable that takes its value.
        case decision(String, result: String?)

        /// `handler` or `decision`.
        package var kind: String {
            switch self {
            case .handler: "handler"
            case .decision: "decision"
            }
        }

        /// The name of the handler or the decision.
        package var name: String {
            switch self {
            case .handler(let name), .decision(let name, _): name
            }
        }
    }

    /// Its number in the store.
    package var id: Int64
    /// The case.
    package var caseID: CaseID
    /// The document of the case.
    package var document: DocumentID
    /// The token that waits for the answer.
    package var token: Int
    /// The element that calls.
    package var element: String
    /// Who answers.
    package var target: Target
    /// Which lease of it this is.
    package var fence: Int64
    /// Which try this is, from 1.
    package var attempt: Int

    /// Makes an errand.
    package init(
        id: Int64, caseID: CaseID, document: DocumentID, token: Int, element: String, target: Target,
        fence: Int64, attempt: Int
    ) {
        self.id = id
        self.caseID = caseID
        self.document = document
        self.token = token
        self.element = element
        self.target = target
        self.fence = fence
        self.attempt = attempt
    }
}

/// What a handler answers: variables, an error, and what is to change in the store with them.
package struct ErrandAnswer: Hashable, Sendable {
    /// What the process is told.
    package var outcome: ServiceOutcome
    /// What is changed and told, in the transaction that moves the case on.
    package var effects: [CaseEffect]
    /// One sentence for the history; empty for none.
    package var note: String

    /// Makes an answer.
    package init(outcome: ServiceOutcome = ServiceOutcome(), effects: [CaseEffect] = [], note: String = "") {
        self.outcome = outcome
        self.effects = effects
        self.note = note
    }
}

/// Why a handler did not answer.
package struct HandlerFailure: Error, Hashable, Sendable {
    /// One sentence for a person.
    package var reason: String
    /// Whether the same call may work later by itself.
    package var isTransient: Bool

    /// Makes a failure.
    package init(_ reason: String, isTransient: Bool = false) {
        self.reason = reason
        self.isTransient = isTransient
    }
}

/// What became of an errand that was carried out.
package enum ErrandReceipt: Hashable, Sendable {
    /// The case has gone on.
    case done
    /// Somebody else carries it out now, or it is not needed any more.
    case lost
    /// The handler did not answer: it is tried again, or is an incident when `isAside`.
    case failed(String, isAside: Bool)
}
