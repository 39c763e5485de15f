/// A task that waits, or waited, for a person.
package struct CaseTask: Hashable, Sendable {
    /// How it stands.
    package enum State: String, Hashable, Sendable {
        /// It waits.
        case open
        /// A person completed it.
        case completed
        /// The case went another way.
        case withdrawn
    }

    /// Its number.
    package var id: TaskID
    /// The case it is of.
    package var caseID: CaseID
    /// The document of the case.
    package var document: DocumentID
    /// The token that stands at it.
    package var token: Int
    /// Its element.
    package var element: String
    /// Its name in the diagram.
    package var name: String
    /// Groups whose people may take it; empty for anybody.
    package var groups: [String]
    /// People who may take it besides.
    package var users: [String]
    /// Who has it.
    package var assignee: String?
    /// Whose it is while somebody does it for them.
    package var owner: String?
    /// The more, the sooner; 0 unless set.
    package var priority: Int
    /// When it should be done.
    package var due: Timestamp?
    /// When it was given out.
    package var created: Timestamp
    /// The hash of what is to be approved: of the document, what was read, and how it is coded.
    package var basis: String
    /// How it stands.
    package var state: State
    /// Who ended it, where somebody did.
    package var closedBy: String?
    /// When it ended.
    package var closed: Timestamp?
    /// Through whose hands it came to who has it, the first one first.
    package var delegators: [String]

    /// Makes a task.
    package init(
        id: TaskID, caseID: CaseID, document: DocumentID, token: Int, element: String, name: String,
        groups: [String], users: [String] = [], assignee: String? = nil, owner: String? = nil,
        priority: Int = 0, due: Timestamp? = nil, created: Timestamp, basis: String, state: State = .open,
        closedBy: String? = nil, closed: Timestamp? = nil, delegators: [String] = []
    ) {
        self.delegators = delegators
        self.id = id
        self.caseID = caseID
        self.document = document
        self.token = token
        self.element = element
        self.name = name
        self.groups = groups
        self.users = users
        self.assignee = assignee
        self.owner = owner
        self.priority = priority
        self.due = due
        self.created = created
        self.basis = basis
        self.state = state
        self.closedBy = closedBy
        self.closed = closed
    }
}

extension CaseTask {
    /// What people know it by: the number of its document, else of its case.
    package var subject: String { document.isNone ? "case \(caseID)" : "#\(document)" }
}

/// Which tasks to list.
package struct TaskQuery: Hashable, Sendable {
    /// Only tasks of these groups, or for `user`; `nil` for all.
    package var groups: [String]?
    /// The person whose tasks are asked for, together with `groups`.
    package var user: String?
    /// Only tasks of this case.
    package var caseID: CaseID?
    /// Only tasks that wait.
    package var isOpen: Bool
    /// Only tasks after this one, for paging.
    package var after: TaskID?
    /// At most so many.
    package var limit: Int

    /// Makes a query.
    package init(
        groups: [String]? = nil, user: String? = nil, caseID: CaseID? = nil, isOpen: Bool = true,
        after: TaskID? = nil, limit: Int = 100
    ) {
        self.groups = groups
        self.user = user
        self.caseID = caseID
        self.isOpen = isOpen
        self.after = after
        self.limit = limit
    }
}
