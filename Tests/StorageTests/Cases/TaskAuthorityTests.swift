import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Synchronization
import Testing
import Workflow

@testable import Storage

/// Who may do what with a task, in the transaction that does it.
@Suite struct TaskAuthorityTests {
    private static let yes = TaskAct.Kind.complete(["approved": .bool(true)])

    private static func day(_ days: Int = 0) throws -> CalendarDate {
        try #require(Sample.now.day.flatMap { $0.adding(days: days) })
    }

    /// Cleo codes, Ann approves first and Bob second; Eva stands in for Ann today, Dan for Bob, whoever that helps.
    private static func people() throws -> [Person] {
        let today = try day()
        func stood(by name: String) -> [Substitution] {
            [Substitution(by: name, from: today, through: today)]
        }
        return [
            Person(
                name: "cleo", fullName: "Cleo Arndt", roles: ["accounting", "management"], limit: .unlimited),
            Person(
                name: "ann", fullName: "Ann Berg", roles: ["accounting"], limit: .unlimited,
                substitutions: stood(by: "eva")),
            Person(
                name: "bob", fullName: "Bob Cole", roles: ["management"], limit: .unlimited,
                substitutions: stood(by: "eva")),
            Person(name: "dan", fullName: "Dan Dietz", roles: ["management"]),
            Person(name: "eva", fullName: "Eva Elm"),
        ]
    }

    private func run(
        _ change: ([Person]) -> [Person] = { $0 },
        _ body: (CaseHouse, DocumentID) async throws -> Void
    ) async throws {
        let people = change(try Self.people())
        try await CaseHouse.run { house in
            try await take(people, house)
            try await body(house, try await house.approvable())
        }
    }

    private func take(_ people: [Person], _ house: CaseHouse) async throws {
        let outcome = try await house.store.take(
            .people(people, roles: []), isRehearsal: false, by: "root", at: Sample.now)
        #expect(outcome.refusals == [])
    }

    private func expectRefusal(
        _ receipt: TaskReceipt, _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(receipt == .refused([sentence]), sourceLocation: sourceLocation)
    }

