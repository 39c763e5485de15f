import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// The handlers that come with Vouch, on the store they work on.
@Suite struct HandlerTests {
    private static let yes = TaskAct.Kind.complete(["approved": .bool(true)])

    /// Runs cases as `watch` does, with a matrix that asks two levels.
    private func run(_ house: CaseHouse, levels: [String] = ["finance", "board"], days: Int64 = 0)
        async throws -> CaseRunner.Tally
    {
        let handlers = CaseHandlers(
            decide: { _, _, _ in
                let asked = levels.map { Variable.context(["approvers": .list([.text($0)])]) }
                return .init(value: levels.isEmpty ? .null : .list(asked), note: "matrix, rule 1")
            }, accountingCurrency: "EUR", inAccountingCurrency: { amount, _ in Rational(amount) })
        let at = house.at(days: days)
        let world = World(
            now: { at }, uptime: { Uptime(boot: "boot-1", milliseconds: 0) }, newID: { "w" },
            sleep: { try await Task.sleep(for: $0) })
        return try await CaseRunner(
            store: house.store, machine: house.machine, handlers: handlers, world: world, worker: "w",
            prepare: { _ in }
        ).run()
    }

    private func bill(_ number: String) -> InvoiceDraft {
        var draft = MatchHouse.bill(number, bolts: 3)
        draft.fields[.purchaseOrder] = nil
        return draft
    }

