/// How a case stands.
package enum CaseState: String, Hashable, Sendable, CaseIterable {
    case active, incident, completed, cancelled

    /// Whether it has not ended.
    package var isOpen: Bool { self == .active || self == .incident }
}

/// The way of one document through a process, as the store keeps it.
package struct StoredCase: Hashable, Sendable {
    /// Its number.
    package var id: CaseID
    /// The document it is about; `DocumentID.none` where something else than a document has started it.
    package var document: DocumentID
    /// The version of the process it stands on.
    package var process: ProcessKey
    /// The process instance as JSON: all there is to go on from.
    package var instance: String
    /// Rises with every step.
    package var revision: Int
    /// How it stands.
    package var state: CaseState
    /// When it was started.
    package var startedAt: Timestamp
    /// When it last moved.
    package var changedAt: Timestamp

    /// Makes a case.
    package init(
        id: CaseID, document: DocumentID, process: ProcessKey, instance: String, revision: Int,
        state: CaseState,
        startedAt: Timestamp, changedAt: Timestamp
    ) {
        self.id = id
        self.document = document
        self.process = process
        self.instance = instance
        self.revision = revision
        self.state = state
        self.startedAt = startedAt
        self.changedAt = changedAt
    }
}

/// What has a case started that is about no document.
package enum StartCause: Hashable, Sendable {
    /// Somebody wants it: the process begins as one without a cause does.
    case wish(process: String)
    /// A message, which the newest version of one process begins with.
    case message(String)
}

/// What becomes of asking for a case to be started.
package enum CaseStart: Hashable, Sendable {
    /// It was.
    case started(CaseID)
    /// The document has one already.
    case known(CaseID)
    /// It was not, and why.
    case refused(String)
}

/// What an instance waits for, does and stands at after a step: what the store keeps beside it as rows.
package struct CaseRows: Hashable, Sendable {
    /// A task that waits for a person.
    package struct Task: Hashable, Sendable {
        /// The token that stands at it.
        package var token: Int
        /// Its element.
        package var element: String
        /// Its name in the diagram.
        package var name: String
        /// Groups whose people may take it; empty for anybody.
        package var groups: [String]
    }

    /// A timer that is set.
    package struct Timer: Hashable, Sendable {
        /// The subscription that it ends.
        package var subscription: Int
        /// Its element.
        package var element: String
        /// When it fires.
        package var due: Timestamp
    }

    /// A message or a signal that is waited for.
    package struct Awaited: Hashable, Sendable {
        /// What kind it is.
        package enum Kind: String, Hashable, Sendable {
            case message, signal
        }

        /// The subscription.
        package var subscription: Int
        /// Its element.
        package var element: String
        /// What kind it is.
        package var kind: Kind
        /// Its name.
        package var name: String
    }

    /// A call of a handler or a decision whose answer is waited for.
    package struct Call: Hashable, Sendable {
        /// The token that waits.
        package var token: Int
        /// Its element.
        package var element: String
        /// Whom it calls.
        package var target: Errand.Target
    }

    /// A token that cannot go on.
    package struct Incident: Hashable, Sendable {
        /// The token.
        package var token: Int
        /// Its element.
        package var element: String
        /// What a person may read.
        package var reason: String
    }

    /// Tasks that are open.
    package var tasks: [Task] = []
    /// Timers that are set.
    package var timers: [Timer] = []
    /// Messages and signals.
    package var awaited: [Awaited] = []
    /// Calls.
    package var calls: [Call] = []
    /// Tokens that cannot go on.
    package var incidents: [Incident] = []

    /// Makes rows of nothing.
    package init() {}
}

/// What a step of an instance comes to.
package struct CaseMove: Hashable, Sendable {
    /// The version it stands on.
    package var process: ProcessKey
    /// The instance as JSON.
    package var instance: String
    /// How it stands.
    package var state: CaseState
    /// What it waits for and does.
    package var rows: CaseRows
    /// Signals for all other cases.
    package var signals: [String]
}
