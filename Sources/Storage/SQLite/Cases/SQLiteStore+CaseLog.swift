import GRDB
package import Pipeline

extension SQLiteStore {
    /// What the log says of a document, in order.
    package func log(of document: DocumentID) async throws(StoreFailure) -> [AuditEvent] {
        try await ask { db in try AuditTrail.entries(about: document, in: db) }
    }

    /// Open cases that are about no document, in the order they were started.
    package func casesWithoutDocument(limit: Int) async throws(StoreFailure) -> [StoredCase] {
        try await ask { db in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM cases WHERE state IN ('active', 'incident') AND document_id IS NULL
                    ORDER BY id LIMIT ?
                    """, arguments: [limit])
            return try ids.compactMap { try CaseTable.find(CaseID(rawValue: $0), in: db) }
        }
    }

    /// What is wrong with the chain of the log.
    package func brokenChain() async throws(StoreFailure) -> [Irregularity] {
        try await ask { db in try AuditTrail.irregularities(since: nil, in: db) }
    }

    /// Cases in the order they were started, by pages of `limit` after a case.
    package func storedCases(after id: CaseID, limit: Int) async throws(StoreFailure) -> [StoredCase] {
        try await ask { db in
            let ids = try Int64.fetchAll(
                db, sql: "SELECT id FROM cases WHERE id > ? ORDER BY id LIMIT ?",
                arguments: [id.rawValue, limit])
            return try ids.compactMap { try CaseTable.find(CaseID(rawValue: $0), in: db) }
        }
    }
}
