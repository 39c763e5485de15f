/// A running process with everything it called: all there is to keep between two steps.
package struct ProcessInstance: Hashable, Sendable, Codable {
    /// The scopes that are open; the process's own is the first and stays when the process has ended.
    package internal(set) var scopes: Ledger<Scope>
    /// The tokens, in order of creation.
    package internal(set) var tokens: Ledger<Token>
    /// What is waited for, in order of creation.
    package internal(set) var subscriptions: Ledger<Subscription>
    /// How often tokens entered the elements of each process, by the process's id.
    package internal(set) var visits: [ElementID: [ElementID: Int]]
    /// How it ended, when it has.
    package internal(set) var ending: Ending?
    /// The next number for a scope, token or subscription.
    package internal(set) var nextNumber: Int

    /// How a process ends.
    package enum Ending: String, Hashable, Sendable, Codable {
        case completed, cancelled
    }

    /// How an instance stands.
    package enum Status: String, Hashable, Sendable, CaseIterable {
        case active, completed, cancelled, incident
    }

    init(firstNumber: Int) {
        scopes = Ledger()
        tokens = Ledger()
        subscriptions = Ledger()
        visits = [:]
        nextNumber = firstNumber
    }

    /// How it stands.
    package var status: Status {
        switch ending {
        case .completed: .completed
        case .cancelled: .cancelled
        case nil: incidents.isEmpty ? .active : .incident
        }
    }

    /// The tokens that cannot go on, in the order in which that came about.
    package var incidents: [Token] {
        tokens.filter { $0.incident != nil }
            .sorted { ($0.incident?.number ?? 0) < ($1.incident?.number ?? 0) }
    }

    /// The key of the process's version.
    package var process: String { root.process }

    /// The process's own scope.
    package var root: Scope {
        guard let root = scopes.first else { preconditionFailure("an instance has the scope of its process") }
        return root
    }
}

/// Where a token stands in a process.
package struct Token: Hashable, Sendable, Codable, Numbered {
    package let number: Int
    package let node: ElementID
    /// The scope it lies in.
    package let scope: Int
    /// The flow it came by; `nil` for one that started there.
    package let flow: ElementID?
    package internal(set) var state: State
    /// Variables of an inner instance of a repeated activity.
    package internal(set) var locals: [String: Variable] = [:]
    /// Which of the inner instances of a multi-instance activity it is, from 0.
    package internal(set) var index: Int?

    /// What a token does.
    package enum State: Hashable, Sendable, Codable {
        /// On its way; never seen between two steps.
        case moving
        /// At a task, an event or an event-based gateway that something from outside ends.
        case waiting
        /// At a gateway, for tokens of other flows.
        case joining
        /// At an activity that holds a scope of its own.
        case inside(scope: Int)
        /// At a task whose handler has not answered yet.
        case served
        /// Where it cannot go on.
        case incident(Incident)
    }

    /// Why it cannot go on, where it cannot.
    package var incident: Incident? { if case .incident(let incident) = state { incident } else { nil } }
}

/// Why a token cannot go on.
package struct Incident: Hashable, Sendable, Codable {
    /// Incidents of an instance are numbered in the order in which they came about.
    package let number: Int
    /// What a person may read.
    package let reason: String
    /// What trying again means.
    package let retry: Retry

    /// What is done again.
    package enum Retry: String, Hashable, Sendable, Codable {
        /// The whole activity, or the event.
        case arriving
        /// The work of an activity.
        case performing
        /// The choice of the way out.
        case leaving
    }
}

/// A part of a process that is open: its variables, and what its end leads to.
package struct Scope: Hashable, Sendable, Codable, Numbered {
    package let number: Int
    package let kind: Kind
    /// The key of the process's version its nodes are of.
    package internal(set) var process: String
    /// The element it is of: a process, a sub-process or a repeated activity.
    package let element: ElementID
    /// The token that waits for its end; `nil` for the outermost.
    package let parent: Int?
    package internal(set) var variables: [String: Variable] = [:]
    /// Whether an interrupting event sub-process has taken it over.
    package internal(set) var isInterrupted = false
    /// How far the repetition is, where it is of a repeated activity.
    package internal(set) var repetition: Repetition?

    /// What a scope is of.
    package enum Kind: String, Hashable, Sendable, Codable {
        case process, subProcess, eventSubProcess, repeated
    }
}

/// How far a repeated activity is.
package struct Repetition: Hashable, Sendable, Codable {
    /// The elements of the collection; `nil` for a cardinality and for a standard loop.
    package var items: [Variable]?
    /// Inner instances in all; runs so far for a standard loop.
    package var total: Int
    /// The index of the next inner instance to be made.
    package var next = 0
    package var completed = 0
    package var active = 0
    /// The output items of completed inner instances by their index.
    package var outputs: [Int: Variable] = [:]
}

/// Something that is waited for.
package struct Subscription: Hashable, Sendable, Codable, Numbered {
    package let number: Int
    /// The event or the receive task.
    package let node: ElementID
    package let owner: Owner
    package internal(set) var cause: Cause

    /// With what it goes away.
    package enum Owner: Hashable, Sendable, Codable {
        case token(Int)
        case scope(Int)
    }

    /// What is waited for.
    package enum Cause: Hashable, Sendable, Codable {
        case message(String)
        case signal(String)
        case timer(Timer)
    }

    /// The timer, where it is one.
    package var timer: Timer? { if case .timer(let timer) = cause { timer } else { nil } }
}
