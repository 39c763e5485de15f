/// Looks whether people make a directory.
struct DirectoryCheck {
    private let people: [Person]
    private let roles: Set<String>
    private let byName: [String: Person]
    private(set) var faults: [DirectoryFaults.Fault] = []

    init(_ people: [Person], _ roles: Set<String>) {
        self.people = people
        self.roles = roles
        byName = Dictionary(people.map { ($0.name, $0) }) { first, _ in first }
        checkNames()
        for person in people {
            checkWords(of: person)
            checkManager(of: person)
            checkSubstitutions(of: person)
        }
    }

    private mutating func fault(_ person: Person, _ sentence: String) {
        faults.append(.init(person: person.name, sentence: sentence))
    }

    /// One name, one mail address, one person: who had two names could be two pairs of eyes.
    private mutating func checkNames() {
        var names: Set<String> = []
        var owners: [String: String] = [:]
        for person in people {
            if !names.insert(person.name).inserted { fault(person, "is named twice") }
            guard let email = person.email else { continue }
            if let owner = owners[email], owner != person.name {
                fault(person, "has the mail address of \(owner)")
            }
            owners[email] = person.name
        }
        for person in people {
            let key = Person.key(of: person.fullName)
            if key != person.name, names.contains(key) { fault(person, "is called what \(key) is named") }
        }
    }

    private mutating func checkWords(of person: Person) {
        if person.name.isEmpty { fault(person, "has no name") }
        if person.fullName.allSatisfy(\.isWhitespace) { fault(person, "has no full name") }
        if let email = person.email, !Self.isAddress(email) {
            fault(person, "has no mail address in \(email)")
        }
        for role in person.roles.subtracting(roles).sorted() {
            fault(person, "has the role \(role), which there is not")
        }
        if case .upTo(let limit) = person.limit, limit.minorUnits < 0 {
            fault(person, "has a limit below zero")
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty }
            && !text.contains { $0.isWhitespace || $0 == "<" || $0 == ">" || $0 == "," }
    }

    private mutating func checkManager(of person: Person) {
        guard let manager = person.manager else { return }
        guard byName[manager] != nil else { return fault(person, "reports to \(manager), who is not there") }
        var seen: Set<String> = [person.name]
        var next: String? = manager
        while let name = next {
            // A circle further up is told of those who are in it.
            guard name != person.name else { return fault(person, "is above or below themselves") }
            guard seen.insert(name).inserted else { return }
            next = byName[name]?.manager
        }
    }

    private mutating func checkSubstitutions(of person: Person) {
        for substitution in person.substitutions {
            let name = substitution.person
            if name == person.name { fault(person, "stands in for themselves") }
            if byName[name] == nil { fault(person, "is stood in for by \(name), who is not there") }
            if substitution.through < substitution.from {
                fault(
                    person,
                    "is stood in for from \(substitution.from) through \(substitution.through), which is before"
                )
            }
        }
    }
}
