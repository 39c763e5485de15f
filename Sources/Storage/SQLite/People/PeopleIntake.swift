import Domain
import GRDB
import Pipeline

/// Takes people in who, with those known, must make a directory.
enum PeopleIntake {
    /// Takes them in; changes of a batch with a refusal are for the caller to roll back.
    static func take(
        _ people: [Person], roles: [String], by actor: String, at: Timestamp, in db: Database
    ) throws -> ImportOutcome {
        var outcome = ImportOutcome()
        let declared = try PeopleTable.roles(in: db)
        for role in roles { try PeopleTable.declare(role: role, in: db) }
        let known = Dictionary(uniqueKeysWithValues: try PeopleTable.all(in: db).map { ($0.name, $0) })
        let people = people.map(\.inOrder)
        let all = known.merging(people.map { ($0.name, $0) }) { _, new in new }
        outcome.refusals = refusals(of: people, among: all, roles: try PeopleTable.roles(in: db))
        guard outcome.refusals.isEmpty else { return outcome }
        try put(people.filter { known[$0.name] != $0 }, known, at: at, in: db)
        for role in roles {
            let isNew = !declared.contains(role)
            outcome.changes.append(.init(name: "role \(role)", effect: isNew ? .added : .unchanged))
            if isNew { try AuditTrail.add("role-added", to: nil, detail: role, by: actor, at: at, in: db) }
        }
        for person in people {
            let before = known[person.name]
            let effect: ImportOutcome.Effect =
                before == person ? .unchanged : before == nil ? .added : .changed
            outcome.changes.append(.init(name: person.name, effect: effect))
            guard effect != .unchanged else { continue }
            try AuditTrail.add(
                effect == .added ? "person-added" : "person-changed", to: nil,
                detail: PersonChange(from: before, to: person).sentence, by: actor, at: at, in: db)
        }
        return outcome
    }

    /// Those who are referred to come first, and a mail address may go from one person to another.
    private static func put(
        _ people: [Person], _ known: [String: Person], at: Timestamp, in db: Database
    ) throws {
        for person in people {
            var bare = known[person.name] ?? person
            (bare.substitutions, bare.manager, bare.email) = ([], nil, nil)
            try PeopleTable.put(bare, at: at, in: db)
        }
        for person in people { try PeopleTable.put(person, at: at, in: db) }
    }

    private static func refusals(
        of people: [Person], among all: [String: Person], roles: Set<String>
    ) -> [ImportOutcome.Refusal] {
        var names: Set<String> = []
        var refusals = people.enumerated().filter { !names.insert($0.element.name).inserted }.map {
            ImportOutcome.Refusal(place: $0.offset, sentence: "\($0.element.name) is named twice")
        }
        do throws(DirectoryFaults) {
            _ = try Directory(Array(all.values), roles: roles)
        } catch {
            for fault in error.faults.sorted(by: { ($0.person, $0.sentence) < ($1.person, $1.sentence) }) {
                let place = people.firstIndex { $0.name == fault.person } ?? 0
                refusals.append(.init(place: place, sentence: "\(fault.person) \(fault.sentence)"))
            }
        }
        return refusals
    }
}

extension Person {
    /// The same with substitutions in the order they are kept in.
    fileprivate var inOrder: Person {
        var person = self
        person.substitutions = Array(Set(substitutions)).sorted {
            ($0.from, $0.through, $0.person) < ($1.from, $1.through, $1.person)
        }
        return person
    }
}

/// What changed in a person, for the log: `ada: limit 1000.00 EUR → unlimited; roles accounting → …`.
struct PersonChange {
    let from: Person?
    let to: Person

    var sentence: String {
        let before = from.map(Self.facts) ?? []
        let changes = Self.facts(to).filter { fact in !before.contains { $0 == fact } }.map { fact in
            let old = before.first { $0.name == fact.name }?.value
            return old.map { "\(fact.name) \($0) → \(fact.value)" } ?? "\(fact.name) \(fact.value)"
        }
        return "\(to.name): " + changes.joined(separator: "; ")
    }

    private static func facts(_ person: Person) -> [(name: String, value: String)] {
        let limit: String =
            switch person.limit {
            case .nothing: "none"
            case .unlimited: "unlimited"
            case .upTo(let money): "\(money.decimal) \(money.currency.rawValue)"
            }
        let substitutes = person.substitutions.map { "\($0.person) \($0.from)–\($0.through)" }
        return [
            ("called", person.fullName), ("mail", person.email ?? "none"),
            ("roles", list(person.roles.sorted())), ("departments", list(person.departments.sorted())),
            ("limit", limit), ("manager", person.manager ?? "none"), ("substitutes", list(substitutes)),
            ("active", person.isActive ? "yes" : "no"),
        ]
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }
}
