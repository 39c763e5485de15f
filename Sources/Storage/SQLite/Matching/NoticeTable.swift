import Domain
import GRDB
import Pipeline

/// What people are to be told, kept until it was; part of the transaction it is called in.
enum NoticeTable {
    static func add(_ hold: Hold, on verdict: MatchVerdict, at: Timestamp, in db: Database) throws {
        let draft = verdict.file.draft
        let name = draft.text(.invoiceNumber).map { "invoice \($0)" } ?? "document \(verdict.file.document)"
        let seller = verdict.vendor?.name ?? draft.text(.sellerName) ?? "an unknown vendor"
        try db.cachedStatement(
            sql: "INSERT INTO notices (document_id, owner, subject, body, at) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            verdict.file.document.rawValue, hold.owner.rawValue, "Held: \(name) of \(seller)",
            hold.sentence + "\n", at.milliseconds,
        ])
    }

    /// What is still to be told, the oldest first.
    static func unsent(_ limit: Int, in db: Database) throws -> [Notice] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM notices WHERE sent_at IS NULL ORDER BY id LIMIT ?", arguments: [limit]
        ).map { row in
            guard let owner = Hold.Owner(rawValue: row["owner"]) else {
                throw StoreFailure.broken("a notice is for nobody that is known")
            }
            return Notice(
                id: row["id"], document: DocumentID(rawValue: row["document_id"]), owner: owner,
                subject: row["subject"], body: row["body"], at: Timestamp(milliseconds: row["at"]))
        }
    }
}
