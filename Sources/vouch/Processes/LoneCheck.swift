import Controls
import Decisions
import Domain
import Feel
import Pipeline
import Workflow

/// Proves that nobody can take an invoice to payment alone, or shows how somebody could.
struct LoneCheck {
    /// What was found of one process.
    enum Finding {
        /// Nothing in it leads to payment.
        case noPayment
        case safe(people: Int, states: Int)
        case unsafe(person: String, steps: [String])
        case undecided(person: String, states: Int)
    }

    /// Handlers that lead to payment.
    static let goals: Set<String> = ["post", "pay"]

    /// The people; `nil` for whoever there may be.
    let directory: Directory?
    let day: CalendarDate
    let library: ProcessLibrary
    /// All a decision may give.
    let results: (String) -> [(value: Variable, name: String)]?

    /// The search for one process.
    func finding(of process: ProcessDefinition) throws -> Finding {
        guard library.definitions.values.contains(where: { $0.nodes.values.contains(where: Self.isGoal) }),
            let search = LonePerson(of: process.id, in: library, goals: Self.goals, results: results)
        else { return .noPayment }
        let directory = try directory ?? LonePowers.anybody(for: library, results)
        let people =
            self.directory == nil ? directory.people.filter { $0.name == LonePowers.name } : directory.people
        var states = 0
        for person in people where person.isActive {
            let powers = LonePowers(person: person, directory: directory, day: day)
            switch search.verdict(mayDo: powers.way(to:after:)) {
            case .safe(let count): states = max(states, count)
            case .reached(let steps): return .unsafe(person: person.fullName, steps: steps)
            case .undecided(let count): return .undecided(person: person.fullName, states: count)
            }
        }
        return .safe(people: people.count { $0.isActive }, states: states)
    }

    private static func isGoal(_ node: FlowNode) -> Bool {
        if case .task(.service(let handler?)) = node.kind { goals.contains(handler) } else { false }
    }
}

/// What one person may do with a task when all others hand them what they can.
final class LonePowers {
    /// The name of somebody who may do anything.
    static let name = "anybody"

    private let person: Person
    private let directory: Directory
    /// The days to look at: today, and the first day of each substitution.
    private let days: [CalendarDate]
    private var known: [Question: String?] = [:]

    private struct Question: Hashable {
        let task: TaskFacts
        let duties: Set<String>
    }

    init(person: Person, directory: Directory, day: CalendarDate) {
        self.person = person
        self.directory = directory
        days = Set(directory.people.flatMap { $0.substitutions.map(\.from) } + [day]).sorted()
    }

    /// How the person comes to do a task, after what they did; `nil` where they may not.
    func way(to task: LonePerson.Task, after duties: Set<String>) -> String? {
        let facts = TaskFacts(
            duty: Duty(rawValue: task.node.duty ?? "") ?? .other,
            candidates: (task.groups ?? []).map { TaskCandidate($0) }, needsLimit: task.needsLimit)
        let question = Question(task: facts, duties: duties)
        if let answer = known[question] { return answer }
        let answer = way(facts, duties)
        known[question] = answer
        return answer
    }

    private func way(_ facts: TaskFacts, _ duties: Set<String>) -> String? {
        let history = duties.compactMap { Duty(rawValue: $0) }.map { Deed($0, by: person.name) }
        let authorities = days.map { Authority(directory: directory, history: history, on: $0) }
        let amounts = amounts(facts)
        for authority in authorities {
            for facts in amounts { if let way = own(facts, authority) { return way } }
        }
        for authority in authorities {
            for facts in amounts { if let way = delegated(facts, authority) { return way } }
        }
        return nil
    }

    private func own(_ facts: TaskFacts, _ authority: Authority) -> String? {
        guard let own = try? authority.entitlement(of: person.name, to: .complete, facts) else { return nil }
        guard let principal = own.principals.first else { return "\(person.fullName) does it" }
        return "\(person.fullName) stands in for \(directory.fullName(of: principal)) on \(authority.day)"
    }

    private func delegated(_ facts: TaskFacts, _ authority: Authority) -> String? {
        for owner in directory.people where owner.name != person.name {
            guard
                let given = try? authority.entitlement(of: owner.name, to: .delegate(to: person.name), facts)
            else { continue }
            var handed = facts
            handed.assignee = person.name
            handed.delegators = given.handedOn
            if (try? authority.entitlement(of: person.name, to: .complete, handed)) != nil {
                return "\(person.fullName) does it, handed on by \(owner.fullName)"
            }
        }
        return nil
    }

    /// The smallest amount there is in each currency that somebody has a limit in.
    private func amounts(_ facts: TaskFacts) -> [TaskFacts] {
        let currencies = Set(
            directory.people.compactMap { person in
                if case .upTo(let money) = person.limit { money.currency } else { nil }
            })
        let amounts: [Money?] =
            [nil]
            + currencies.sorted { $0.rawValue < $1.rawValue }
            .map { Money(minorUnits: 0, currency: $0) }
        return amounts.map { amount in
            var facts = facts
            facts.amount = amount
            return facts
        }
    }

    /// Somebody of every role there may be, without limit.
    static func anybody(
        for library: ProcessLibrary, _ results: (String) -> [(value: Variable, name: String)]?
    ) throws -> Directory {
        var roles = Directory.standardRoles
        for node in library.definitions.values.flatMap(\.nodes.values) {
            switch node.kind {
            case .task(.user(.named(let names))): roles.formUnion(names)
            case .task(.decision(let name, _)):
                for result in results(name) ?? [] { roles.formUnion(result.value.texts) }
            case .task, .start, .end, .catching, .throwing, .boundary, .subProcess, .eventSubProcess, .call,
                .gateway:
                break
            }
        }
        let plain = Set(
            roles.compactMap { role -> String? in
                if case .role(let name, _) = TaskCandidate(role) { name } else { nil }
            })
        let named = Set(
            roles.compactMap { role -> String? in
                if case .person(let name) = TaskCandidate(role), !name.isEmpty { name } else { nil }
            })
        let others = named.sorted().map { Person(name: $0, fullName: "\($0) (named)", limit: .unlimited) }
        return try Directory(
            [Person(name: name, fullName: "Somebody", roles: plain, limit: .unlimited)] + others, roles: plain
        )
    }
}

extension LonePerson.Task {
    /// Whether the amount has to lie within a limit; levels of the matrix say so.
    var needsLimit: Bool {
        guard case .context(let level)? = variables["level"] else { return true }
        return level["limit"] != .bool(false)
    }
}

extension Variable {
    /// All texts in it.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let elements): elements.flatMap(\.texts)
        case .context(let members): members.values.flatMap(\.texts)
        case .null, .bool, .number, .temporal: []
        }
    }
}

extension LoneCheck.Finding {
    /// Whether somebody could, or nobody knows.
    var isBad: Bool {
        switch self {
        case .noPayment, .safe: false
        case .unsafe, .undecided: true
        }
    }
}
