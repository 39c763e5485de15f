import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Testing

@testable import Storage

/// What SQLite is held to beyond the contract.
@Suite struct SQLiteStoreTests {
    @Test func `every commit waits for the medium, and for other writers`() async throws {
        try await withStore { store, _ in
            let pragmas = try await store.pool.writeWithoutTransaction { db in
                try ["synchronous", "busy_timeout", "foreign_keys"].map {
                    try Int.fetchOne(db, sql: "PRAGMA \($0)")
                }
            }
            #expect(pragmas == [2, 10_000, 1])
            let mode = try await store.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
            #expect(mode == "wal")
        }
    }

    @Test(arguments: ["UPDATE audit SET detail = 'x'", "DELETE FROM audit"])
    func `the audit log cannot be changed through SQL`(sql: String) async throws {
        try await withStore { store, _ in
            _ = try await store.receive([Sample.arrival(1)])
            await #expect(throws: DatabaseError.self) {
                try await store.pool.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test(arguments: [
        "INSERT INTO documents (sha256, size, state, received_at, changed_at) VALUES ('x', 1, 'received', 1, 1)",
        "UPDATE documents SET state = 'lost'", "UPDATE documents SET state = 'rejected'",
        "UPDATE documents SET reason = 'no reason'", "UPDATE documents SET state = 'duplicate-of'",
        "UPDATE documents SET state = 'duplicate-of', duplicate_of = id", "UPDATE documents SET size = 'big'",
        "UPDATE jobs SET attempts = 6", "UPDATE jobs SET state = 'leased'",
        "UPDATE jobs SET document_id = 99",
        "INSERT INTO arrivals SELECT NULL, 'k', document_id, NULL, 1, name, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL, NULL, 0, at FROM arrivals",
    ])
    func `the schema refuses what must not be`(sql: String) async throws {
        try await withStore { store, _ in
            _ = try await store.receive([Sample.arrival(1)])
            await #expect(throws: DatabaseError.self) {
                try await store.pool.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func `a changed, a missing and a cut-off entry of the log are found`() async throws {
        try await withStore { store, _ in
            _ = try await store.receive((1...4).map { Sample.arrival($0) })
            let head = try #require(try await store.auditHead())
            #expect(AuditHead(head.description) == head)
            #expect(try await store.irregularities(since: head) == [])
            try await tamper(
                store, "UPDATE audit SET detail = replace(detail, '2.pdf', '9.pdf') WHERE sequence = 2")
            #expect(
                try await store.irregularities(since: head)
                    == [.chain("entry 2 (received) is not what was written")])
            try await tamper(
                store, "UPDATE audit SET detail = replace(detail, '9.pdf', '2.pdf') WHERE sequence = 2")
            #expect(try await store.irregularities(since: head) == [])
            try await tamper(store, "DELETE FROM audit WHERE sequence = 4")
            let cut = try await store.irregularities(since: head)
            #expect(cut.contains(.chain("entry 4, noted earlier as the newest, is not in the chain")))
            try await tamper(store, "DELETE FROM audit WHERE sequence = 2")
            let gap = try await store.irregularities(since: nil)
            #expect(gap.contains(.chain("entries 2 to 2 are missing")))
        }
    }

    @Test(arguments: [
        ("UPDATE documents SET state = 'read'", "was read and has no reading"),
        ("DELETE FROM jobs", "waits to be read and has no job"),
        ("DELETE FROM arrivals", "has no first arrival"),
        ("UPDATE documents SET state = 'unpacked'", "is settled and still has a job"),
        ("UPDATE documents SET state = 'unpacked'", "is in another state than the audit log says"),
    ])
    func `what does not fit together is found`(sql: String, sentence: String) async throws {
        try await withStore { store, _ in
            _ = try await store.receive([Sample.arrival(1)])
            try await store.pool.write { try $0.execute(sql: sql) }
            let found = try await store.irregularities(since: nil)
            #expect(found.contains(.store("document 1 \(sentence)")))
        }
    }

    @Test func `a store is copied before it is migrated, and a later version's store is left alone`()
        async throws
    {
        try await withScratchFolder { folder in
            let path = folder.appending("s.sqlite")
            let old = try DatabaseQueue(path: path.text)
            try Schema.migrator.migrate(old, upTo: "3 jobs")
            try old.close()
            let store = try SQLiteStore.open(path, files: PosixFiles())
            let copy = try DatabaseQueue(path: path.text + ".before-4-audit")
            let (before, after) = (
                try await copy.read { try Schema.migrator.appliedIdentifiers($0) },
                try await store.pool.read { try Schema.migrator.appliedIdentifiers($0) }
            )
            #expect(before == ["1 documents", "2 readings", "3 jobs"])
            #expect(after.count == Schema.migrator.migrations.count)
            try await store.pool.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('6 payments')")
            }
            #expect(throws: StoreFailure.fromTheFuture("it has 6 payments")) {
                try SQLiteStore.open(path, files: PosixFiles())
            }
        }
    }

    @Test func `later arrivals of an older store become documents, and numbers get their keys`() async throws
    {
        try await withScratchFolder { folder in
            let path = folder.appending("s.sqlite")
            let old = try DatabaseQueue(path: path.text)
            try Schema.migrator.migrate(old, upTo: "5 search")
            try await old.write { db in
                try db.execute(sql: Self.olderStore)
                try AuditTrail.add(
                    "rejected", to: DocumentID(rawValue: 1), detail: "", at: Sample.now, in: db)
            }
            try old.close()
            let store = try SQLiteStore.open(path, files: PosixFiles())
            #expect(try await store.irregularities(since: nil) == [])
            let first = DocumentID(rawValue: 1)
            let all = try await store.summaries(DocumentQuery())
            #expect(all.map(\.state) == [.duplicateOf(first), .rejected(reason: "x")])
            #expect(all.map(\.name) == ["copy.pdf", "a.pdf"])
            #expect(try await store.documents(with: "re 12", in: .invoiceNumber) == [first])
        }
    }

    private static let olderStore = """
        INSERT INTO documents VALUES (1, '\(String(repeating: "a", count: 64))', 5, 'rejected', 'x', NULL, 1, 1);
        INSERT INTO arrivals (key, document_id, is_first, name, depth, at) VALUES ('1', 1, 1, 'a.pdf', 0, 1);
        INSERT INTO arrivals (key, document_id, is_first, name, depth, at) VALUES ('2', 1, 0, 'copy.pdf', 0, 2);
        INSERT INTO arrivals (key, refused, is_first, name, depth, at) VALUES ('3', 'no file', 0, 'pipe', 0, 2);
        INSERT INTO fields VALUES (1, 'invoice_number', 'RE-0012', 1.0, 1);
        """

    @Test func `two stores on one file give every document once`() async throws {
        try await withStore { store, path in
            let other = try SQLiteStore.open(path, files: PosixFiles())
            let arrivals = (1...40).map { Sample.arrival(UInt8($0)) }
            async let left = receiveOneByOne(arrivals, into: store)
            async let right = receiveOneByOne(arrivals.reversed(), into: other)
            let receipts = try await left + right
            #expect(receipts.count { if case .new = $0 { true } else { false } } == 40)
            #expect(try await store.countByState() == ["received": 40])
            async let mine = store.lease(limit: 30, terms: Sample.terms(at: 0, worker: "a"), at: Sample.now)
            async let theirs = other.lease(limit: 30, terms: Sample.terms(at: 0, worker: "b"), at: Sample.now)
            let leased = try await mine.map(\.document) + theirs.map(\.document)
            #expect(leased.count == 40 && Set(leased).count == 40)
            #expect(try await store.irregularities(since: nil) == [])
        }
    }

    @Test(arguments: [("mull", true), ("MÜLLER 119", true), ("rechnung muller", true), ("uller", false)])
    func `search folds case and accents and takes beginnings of words`(words: String, isFound: Bool)
        async throws
    {
        try await withStore { store, _ in
            _ = try await store.receive([Sample.arrival(1)])
            let lease = try #require(
                try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first)
            _ = try await store.commit(
                FinishedStep(lease: lease, state: .read, reading: Sample.reading(), at: Sample.now))
            let hits = try await store.search(words, limit: 3)
            #expect(hits.count == (isFound ? 1 : 0))
            if let hit = hits.first { #expect(hit.excerpt.contains("⟦")) }
        }
    }

    private func receiveOneByOne(_ arrivals: [Arrival], into store: SQLiteStore) async throws -> [Receipt] {
        var receipts: [Receipt] = []
        for arrival in arrivals { receipts += try await store.receive([arrival]) }
        return receipts
    }

    /// Changes the log as somebody with the file and without scruples can.
    private func tamper(_ store: SQLiteStore, _ sql: String) async throws {
        try await store.pool.write { db in
            for trigger in ["audit_is_not_changed", "audit_is_not_cut"] {
                try db.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
            }
            try db.execute(sql: sql)
        }
    }

    private func withStore(_ body: (SQLiteStore, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("s.sqlite")
            try await body(try SQLiteStore.open(path, files: PosixFiles()), path)
        }
    }
}
