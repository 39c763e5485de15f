/// Who a task is offered to: `accounting`, `approvers@IT`, `person:ada`.
public enum TaskCandidate: Hashable, Sendable {
    /// Everybody of a role, or only those of a department.
    case role(String, department: String?)
    /// One person, by name.
    case person(String)

    /// Reads a candidate as a process or a decision names it.
    public init(_ text: String) {
        let text = text.split { $0.isWhitespace }.joined(separator: " ")
        if text.hasPrefix("person:") {
            self = .person(Person.key(of: String(text.dropFirst(7))))
            return
        }
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        self = .role(
            String(halves.first ?? ""), department: halves.count > 1 ? String(halves[1]) : nil)
    }

    /// Whether it is meant for somebody; who has no department has them all.
    public func includes(_ person: Person) -> Bool {
        switch self {
        case .person(let name): person.name == name
        case .role(let role, let department):
            person.roles.contains(role)
                && (person.departments.isEmpty || department.map(person.departments.contains) ?? true)
        }
    }
}

extension TaskCandidate: CustomStringConvertible {
    /// As a process or a decision names it.
    public var description: String {
        switch self {
        case .person(let name): "person:\(name)"
        case .role(let role, let department): department.map { "\(role)@\($0)" } ?? role
        }
    }

    /// For a sentence: `somebody of accounting`, `somebody of approvers in IT`.
    public var inWords: String {
        switch self {
        case .person(let name): name
        case .role(let role, nil): "somebody of \(role)"
        case .role(let role, let department?): "somebody of \(role) in \(department)"
        }
    }
}
