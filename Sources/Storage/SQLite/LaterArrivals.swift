import Domain
import GRDB
import Pipeline

/// Brings a store up to date that kept bytes that came again as further arrivals of the first document.
enum LaterArrivals {
    /// Makes each a document that points to the first.
    static func becomeDocuments(in db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT arrivals.id, arrivals.name, arrivals.at, document_id, sha256, documents.size FROM arrivals
                JOIN documents ON documents.id = document_id WHERE is_first = 0 ORDER BY arrivals.id
                """)
        for row in rows {
            let original = DocumentID(rawValue: row["document_id"])
            guard let hash = ContentHash(rawValue: row["sha256"]) else {
                throw StoreFailure.broken("document \(original) has no hash")
            }
            let at = Timestamp(milliseconds: row["at"])
            let id = try Intake.insertDocument(
                hash, size: row["size"], duplicateOf: original, at: at, in: db)
            try db.execute(
                sql: "UPDATE arrivals SET document_id = ?, is_first = 1 WHERE id = ?",
                arguments: [id.rawValue, row["id"] as Int64])
            try AuditTrail.add(
                "duplicate-of", to: id, detail: "of document \(original); \(row["name"] as String)", at: at,
                in: db)
        }
    }
}