    @Test func `two people approve, each for their level`() async throws {
        try await run { house, document in
            let first = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, first, by: "ANN") == .done)
            let second = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, second, by: "bob") == .done)
        }
    }

    @Test func `who coded it does not approve it, whatever their role`() async throws {
        try await run { house, document in
            let task = try await house.task("approve", of: document)
            for kind in [TaskAct.Kind.claim, Self.yes, .delegate(to: "ann")] {
                expectRefusal(
                    try await house.act(kind, task, by: "cleo"),
                    "Cleo Arndt has coded it. Who could: Ann Berg, Eva Elm.")
            }
            expectRefusal(
                try await house.act(.delegate(to: "cleo"), task, by: "ann"),
                "Cleo Arndt has coded it. Who could: Ann Berg, Eva Elm.")
        }
    }

    @Test func `strangers, and people of other roles, are told who could`() async throws {
        try await run { house, document in
            let task = try await house.task("approve", of: document)
            expectRefusal(
                try await house.act(Self.yes, task, by: "zoe"),
                "Zoe is nobody of the directory. Who could: Ann Berg, Eva Elm.")
            expectRefusal(
                try await house.act(.claim, task, by: "dan"),
                "It takes somebody of accounting, and Dan Dietz is not. Who could: Ann Berg, Eva Elm.")
        }
    }

    @Test func `who corrected it, released its hold or changed the account does not approve it`() async throws
    {
        let deeds = [
            (
                "keyed or corrected the invoice",
                """
                INSERT INTO corrections (document_id, version, key, subject, edit, actor, at, seconds, keystrokes)
                VALUES (1, 1, 'k', 's', '{}', 'Ann', 0, 0, 0)
                """
            ),
            (
                "released its hold",
                """
                INSERT INTO matches (document_id, status, payable, links, at) VALUES (1, 'posted', '1', '[]', 0);
                INSERT INTO holds (document_id, key, code, scope, actual, actual_is_number, expected,
                    expected_is_number, owner, releases_on, state, raised_at, closed_at, closed_by, reason)
                VALUES (1, 'k', 'TAX', '{}', '1', 0, '2', 0, 'payables', 'person', 'released', 0, 1, 'ann', 'r')
                """
            ),
            (
                "changed or confirmed the vendor's account",
                """
                INSERT INTO vendors (id, name, is_blocked, changed_at) VALUES ('V', 'V', 0, 0);
                INSERT INTO vendor_accounts (vendor_id, position, account, is_verified) VALUES ('V', 1, 'A1', 1);
                INSERT INTO account_changes (vendor_id, account, actor, at) VALUES ('V', 'A1', 'Ann Berg', 0);
                INSERT INTO matches (document_id, vendor_id, status, payable, links, at)
                VALUES (1, 'V', 'posted', '1', '[]', 0)
                """
            ),
        ]
        for (words, sql) in deeds {
            try await run { house, document in
                try await house.store.pool.write { db in try db.execute(sql: sql) }
                let task = try await house.task("approve", of: document)
                for name in ["ann", "eva"] {
                    expectRefusal(
                        try await house.act(Self.yes, task, by: name),
                        "Ann Berg has \(words). As things are nobody could.")
                }
            }
        }
    }

    @Test func `a limit counts at taking and at doing, and may have changed in between`() async throws {
        try await run { house, document in
            let task = try await house.task("approve", of: document)
            #expect(try await house.act(.claim, task, by: "ann") == .done)
            var people = try Self.people()
            people[1].limit = .nothing
            try await take(people, house)
            expectRefusal(
                try await house.act(Self.yes, task, by: "ann"),
                "Ann Berg may approve no amount. As things are nobody could.")
            people[1].limit = .unlimited
            people[1].isActive = false
            try await take(people, house)
            expectRefusal(
                try await house.act(Self.yes, task, by: "ann"),
                "Ann Berg does not work here any more. As things are nobody could.")
        }
    }

    @Test func `limits are compared in the accounting currency, whatever the bill is in`() async throws {
        try await CaseHouse.run { house in
            var people = try Self.people()
            let euro = try #require(Currency(rawValue: "EUR"))
            people[1].limit = .upTo(Money(minorUnits: 4999, currency: euro))
            people[1].substitutions = []
            try await take(people, house)
            let document = try await house.read(1)
            try await house.serve { file throws(HandlerFailure) in
                var answer = try CaseHouse.answers(file)
                if case .handler("verify") = file.errand.target {
                    answer.outcome.set["amount"] = .number("50")
                    answer.outcome.set["accountingCurrency"] = .text("EUR")
                }
                return answer
            }
            let code = try await house.task("code", of: document)
            #expect(try await house.act(.complete([:]), code, by: "cleo") == .done)
            try await house.serve(CaseHouse.answers)
            expectRefusal(
                try await house.act(Self.yes, house.task("approve", of: document), by: "ann"),
                "Ann Berg may approve up to 49.99 EUR, and this is 50.00 EUR. As things are nobody could.")
            people[1].limit = .upTo(Money(minorUnits: 5000, currency: euro))
            try await take(people, house)
            #expect(try await house.act(Self.yes, house.task("approve", of: document), by: "ann") == .done)
        }
    }

    @Test func `a substitute approves for somebody, and neither of them again`() async throws {
        try await run { house, document in
            let first = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, first, by: "eva") == .done)
            let stored = try #require(try await house.store.storedCase(of: document))
            let act = try #require(try await house.store.history(of: stored.id).acts.last)
            #expect(act.principals == ["ann"] && act.duty == "approval")
            let second = try await house.task("approve", of: document)
            expectRefusal(
                try await house.act(Self.yes, second, by: "eva"),
                "Eva Elm has approved it. Who could: Bob Cole.")
        }
        try await run { people in
            var people = people
            people[1].roles = ["accounting", "management"]
            return people
        } _: { house, document in
            let first = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, first, by: "eva") == .done)
            expectRefusal(
                try await house.act(Self.yes, house.task("approve", of: document), by: "ann"),
                "For Ann Berg somebody has approved it. Who could: Bob Cole.")
        }
    }

    @Test func `nobody stands in on another day`() async throws {
        try await run { house, document in
            expectRefusal(
                try await house.act(Self.yes, house.task("approve", of: document), by: "eva", days: 1),
                "It takes somebody of accounting, and Eva Elm is not. Who could: Ann Berg.")
        }
    }

    @Test func `what is handed on keeps the hands it went through`() async throws {
        try await run { house, document in
            let task = try await house.task("approve", of: document)
            #expect(try await house.act(.delegate(to: "Dan Dietz"), task, by: "ann") == .done)
            let handed = try #require(try await house.store.task(task.id))
            #expect(handed.assignee == "dan" && handed.owner == "ann" && handed.delegators == ["ann"])
            #expect(try await house.act(.delegate(to: "eva"), task, by: "dan") == .done)
            expectRefusal(
                try await house.act(.delegate(to: "ann"), task, by: "eva"),
                "The task came from Ann Berg. Who could: Ann Berg, Eva Elm.")
            #expect(try await house.act(.resolve, task, by: "eva") == .done)
            #expect(try await house.store.task(task.id)?.assignee == "dan")
            #expect(try await house.act(Self.yes, task, by: "dan") == .done)
            let stored = try #require(try await house.store.storedCase(of: document))
            #expect(try await house.store.history(of: stored.id).acts.last?.principals == ["ann"])
        }
    }

    @Test func `what a decision gives is not for people to say`() async throws {
        try await run { house, document in
            let task = try await house.task("approve", of: document)
            expectRefusal(
                try await house.act(
                    .complete(["approved": .bool(true), "approvals": .list([])]), task, by: "ann"),
                "approvals is not for people to say")
            expectRefusal(
                try await house.act(
                    .complete(["approved": .bool(true), "total": .number("1")]), task, by: "ann"),
                "total is not for people to say")
        }
    }

    @Test func `a vote counts only while who gave it may give it`() async throws {
        try await run { house, document in
            let first = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, first, by: "ann") == .done)
            let second = try await house.task("approve", of: document)
            #expect(try await house.act(Self.yes, second, by: "bob") == .done)
            #expect(
                try await entitled(house) == [
                    .init(person: "ann", group: "accounting"), .init(person: "bob", group: "management"),
                ])
            try await house.store.pool.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO corrections (document_id, version, key, subject, edit, actor, at, seconds,
                            keystrokes) VALUES (1, 1, 'k', 's', '{}', 'bob', 0, 0, 0)
                        """)
            }
            #expect(try await entitled(house) == [.init(person: "ann", group: "accounting")])
        }
    }

    /// Whose votes count when the case is to be posted; the posting is not done.
    private func entitled(_ house: CaseHouse) async throws -> Set<ErrandFile.Entitlement> {
        let seen = Mutex<Set<ErrandFile.Entitlement>>([])
        let errand = try #require(try await house.lease())
        _ = try await house.store.finish(
            errand, by: house.machine, notBefore: Uptime(boot: "boot-1", milliseconds: 0), at: Sample.now
        ) { file throws(HandlerFailure) in
            seen.withLock { $0 = file.entitlements }
            throw HandlerFailure("not yet", isTransient: true)
        }
        return seen.withLock { $0 }
    }

    @Test func `tasks are listed for those who have or may take them`() async throws {
        try await run { house, document in
            func tasks(_ name: String) async throws -> [String] {
                try await house.store.taskFiles(for: name, limit: 10, by: house.machine, at: Sample.now)
                    .map(\.task.element)
            }
            #expect(try await tasks("ann") == ["approve"])
            #expect(try await tasks("eva") == ["approve"])
            #expect(try await tasks("cleo") == [])
            #expect(try await tasks("zoe") == [])
            let task = try await house.task("approve", of: document)
            _ = try await house.act(.delegate(to: "dan"), task, by: "ann")
            #expect(try await tasks("dan") == ["approve"])
            #expect(try await tasks("ann") == [])
            let file = try #require(try await house.store.taskFile(task.id, by: house.machine))
            #expect(file.duty == "approval" && file.whoCould == ["ann", "eva"] && file.basis == task.basis)
        }
    }
}
