import GRDB
public import Pipeline

/// What the database promises about commits, as it says itself.
public struct StorePromises: Hashable, Sendable {
    /// The version of SQLite.
    public var version: String
    /// The journal mode; `wal` is asked for.
    public var journal: String
    /// How a commit reaches the medium; `full` is asked for.
    public var synchronous: String

    /// Whether a commit that was answered outlives a power cut.
    public var areKept: Bool { journal == "wal" && (synchronous == "full" || synchronous == "extra") }
}

extension SQLiteStore {
    /// Asks the connection that writes what it promises.
    public func promises() async throws(StoreFailure) -> StorePromises {
        do {
            return try await pool.writeWithoutTransaction { db in
                let level = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0
                let names = ["off", "normal", "full", "extra"]
                return StorePromises(
                    version: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
                    journal: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                    synchronous: names.indices.contains(level) ? names[level] : "\(level)")
            }
        } catch {
            throw StoreFailure(error)
        }
    }
}