    /// A coded bill of which both levels have approved.
    private func approved(_ number: UInt8, _ house: CaseHouse) async throws -> DocumentID {
        let document = try await house.read(number, bill("R-\(number)"))
        _ = try await run(house)
        #expect(
            try await house.act(.complete(coded), try await house.task("code", of: document), by: "cleo")
                == .done)
        for person in ["ann", "bob"] {
            _ = try await run(house)
            #expect(
                try await house.act(Self.yes, try await house.task("approve", of: document), by: person)
                    == .done)
        }
        return document
    }

    private var coded: [String: Variable] {
        ["coding": .list([CodedLine(line: 1, subject: "BOLT", account: "4930", costCentre: "").variable])]
    }

    @Test func `an approved invoice is posted, paid and archived, and the next of its vendor coded like it`()
        async throws
    {
        try await CaseHouse.run { house in
            let document = try await approved(1, house)
            #expect(try await run(house).incidents == [])
            let paid = CaseMessage(document: document, name: "paid", variables: ["payment": .text("by hand")])
            #expect(try await house.store.tell(paid, by: house.machine, actor: "cleo", at: Sample.now) == 1)
            #expect(try await run(house).incidents == [])
            #expect(try await house.state(document) == .completed)
            let next = try await house.read(2, bill("R-2"))
            _ = try await run(house)
            #expect(
                try await house.act(.complete([:]), try await house.task("code", of: next), by: "cleo")
                    == .done)
        }
    }

    @Test func `a bill is not coded without accounts`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, bill("R-1"))
            _ = try await run(house)
            let receipt = try await house.act(
                .complete([:]), try await house.task("code", of: document), by: "cleo")
            #expect(receipt == .refused(["line 1 has no account: vouch code \(document) --account ..."]))
        }
    }

    @Test func `a change after the approval has people asked again`() async throws {
        try await CaseHouse.run { house in
            let document = try await approved(1, house)
            var changed = bill("R-1")
            changed.fields[.sellerIBAN]?.value = .text("DE02120300000000202051")
            #expect(try await house.store.rerun(document, by: "eve", at: Sample.now))
            let lease = try #require(
                try await house.store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            _ = try await house.store.commit(
                FinishedStep(
                    lease: lease, state: .read, reading: Sample.reading(draft: changed), at: Sample.now))
            _ = try await run(house)
            let code = try await house.task("code", of: document)
            #expect(try await house.act(.complete([:]), code, by: "cleo") == .done)
            _ = try await run(house)
            #expect(try await house.task("approve", of: document).groups == ["finance"])
        }
    }

    @Test func `the same bill is posted once`() async throws {
        try await CaseHouse.run { house in
            _ = try await approved(1, house)
            _ = try await run(house)
            let again = try await house.read(2, bill("R-1"))
            _ = try await run(house)
            _ = try await house.act(.complete([:]), try await house.task("code", of: again), by: "cleo")
            for person in ["ann", "bob"] {
                _ = try await run(house)
                _ = try await house.act(Self.yes, try await house.task("approve", of: again), by: person)
            }
            #expect(try await run(house).incidents.count == 1)
            #expect(try await house.store.incidents().map(\.element) == ["post"])
        }
    }

    @Test func `a matrix that names nobody stops the case`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, bill("R-1"))
            _ = try await run(house)
            _ = try await house.act(.complete(coded), try await house.task("code", of: document), by: "cleo")
            #expect(try await run(house, levels: []).incidents.count == 1)
            #expect(try await house.state(document) == .incident)
        }
    }

    @Test func `who does not answer is reminded once a day, and after five days the manager is told`()
        async throws
    {
        try await CaseHouse.run { house in
            let document = try await house.read(1, bill("R-1"))
            _ = try await run(house)
            _ = try await house.act(.complete(coded), try await house.task("code", of: document), by: "cleo")
            _ = try await run(house)
            for day in [Int64(1), 1, 5, 5] { _ = try await run(house, days: day) }
            let kinds = try await house.store.unsentCaseNotices(limit: 99).map(\.kind)
            #expect(kinds.filter { $0 == .reminder }.count == 2)
            #expect(kinds.filter { $0 == .escalation }.count == 1)
        }
    }

    @Test func `a handler nobody has written is an incident, not a crash`() async throws {
        try await CaseHouse.run { house in
            let text = String(decoding: try CaseHouse.process(), as: UTF8.self)
                .replacing("vouch:handler=\"verify\"", with: "vouch:handler=\"conjure\"")
            _ = try await house.store.deploy(Array(text.utf8), file: "i.bpmn", by: "ada", at: Sample.now)
            _ = try await house.read(1, bill("R-1"))
            #expect(try await run(house).incidents.count == 1)
            #expect(try await house.store.incidents().map(\.reason) == ["there is no handler called conjure"])
        }
    }

    @Test func `what holds a bill is a task of its owner, and goes with the hold`() async throws {
        try await MatchHouse.run { matching in
            let house = CaseHouse(path: FilePath("/"), store: matching.store)
            _ = try await house.store.deploy(
                try CaseHouse.process(), file: "invoice.bpmn", by: "ada", at: Sample.now)
            let document = try await matching.read(MatchHouse.bill("R-9", bolts: 3), number: 9)
            try await matching.matchDue()
            try await house.hear()
            _ = try await run(house)
            let task = try await house.task("release", of: document)
            #expect(task.groups == ["receiving"])
            guard case .refused = try await house.act(.complete([:]), task, by: "rob") else {
                Issue.record("a hold that is open was passed over")
                return
            }
            try await matching.take(.receipts([MatchHouse.receipt("W-1", 3)]))
            try await matching.matchDue()
            _ = try await run(house)
            #expect(try await house.task("code", of: document).name == "Code the lines")
        }
    }

    @Test func `what a handler tells is told once, whichever way its errand ends`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, bill("R-1"))
            let errand = try #require(try await house.lease())
            let notice = CaseNotice(
                caseID: errand.caseID, document: document, task: nil, key: "k", kind: .dispute,
                recipients: [],
                subject: "s", body: "b", at: Sample.now)
            let failing = try await house.store.finish(
                errand, by: house.machine, notBefore: Uptime(boot: "boot-1", milliseconds: 1), at: Sample.now
            ) { _ in
                ErrandAnswer(effects: [.tell(notice), .paid(note: "what was never posted")])
            }
            guard case .failed = failing else {
                Issue.record("it was paid")
                return
            }
            #expect(try await house.store.unsentCaseNotices(limit: 9).filter { $0.kind == .dispute } == [])
        }
    }

    // MARK: Other versions

    @Test func `a case goes to another version where everything it stands at is there`() async throws {
        try await CaseHouse.run { house in
            let document = try await house.read(1, state: .needsReview)
            let text = String(decoding: try CaseHouse.process(), as: UTF8.self)
            for changed in [
                text.replacing("name=\"Review the draft\"", with: "name=\"Look at it\""),
                text.replacing("id=\"review\"", with: "id=\"look\"").replacing(
                    "\"review\"", with: "\"look\""),
            ] {
                _ = try await house.store.deploy(
                    Array(changed.utf8), file: "i.bpmn", by: "ada", at: Sample.now)
            }
            let stored = try #require(try await house.store.storedCase(of: document))
            func migrate(_ version: Int) async throws -> CaseMigration {
                try await house.store.migrate(
                    stored.id, to: ProcessKey(process: "invoice", version: version), by: house.machine,
                    actor: "ada", at: Sample.now)
            }
            guard case .refused = try await migrate(3) else {
                Issue.record("it stands at review, which is not there")
                return
            }
            #expect(try await migrate(2) == .done(armed: []))
            #expect(try await house.store.storedCase(of: document)?.process.version == 2)
            guard case .refused = try await migrate(9) else {
                Issue.record("there is no version 9")
                return
            }
        }
    }
}
