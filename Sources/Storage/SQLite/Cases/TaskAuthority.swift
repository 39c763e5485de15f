import Controls
import Domain
import GRDB
import Pipeline
import Workflow

/// Who may do what with a task, asked in the transaction that does it.
struct TaskAuthority {
    /// The processes, whose elements say what completing a task amounts to.
    let library: ProcessLibrary
    /// The case.
    let stored: StoredCase
    /// What can be seen at the task.
    let variables: [String: Variable]
    /// What people did in the case.
    let history: CaseHistory
    /// The hash of what is to be approved, now.
    let basis: String
    /// The moment.
    let at: Timestamp

    /// That an act may be done, and to whom a task goes that is handed on.
    struct Permit {
        let entitlement: Entitlement
        let delegate: String?
    }

    /// Why an act may not be done, a sentence each.
    struct Refused: Error {
        let sentences: [String]
    }

    /// Whether an act may be done.
    func permit(
        for act: TaskAct, _ task: CaseTask, in db: Database
    ) throws -> Result<Permit, Refused> {
        let deeds = try deeds(in: db)
        let facts = TaskFacts(
            duty: duty(of: task, act), candidates: Self.candidates(of: task), amount: variables.sum,
            needsLimit: needsLimit(variables["level"]), assignee: task.assignee, delegators: task.delegators)
        let directory = try Self.directory(
            besides: [act.actor, act.kind.delegate, task.assignee].compactMap(\.self) + task.delegators,
            deeds, [facts], in: db)
        let authority = Authority(directory: directory, history: deeds, on: try Self.day(at))
        do throws(AuthorityRefusal) {
            return .success(
                Permit(
                    entitlement: try authority.entitlement(of: act.actor, to: act.kind.deed, facts),
                    delegate: act.kind.delegate.flatMap { directory.person(called: $0)?.name }))
        } catch {
            // While nobody is known there is nobody to name.
            let isKnown = try !PeopleTable.directory(in: db).people.isEmpty
            return .failure(Refused(sentences: isKnown ? [error.sentence] : error.reasons))
        }
    }

    /// Names of those who may complete a task now.
    func whoCould(_ task: CaseTask, in db: Database) throws -> [String] {
        let deeds = try deeds(in: db)
        let facts = TaskFacts(
            duty: duty(of: task, nil), candidates: Self.candidates(of: task), amount: variables.sum,
            needsLimit: needsLimit(variables["level"]))
        let directory = try PeopleTable.directory(in: db)
        return Authority(directory: directory, history: deeds, on: try Self.day(at)).whoCould(facts)
    }

    /// For which groups those who voted may approve what a case is about: as people are now, and with all that was
    /// done since.
    static func entitlements(
        in stored: StoredCase, history: CaseHistory, variables: [String: Variable], at: Timestamp,
        in db: Database
    ) throws -> Set<ErrandFile.Entitlement> {
        let authority = TaskAuthority(
            library: ProcessLibrary(), stored: stored, variables: variables, history: history,
            basis: try CaseBasis.of(stored.document, coding: variables.coding, in: db), at: at)
        return try authority.entitlements(in: db)
    }

    private func entitlements(in db: Database) throws -> Set<ErrandFile.Entitlement> {
        let votes = history.acts.filter {
            $0.kind == "complete" && $0.variables["approved"] == .bool(true) && $0.basis == basis
        }
        var found: Set<ErrandFile.Entitlement> = []
        for vote in votes {
            let deeds = try deeds(besides: vote.task, in: db)
            for group in vote.groups {
                let facts = TaskFacts(
                    duty: .approval, candidates: [TaskCandidate(group)], amount: variables.sum,
                    needsLimit: needsLimit(of: group), assignee: vote.actor, delegators: vote.principals)
                let directory = try Self.directory(
                    besides: [vote.actor] + vote.principals, deeds, [facts], in: db)
                let authority = Authority(directory: directory, history: deeds, on: try Self.day(at))
                do throws(AuthorityRefusal) {
                    _ = try authority.entitlement(of: vote.actor, to: .complete, facts)
                    found.insert(.init(person: vote.actor, group: group))
                } catch {
                    continue
                }
            }
        }
        return found
    }

