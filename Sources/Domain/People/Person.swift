/// Somebody who works with invoices.
public struct Person: Hashable, Sendable {
    /// The name they act under, which the log records; spelt in one way only.
    public let name: String
    /// What they are called.
    public var fullName: String
    /// Where mail reaches them; `nil` where none does.
    public var email: String?
    /// What they do, by the names of roles.
    public var roles: Set<String>
    /// Where they do it; a person of no department does it for all.
    public var departments: Set<String>
    /// Up to what they may approve.
    public var limit: ApprovalLimit
    /// The name of whom they report to; `nil` at the top.
    public var manager: String?
    /// Who stands in for them, and when.
    public var substitutions: [Substitution]
    /// Whether they work here still.
    public var isActive: Bool

    /// Makes a person; names are brought into the one spelling.
    public init(
        name: String, fullName: String, email: String? = nil, roles: Set<String> = [],
        departments: Set<String> = [], limit: ApprovalLimit = .nothing, manager: String? = nil,
        substitutions: [Substitution] = [], isActive: Bool = true
    ) {
        self.name = Self.key(of: name)
        self.fullName = fullName
        self.email = email.map(Self.key(of:))
        self.roles = roles
        self.departments = departments
        self.limit = limit
        self.manager = manager.map(Self.key(of:))
        self.substitutions = substitutions
        self.isActive = isActive
    }

    /// The one spelling of a name: small letters, one blank between words; so `Ada ` is nobody but `ada`.
    public static func key(of name: String) -> String {
        name.split { $0.isWhitespace }.joined(separator: " ").lowercased()
    }
}

/// Up to what a person may approve.
public enum ApprovalLimit: Hashable, Sendable {
    /// Nothing at all.
    case nothing
    /// An amount, and all that is less.
    case upTo(Money)
    /// Whatever it is.
    case unlimited

    /// Whether an amount lies within; one of another currency, or that is not known, only without a limit.
    public func covers(_ amount: Money?) -> Bool {
        switch self {
        case .nothing: false
        case .unlimited: true
        case .upTo(let limit):
            amount.map { $0.currency == limit.currency && $0.minorUnits <= limit.minorUnits } ?? false
        }
    }
}

/// Somebody stands in for somebody else, from a day through another.
public struct Substitution: Hashable, Sendable {
    /// The name of who stands in.
    public let person: String
    /// The first day.
    public let from: CalendarDate
    /// The last day.
    public let through: CalendarDate

    /// Makes a substitution.
    public init(by person: String, from: CalendarDate, through: CalendarDate) {
        self.person = Person.key(of: person)
        self.from = from
        self.through = through
    }

    /// Whether a day lies within it.
    public func contains(_ day: CalendarDate) -> Bool { from <= day && day <= through }
}
