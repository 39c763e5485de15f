import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Testing

@testable import Storage

@Suite struct `People are taken whole or not at all` {
    private func withStore(_ body: (SQLiteStore) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            try await body(try SQLiteStore.open(folder.appending("s.sqlite"), files: PosixFiles()))
        }
    }

    private func take(
        _ people: [Person], roles: [String] = [], _ store: SQLiteStore, isRehearsal: Bool = false
    ) async throws -> ImportOutcome {
        try await store.take(
            .people(people, roles: roles), isRehearsal: isRehearsal, by: "root", at: Sample.now)
    }

    private func ada() throws -> Person {
        let (euro, day) = (
            try #require(Currency(rawValue: "EUR")), try #require(CalendarDate(iso: "2026-02-01"))
        )
        return Person(
            name: "ada", fullName: "Ada Lind", email: "ada@x.example", roles: ["approvers", "finance"],
            departments: ["IT"], limit: .upTo(Money(minorUnits: 5, currency: euro)), manager: "bea",
            substitutions: [
                Substitution(by: "bea", from: day, through: day),
                Substitution(by: "carl", from: day, through: day),
            ])
    }
    private let bea = Person(name: "bea", fullName: "Bea Mohn", limit: .unlimited, manager: "carl")
    private let carl = Person(name: "carl", fullName: "Carl Ohm", isActive: false)

    @Test func `people come back as they went in, and the same again changes nothing`() async throws {
        try await withStore { store in
            let people = [try ada(), bea, carl]
            #expect(try await take(people, store).changes.map(\.effect) == [.added, .added, .added])
            #expect(try await store.directory().people == people)
            let head = try await store.auditHead()
            #expect(
                try await take(people, store).changes.map(\.effect) == [.unchanged, .unchanged, .unchanged])
            #expect(try await store.auditHead() == head)
        }
    }

    @Test func `every change is in the log, with what it was before`() async throws {
        try await withStore { store in
            _ = try await take([try ada(), bea, carl], store)
            var changed = try ada()
            (changed.limit, changed.roles, changed.substitutions) = (.unlimited, ["finance"], [])
            #expect(try await take([changed], store).changes.map(\.effect) == [.changed])
            let entry = try await store.pool.read { db in
                try String.fetchOne(
                    db, sql: "SELECT actor || ': ' || detail FROM audit WHERE action = 'person-changed'")
            }
            #expect(
                entry == "root: ada: roles approvers, finance → finance; limit 0.05 EUR → unlimited; "
                    + "substitutes bea 2026-02-01–2026-02-01, carl 2026-02-01–2026-02-01 → none")
            #expect(try await store.irregularities(since: nil) == [])
        }
    }

    @Test func `a rehearsal and a refusal change nothing`() async throws {
        try await withStore { store in
            let rehearsed = try await take([bea, carl], store, isRehearsal: true)
            #expect(rehearsed.changes.count == 2)
            #expect(try await store.directory().people == [])
            let outcome = try await take([carl, bea, try ada(), try ada()], store)
            #expect(outcome.refusals.map(\.place) == [3] && outcome.changes == [])
            let lonely = try await take([try ada()], store)
            #expect(lonely.refusals.map(\.sentence).contains("ada reports to bea, who is not there"))
            #expect(try await store.directory().people == [])
        }
    }

    @Test func `what people become is looked at together with who is known`() async throws {
        try await withStore { store in
            _ = try await take([bea, carl], store)
            var boss = carl
            boss.manager = "bea"
            #expect(
                try await take([boss], store).refusals.map(\.sentence) == [
                    "bea is above or below themselves", "carl is above or below themselves",
                ])
            var thief = carl
            thief.email = "bea@x.example"
            var owner = bea
            owner.email = "bea@x.example"
            _ = try await take([owner], store)
            #expect(try await take([thief], store).refusals.map(\.sentence).count == 1)
            owner.email = nil
            #expect(try await take([thief, owner], store).changes.map(\.effect) == [.changed, .changed])
        }
    }

    @Test func `a role is known once it is declared`() async throws {
        try await withStore { store in
            var lawyer = carl
            lawyer.roles = ["legal"]
            let refused = try await take([lawyer], store)
            #expect(refused.refusals.map(\.sentence) == ["carl has the role legal, which there is not"])
            #expect(try await take([lawyer], roles: ["legal"], store).count(.added) == 2)
            #expect(try await take([lawyer], store).count(.unchanged) == 1)
            #expect(try await store.directory().roles.contains("legal"))
        }
    }
}
