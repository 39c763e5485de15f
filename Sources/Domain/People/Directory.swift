/// All people, checked: every manager and substitute is there, no one is their own manager, however far up.
public struct Directory: Hashable, Sendable {
    /// Roles that are known without being declared: those holds, processes and decisions of the models ask for.
    public static let standardRoles: Set<String> = [
        "reviewers", "accounting", "approvers", "department heads", "finance", "management", "receiving",
        "purchasing", "payables", "vendor_records",
    ]

    /// The people, by name.
    public let people: [Person]
    /// The names of roles there are.
    public let roles: Set<String>
    /// People by all they may be called.
    private let called: [String: [Person]]

    /// Makes a directory.
    ///
    /// - Throws: `DirectoryFaults`, with all that is wrong.
    public init(_ people: [Person], roles: Set<String> = Directory.standardRoles) throws(DirectoryFaults) {
        let faults = DirectoryCheck(people, roles).faults
        guard faults.isEmpty else { throw DirectoryFaults(faults: faults) }
        self.init(checked: people, roles: roles)
    }

    private init(checked people: [Person], roles: Set<String>) {
        self.people = people.sorted { $0.name < $1.name }
        self.roles = roles
        called = people.reduce(into: [:]) { called, person in
            for key in Set([person.name, Person.key(of: person.fullName), person.email].compactMap(\.self)) {
                called[key, default: []].append(person)
            }
        }
    }

    /// The directory nobody is in.
    public static let empty = Directory(checked: [], roles: standardRoles)

    /// A person by name, mail address, or full name where only one is called so.
    public func person(called name: String) -> Person? {
        let found = called[Person.key(of: name)] ?? []
        return found.count == 1 ? found.first : nil
    }

    /// The names of all a name of the log may mean; a name nobody has stays what it is.
    public func names(of name: String) -> [String] {
        called[Person.key(of: name)]?.map(\.name).sorted() ?? [Person.key(of: name)]
    }

    /// The people a task is offered to who work here; one without candidates is offered to all.
    public func members(of candidates: [TaskCandidate]) -> [Person] {
        people.filter { person in
            person.isActive && (candidates.isEmpty || candidates.contains { $0.includes(person) })
        }
    }

    /// Those a person stands in for on a day; nobody stands in for who has left.
    public func principals(of substitute: Person, on day: CalendarDate) -> [Person] {
        guard substitute.isActive else { return [] }
        return people.filter { person in
            person.isActive && person.name != substitute.name
                && person.substitutions.contains { $0.person == substitute.name && $0.contains(day) }
        }
    }

    /// Those who stand in for a person on a day.
    public func substitutes(for person: Person, on day: CalendarDate) -> [Person] {
        let names = Set(person.substitutions.filter { $0.contains(day) }.map(\.person))
        return people.filter { names.contains($0.name) && $0.isActive }
    }

    /// Managers of a person, the nearest first.
    public func managers(of person: Person) -> [Person] {
        var managers: [Person] = []
        var next = person.manager
        while let name = next, let manager = self.person(called: name) {
            managers.append(manager)
            next = manager.manager
        }
        return managers
    }

    /// What a person is called; a name nobody has is shown as it is.
    public func fullName(of name: String) -> String { person(called: name)?.fullName ?? name }
}

/// Why people make no directory.
public struct DirectoryFaults: Error, Hashable, Sendable {
    /// One fault: whose, and a sentence.
    public struct Fault: Hashable, Sendable {
        /// The name of the person concerned.
        public let person: String
        /// What is wrong, as the end of a sentence that begins with the person.
        public let sentence: String
    }

    /// All that is wrong.
    public let faults: [Fault]
}
