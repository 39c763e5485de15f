package import Workflow

/// What a person does with a task.
package struct TaskAct: Hashable, Sendable {
    /// What is done.
    package enum Kind: Hashable, Sendable {
        /// Takes it.
        case claim
        /// Lays it down again.
        case release
        /// Does it, and says what came of it.
        case complete([String: Variable])
        /// Has somebody else do it; it stays one's own.
        case delegate(to: String)
        /// Gives it back to its owner, having done what was asked.
        case resolve
        /// Says something about it.
        case comment(String)

        /// Its name in the store and the log.
        package var name: String {
            switch self {
            case .claim: "claim"
            case .release: "release"
            case .complete: "complete"
            case .delegate: "delegate"
            case .resolve: "resolve"
            case .comment: "comment"
            }
        }

        /// What the audit log calls it.
        package var action: String {
            switch self {
            case .claim: "task-claimed"
            case .release: "task-released"
            case .complete: "task-completed"
            case .delegate: "task-delegated"
            case .resolve: "task-resolved"
            case .comment: "task-commented"
            }
        }
    }

    /// The task.
    package var task: TaskID
    /// What is done.
    package var kind: Kind
    /// Who does it.
    package var actor: String
    /// When.
    package var at: Timestamp
    /// The hash of what they saw; `nil` where they were shown nothing.
    package var basis: String?

    /// Makes an act.
    package init(task: TaskID, kind: Kind, actor: String, at: Timestamp, basis: String? = nil) {
        self.task = task
        self.kind = kind
        self.actor = actor
        self.at = at
        self.basis = basis
    }
}

/// What became of an act.
package enum TaskReceipt: Hashable, Sendable {
    /// It counts.
    case done
    /// It may not be, and why.
    case refused([String])
    /// Somebody else was first, or what it is about is not what it was.
    case changed(by: String, at: Timestamp)
}

/// What people did in a case so far, in order.
package struct CaseHistory: Hashable, Sendable {
    /// One act that counted.
    package struct Act: Hashable, Sendable {
        /// The task.
        package var task: TaskID
        /// The element of the task.
        package var element: String
        /// The groups the task was for.
        package var groups: [String]
        /// What was done.
        package var kind: String
        /// What was said with it: the variables of a completion, whom it was delegated to, a comment.
        package var variables: [String: Variable]
        /// Who.
        package var actor: String
        /// Whose task it was, where somebody did it for them.
        package var owner: String?
        /// When.
        package var at: Timestamp
        /// The hash of what was approved.
        package var basis: String
        /// What completing the task amounted to: `coding`, `approval`; `nil` where the process did not say.
        package var duty: String?
        /// For whom it was done: those who handed it on or were stood in for, the first one first.
        package var principals: [String]

        /// Makes an entry.
        package init(
            task: TaskID, element: String, groups: [String], kind: String, variables: [String: Variable],
            actor: String, owner: String?, at: Timestamp, basis: String, duty: String? = nil,
            principals: [String] = []
        ) {
            self.duty = duty
            self.principals = principals
            self.task = task
            self.element = element
            self.groups = groups
            self.kind = kind
            self.variables = variables
            self.actor = actor
            self.owner = owner
            self.at = at
            self.basis = basis
        }
    }

    /// The acts.
    package var acts: [Act]

    /// Makes a history.
    package init(acts: [Act] = []) {
        self.acts = acts
    }
}

/// An act with all that tells whether it may be done.
package struct TaskQuestion: Hashable, Sendable {
    /// The act.
    package var act: TaskAct
    /// The task as it stands.
    package var task: CaseTask
    /// The case.
    package var stored: StoredCase
    /// What can be seen at the task: `total`, `department`, `level`, `approver`, `hold` ...
    package var variables: [String: Variable]
    /// What people did before.
    package var history: CaseHistory

    /// Makes a question.
    package init(
        act: TaskAct, task: CaseTask, stored: StoredCase, variables: [String: Variable], history: CaseHistory
    ) {
        self.act = act
        self.task = task
        self.stored = stored
        self.variables = variables
        self.history = history
    }
}
