public import Domain

/// What of a task decides who may take it.
public struct TaskFacts: Hashable, Sendable {
    /// What completing it amounts to.
    public var duty: Duty
    /// Who it is offered to; nobody named means everybody.
    public var candidates: [TaskCandidate]
    /// What the invoice comes to, in the currency limits are in; `nil` where that is not known.
    public var amount: Money?
    /// Whether the amount must lie within the limit of who approves.
    public var needsLimit: Bool
    /// Who has it; `nil` while nobody does.
    public var assignee: String?
    /// Who handed it on, the owner first.
    public var delegators: [String]

    /// Makes the facts of a task.
    public init(
        duty: Duty, candidates: [TaskCandidate], amount: Money? = nil, needsLimit: Bool = true,
        assignee: String? = nil, delegators: [String] = []
    ) {
        self.duty = duty
        self.candidates = candidates
        self.amount = amount
        self.needsLimit = needsLimit
        self.assignee = assignee
        self.delegators = delegators
    }
}

/// What a person wants to do with a task.
public enum TaskDeed: Hashable, Sendable {
    /// Take it.
    case claim
    /// Give it back to all it is offered to.
    case release
    /// Decide it.
    case complete
    /// Hand it to somebody, staying its owner.
    case delegate(to: String)
    /// Give it back to who handed it on.
    case resolve
    /// Say something about it.
    case comment
}

/// Why a person may not do what they want with a task, and who could.
public struct AuthorityRefusal: Error, Hashable, Sendable {
    /// Why, a sentence each.
    public let reasons: [String]
    /// Names of those who may do it.
    public let whoCould: [String]
    /// All of it in sentences for a person.
    public let sentence: String
}
