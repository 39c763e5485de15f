import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// The orders as they stand, by number: those of a vendor, or of all; open ones, or all.
    public func orders(
        of vendor: String? = nil, isOpen: Bool = false, after: String = "", limit: Int
    ) async throws(StoreFailure) -> [OrderFile] {
        try await ask { db in
            let ids = try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM orders WHERE is_current = 1 AND (?1 IS NULL OR vendor_id = ?1)
                        AND (?2 = 0 OR status = 'open') AND id > ?3 ORDER BY id LIMIT ?4
                    """, arguments: [vendor, isOpen, after, limit])
            return try ids.compactMap { id in
                try OrderTable.current(id, in: db).map { try Self.file(of: $0, in: db) }
            }
        }
    }
}
