import Domain
import GRDB
public import Pipeline

/// The store in one SQLite file: write-ahead log, every commit on the medium before it is answered.
public final class SQLiteStore: Store {
    /// How long a change waits for another process before it fails as busy.
    public static let busyTimeout = Duration.seconds(10)

    let pool: DatabasePool
    let changes: CommitQueue

    /// Opens the store at `path`, making or migrating it first; a store that is migrated is copied beside itself
    /// before, as `….before-2-readings`.
    public static func open(_ path: FilePath, files: any FileOps) throws(StoreFailure) -> SQLiteStore {
        do {
            let isNew = try files.status(of: path) == nil
            let pool = try DatabasePool(path: path.text, configuration: configuration())
            // GRDB sets NORMAL when it turns the write-ahead log on, after `prepareDatabase`.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try migrate(pool, at: path, files: files)
            if isNew { try files.syncDirectory(path.parent) }
            return SQLiteStore(pool)
        } catch {
            throw StoreFailure(error)
        }
    }

    init(_ pool: DatabasePool) {
        self.pool = pool
        changes = CommitQueue(pool)
    }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "vouch.store"
        configuration.busyMode = .timeout(Double(busyTimeout.milliseconds) / 1000)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        return configuration
    }

    private static func migrate(_ pool: DatabasePool, at path: FilePath, files: any FileOps) throws {
        let migrator = Schema.migrator
        let (applied, isFromTheFuture) = try pool.read { db in
            (try migrator.appliedIdentifiers(db), try migrator.hasBeenSuperseded(db))
        }
        if isFromTheFuture {
            let unknown = applied.subtracting(migrator.migrations).sorted().joined(separator: ", ")
            throw StoreFailure.fromTheFuture("it has \(unknown)")
        }
        guard let first = migrator.migrations.first(where: { !applied.contains($0) }) else { return }
        if !applied.isEmpty { try backUp(pool, at: path, before: first, files: files) }
        try migrator.migrate(pool)
    }

    /// Copies the store as it is to a file beside it.
    private static func backUp(
        _ pool: DatabasePool, at path: FilePath, before migration: String, files: any FileOps
    ) throws {
        let name = migration.map { $0 == " " ? "-" : String($0) }.joined()
        let copy = FilePath(bytes: path.bytes + Array(".before-\(name)".utf8))
        try files.remove(copy)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [copy.text])
        }
        let file = try files.openForReading(copy)
        defer { files.close(file) }
        try files.sync(file)
        try files.syncDirectory(copy.parent)
    }

    /// Answers a question on a connection of its own; what is written meanwhile is not seen.
    func ask<Value: Sendable>(
        _ question: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreFailure) -> Value {
        do {
            return try await pool.read(question)
        } catch {
            throw StoreFailure(error)
        }
    }
}
