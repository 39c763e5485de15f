import Domain
import GRDB
import Pipeline
import PipelineDoubles
import Synchronization
import Testing

@testable import Storage

/// Fails the n-th write of every operation, for every n: each time all of it happens or nothing.
@Suite struct FailingWriteTests {
    /// What changes the store, on a store that holds a waiting document.
    enum Operation: String, CaseIterable, CustomTestStringConvertible {
        case receive, lease, commit, unpack, giveBack, putAside, rerun, begin, split, takeBack

        var testDescription: String { rawValue }

        func run(on store: SQLiteStore, _ lease: Lease?) async throws {
            switch self {
            case .receive: _ = try await store.receive([Sample.arrival(2), Sample.arrival(1, key: "again")])
            case .lease:
                _ = try await store.lease(limit: 2, terms: Sample.terms(at: 0), at: Sample.now)
            case .commit:
                let lease = try #require(lease)
                let version = ArchivedVersion(kind: .searchablePDF, hash: Sample.hash(9), size: 99)
                _ = try await store.commit(
                    FinishedStep(
                        lease: lease, state: .needsReview, reading: Sample.reading(),
                        findings: [Sample.finding], versions: [version], at: Sample.now))
            case .unpack:
                let lease = try #require(lease)
                let children = (3...5).map { Sample.arrival($0, container: lease.document) }
                _ = try await store.commit(
                    FinishedStep(lease: lease, state: .unpacked, children: children, at: Sample.now))
            case .giveBack: _ = try await store.giveBack(try #require(lease), after: failure)
            case .putAside:
                var last = try #require(lease)
                last.attempt = JobLimits.attempts
                _ = try await store.giveBack(last, after: failure)
            case .rerun:
                let lease = try #require(lease)
                _ = try await store.rerun(lease.document, by: "anna", at: Sample.now)
            case .begin:
                _ = try await store.begin(
                    Entry(
                        arrival: Sample.arrival(7, key: Arrival.entryPrefix + "7"),
                        reading: Sample.reading(), actor: "anna"))
            case .split:
                let document = try #require(lease).document
                _ = try await store.rearrange(try #require(act(document)))
            case .takeBack:
                let document = try #require(lease).document
                _ = try await store.takeBack(document, session: "s", by: "anna", at: Sample.now)
            }
        }

        /// A split of the first document, of one page, by its whole.
        private func act(_ document: DocumentID) -> Rearrangement? {
            Rearrangement(
                key: "act", session: "s", actor: "anna", at: Sample.now,
                sources: [.init(document: document, version: 0, pageCount: 1)],
                documents: [
                    .init(arrival: Sample.arrival(8), runs: [.init(source: document, pages: 1...1)])
                ])
        }

        private var failure: StepFailure {
            StepFailure(
                reason: "no luck", isCounted: true, notBefore: Uptime(boot: "boot-1", milliseconds: 0),
                at: Sample.now)
        }
    }

    @Test(arguments: Operation.allCases)
    func `all of an operation happens or nothing, whichever write fails`(operation: Operation) async throws {
        var failed = 0
        for number in 1... {
            let isOver = try await withScratchFolder { folder in
                let path = folder.appending("s.sqlite")
                let store = try SQLiteStore.open(path, files: PosixFiles())
                let lease = try await prepare(store, for: operation)
                let before = try await dump(store)
                let fault = try await Fault.install(in: store, at: number)
                let isRefused = await isFailing { try await operation.run(on: store, lease) }
                try await fault.remove(from: store)
                #expect(isRefused == fault.hasStruck)
                #expect(try await (dump(store) == before) == isRefused)
                if isRefused { try await operation.run(on: store, lease) }
                #expect(try await store.irregularities(since: nil) == [])
                return !isRefused
            }
            if isOver { break }
            failed += 1
        }
        #expect(failed > 0, "no write was failed")
    }

    private func prepare(_ store: SQLiteStore, for operation: Operation) async throws -> Lease? {
        _ = try await store.receive([Sample.arrival(1)])
        if operation == .lease { return nil }
        let lease = try await store.lease(limit: 1, terms: Sample.terms(at: 0), at: Sample.now).first
        if [.rerun, .split, .takeBack].contains(operation) {
            try await Operation.commit.run(on: store, lease)
        }
        if operation == .takeBack { try await Operation.split.run(on: store, lease) }
        return lease
    }

    private func isFailing(_ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return false
        } catch {
            return true
        }
    }

    /// All rows of all tables.
    private func dump(_ store: SQLiteStore) async throws -> [String] {
        try await store.pool.read { db in
            try Fault.tables(db).flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }
}

/// Triggers that make the n-th change of a row fail.
final class Fault: Sendable {
    private let writes = Mutex(0)
    private let number: Int

    private init(at number: Int) {
        self.number = number
    }

    var hasStruck: Bool { writes.withLock { $0 >= number } }

    static func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT LIKE 'search%' AND name NOT LIKE 'grdb_%'
                """)
    }

    static func install(in store: SQLiteStore, at number: Int) async throws -> Fault {
        let fault = Fault(at: number)
        try await store.pool.writeWithoutTransaction { db in
            db.add(
                function: DatabaseFunction("fault", argumentCount: 0) { _ in
                    try fault.write()
                    return 0
                })
            for table in try tables(db) {
                for change in ["INSERT", "UPDATE", "DELETE"] {
                    try db.execute(
                        sql: """
                            CREATE TEMP TRIGGER fault_\(table)_\(change) BEFORE \(change) ON main.\(table)
                                BEGIN SELECT fault(); END
                            """)
                }
            }
        }
        return fault
    }

    func remove(from store: SQLiteStore) async throws {
        try await store.pool.writeWithoutTransaction { db in
            for table in try Self.tables(db) {
                for change in ["INSERT", "UPDATE", "DELETE"] {
                    try db.execute(sql: "DROP TRIGGER temp.fault_\(table)_\(change)")
                }
            }
        }
    }

    private func write() throws {
        let count = writes.withLock { writes in
            writes += 1
            return writes
        }
        if count == number { throw DatabaseError(resultCode: .SQLITE_IOERR, message: "injected") }
    }
}
