import Controls
import Domain
import GRDB
import Pipeline

/// What is ready to be paid and how it is coded; part of the transaction it is called in.
enum PayableTable {
    /// The number of a vendor on record, else the key of the name as printed.
    static func vendorKey(_ vendor: Vendor?, _ draft: InvoiceDraft) -> String? {
        vendor?.id ?? draft.text(.sellerName).flatMap(VendorName.key(of:)).map { "name:\($0)" }
    }

    /// Keeps what was approved, once; the same again changes nothing.
    ///
    /// - Throws: `HandlerFailure` where another document bills the same.
    static func post(
        _ approved: ApprovedInvoice, _ payable: Payable, of stored: StoredCase, at: Timestamp,
        in db: Database
    ) throws {
        let document = stored.document.rawValue
        guard approved.document == document else {
            throw HandlerFailure("what was approved is document \(approved.document)")
        }
        let key = LookupKey.of(payable.number, in: .invoiceNumber) ?? payable.number
        let other = try Int64.fetchOne(
            db,
            sql: """
                SELECT document_id FROM payables WHERE (document_id = ?1)
                    OR (vendor = ?2 AND number_key = ?3 AND total = ?4 AND currency = ?5 AND withdrawn_at IS NULL)
                """, arguments: [document, payable.vendor, key, payable.total, payable.currency])
        if let other {
            throw HandlerFailure(
                other == document
                    ? "it was posted before" : "document \(other) bills the same and was posted before")
        }
        let votes = approved.votes.map { [$0.group, $0.person, "\($0.at)"] }
        try db.execute(
            sql: """
                INSERT INTO payables (document_id, case_id, vendor, number, number_key, total, currency, due, basis,
                    approvals, posted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                document, stored.id.rawValue, payable.vendor, payable.number, key, payable.total,
                payable.currency, payable.due, approved.basis, try JSONText.encode(votes), at.milliseconds,
            ])
        for (place, line) in payable.coding.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO codings (document_id, position, subject, account, cost_centre)
                    VALUES (?, ?, ?, ?, ?)
                    """, arguments: [document, place, line.subject, line.account, line.costCentre])
        }
    }

    /// Takes back what was not paid yet; where nothing was posted there is nothing to take back.
    static func withdraw(_ document: DocumentID, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE payables SET withdrawn_at = ? WHERE document_id = ? AND paid_at IS NULL AND withdrawn_at IS NULL
                """, arguments: [at.milliseconds, document.rawValue])
    }

    /// Notes that a document was paid.
    static func pay(_ document: DocumentID, note: String, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql:
                "UPDATE payables SET paid_at = ?, paid_note = ? WHERE document_id = ? AND paid_at IS NULL AND withdrawn_at IS NULL",
            arguments: [at.milliseconds, note, document.rawValue])
        guard db.changesCount == 1 else {
            throw HandlerFailure("document \(document) is not posted, or was paid before")
        }
    }

    /// How bills of a vendor were coded, the newest first.
    static func codings(of vendor: String?, besides document: DocumentID, in db: Database) throws
        -> [CodedLine]
    {
        guard let vendor else { return [] }
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT codings.* FROM payables JOIN codings ON codings.document_id = payables.document_id
                    WHERE vendor = ? AND payables.document_id <> ? ORDER BY posted_at DESC, position LIMIT 200
                    """), arguments: [vendor, document.rawValue]
        ).map {
            CodedLine(
                line: $0["position"], subject: $0["subject"], account: $0["account"],
                costCentre: $0["cost_centre"])
        }
    }
}