    // MARK: What it is about

    private func deeds(besides task: TaskID? = nil, in db: Database) throws -> [Deed] {
        try CaseDeeds(
            document: stored.document, basis: basis, vendor: variables["vendor"]?.text
        ).all(history, besides: task, in: db)
    }

    private func duty(of task: CaseTask, _ act: TaskAct?) -> Duty {
        if case .complete(let variables)? = act?.kind, variables["approved"] != nil { return .approval }
        return duty(at: task.element)
    }

    private func duty(at element: String) -> Duty {
        let own = library.definitions[stored.process.description]?.nodes[element]
        let node = own ?? library.definitions.values.lazy.compactMap { $0.nodes[element] }.first
        return node?.duty.flatMap(Duty.init(rawValue:)) ?? .other
    }

    private static func candidates(of task: CaseTask) -> [TaskCandidate] {
        task.groups.map { TaskCandidate($0) } + task.users.map { .person(Person.key(of: $0)) }
    }

    /// A level of the matrix says whether its amount must lie within a limit; one that does not say so asks for it.
    private func needsLimit(_ level: Variable?) -> Bool { level?.members?["limit"] != .bool(false) }

    private func needsLimit(of group: String) -> Bool {
        let levels = (variables["approvals"]?.elements ?? []).filter { level in
            level.members?["approvers"]?.elements?.contains(.text(group)) ?? false
        }
        return levels.allSatisfy(needsLimit)
    }

    private static func day(_ at: Timestamp) throws -> CalendarDate {
        guard let day = at.day else { throw StoreFailure.broken("the moment \(at) is no day") }
        return day
    }

    /// The people; while nobody is known, everyone who is named may do everything, but nobody what takes two.
    private static func directory(
        besides names: [String], _ deeds: [Deed], _ tasks: [TaskFacts], in db: Database
    ) throws -> Directory {
        let known = try PeopleTable.directory(in: db)
        guard known.people.isEmpty else { return known }
        let roles = Set(
            tasks.flatMap(\.candidates).compactMap { candidate in
                if case .role(let role, _) = candidate { role } else { nil }
            })
        let keys = Set((names + deeds.flatMap(\.hands)).map(Person.key(of:))).filter { !$0.isEmpty }
        do throws(DirectoryFaults) {
            return try Directory(
                keys.map { Person(name: $0, fullName: $0, roles: roles, limit: .unlimited) }, roles: roles)
        } catch {
            throw StoreFailure.broken("names of the log make no directory: \(error.faults)")
        }
    }
}

extension TaskAct.Kind {
    /// What authority is asked for.
    fileprivate var deed: TaskDeed {
        switch self {
        case .claim: .claim
        case .release: .release
        case .complete: .complete
        case .delegate(let person): .delegate(to: person)
        case .resolve: .resolve
        case .comment: .comment
        }
    }

    /// Whom a task is handed to.
    fileprivate var delegate: String? { if case .delegate(let person) = self { person } else { nil } }
}

extension [String: Variable] {
    /// What the bill comes to: in the accounting currency where that is known, else in its own.
    fileprivate var sum: Money? {
        Self.money(self["amount"], self["accountingCurrency"]) ?? Self.money(self["total"], self["currency"])
    }

    private static func money(_ number: Variable?, _ code: Variable?) -> Money? {
        guard case .number(let text)? = number, let currency = code?.text.flatMap(Currency.init(rawValue:)),
            let decimal = FixedDecimal(canonical: text),
            let money = Money(exactly: decimal, currency: currency)
        else { return nil }
        return money.minorUnits < 0 ? Money(minorUnits: -money.minorUnits, currency: currency) : money
    }
}
