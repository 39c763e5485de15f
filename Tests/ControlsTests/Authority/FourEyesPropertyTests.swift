import Domain
import Seeds
import Testing

@testable import Controls

/// Whatever is claimed, delegated, given back and done by whomever: two people stand behind every payment.
struct FourEyesPropertyTests {
    @Test(arguments: Chance.seeds)
    func `no chain of delegations and substitutions lets anyone approve what they had a hand in`(seed: UInt64)
        throws
    {
        var chance = Chance(seed: seed)
        for _ in 0..<4 {
            var run = try RandomCase(&chance)
            for _ in 0..<60 { run.act(&chance) }
            try run.check()
        }
    }

    @Test func `approvals by others do come about in such cases`() throws {
        var chance = Chance(seed: 7)
        var approvals: [Deed] = []
        for _ in 0..<20 {
            var run = try RandomCase(&chance)
            for _ in 0..<60 { run.act(&chance) }
            approvals += run.approvals.map(\.deed)
        }
        #expect(approvals.contains { $0.principals.isEmpty })
        #expect(approvals.contains { $0.principals.count > 1 })
    }
}

/// A case with a task to key, one to code and three to approve, in the hands of people by chance.
private struct RandomCase {
    private let directory: Directory
    private let day: CalendarDate
    private var tasks: [TaskFacts]
    private var done: [(task: Int, doer: String, deed: Deed)] = []
    private var history: [Deed] = []

    var approvals: [(task: Int, doer: String, deed: Deed)] { done.filter { $0.deed.duty == .approval } }

    init(_ chance: inout Chance) throws {
        day = try #require(SmallOffice.day)
        let today = day
        let names = (0..<6).map { "p\($0)" }
        let limits: [ApprovalLimit] = [.nothing, SmallOffice.limit(100), .unlimited, .unlimited]
        let people = names.map { name in
            Person(
                name: name, fullName: "Person \(name)",
                roles: Set(["accounting", "approvers"].filter { _ in chance.below(3) > 0 }),
                limit: chance.one(of: limits),
                substitutions: names.filter { $0 != name && chance.below(4) == 0 }.map {
                    Substitution(by: $0, from: today, through: today)
                }, isActive: chance.below(10) > 0)
        }
        directory = try Directory(people)
        let duties: [(Duty, String)] = [
            (.entry, "accounting"), (.coding, "accounting"), (.approval, "approvers"),
            (.approval, "approvers"), (.approval, "approvers"),
        ]
        tasks = duties.map {
            TaskFacts(
                duty: $0.0, candidates: [TaskCandidate($0.1)],
                amount: SmallOffice.money(chance.below(2) == 0 ? 50 : 500))
        }
    }

    /// Somebody tries something; what the authority lets pass is done.
    mutating func act(_ chance: inout Chance) {
        let open = tasks.indices.filter { task in !done.contains { $0.task == task } }
        guard !open.isEmpty else { return }
        let place = chance.one(of: open)
        let doer = chance.one(of: directory.people).name
        let other = chance.one(of: directory.people).name
        let deed = chance.one(of: [
            TaskDeed.claim, .claim, .complete, .complete, .delegate(to: other), .delegate(to: other),
            .resolve,
            .release,
        ])
        let authority = Authority(directory: directory, history: history, on: day)
        guard let entitlement = try? authority.entitlement(of: doer, to: deed, tasks[place]) else { return }
        switch deed {
        case .claim: tasks[place].assignee = doer
        case .complete:
            done.append((place, doer, entitlement.deed))
            history.append(entitlement.deed)
        case .delegate(let name):
            tasks[place].delegators = entitlement.handedOn
            tasks[place].assignee = name
        case .resolve: tasks[place].assignee = tasks[place].delegators.popLast()
        case .release: (tasks[place].assignee, tasks[place].delegators) = (nil, [])
        case .comment: break
        }
    }

    func check() throws {
        let preparers = Set(done.filter { $0.deed.duty != .approval }.map(\.doer))
        let approvers = approvals.map(\.doer)
        #expect(Set(approvers).isDisjoint(with: preparers))
        #expect(Set(approvers).count == approvers.count, "somebody approved twice")
        for approval in approvals {
            let root = approval.deed.principals.first ?? approval.doer
            let person = try #require(directory.person(called: root))
            #expect(person.limit.covers(tasks[approval.task].amount), "a limit was exceeded")
            #expect(person.isActive)
            #expect(
                approval.deed.hands.isSuperset(of: tasks[approval.task].delegators),
                "a delegation left no trace")
            for other in done where other.task != approval.task {
                #expect(approval.deed.hands.isDisjoint(with: other.deed.hands), "hands of two deeds meet")
            }
        }
    }
}
