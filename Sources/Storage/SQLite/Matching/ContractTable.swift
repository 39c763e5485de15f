import Domain
import GRDB
import Pipeline

/// Rows of contracts.
enum ContractTable {
    static func find(_ id: String, in db: Database) throws -> Contract? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM contracts WHERE id = ?"), arguments: [id])
            .map(contract)
    }

    static func all(of vendor: String, in db: Database) throws -> [Contract] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM contracts WHERE vendor_id = ? ORDER BY id"),
            arguments: [vendor]
        ).map(contract)
    }

    static func put(_ contract: Contract, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO contracts (id, vendor_id, valid_from, valid_to, value_limit, currency, payment_days,
                    discount_days, discount_percent, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                contract.id, contract.vendor, contract.from?.description, contract.to?.description,
                contract.valueLimit?.description, contract.currency.rawValue, contract.terms?.days,
                contract.terms?.discountDays, contract.terms?.discountPercent?.description, at.milliseconds,
            ])
    }

    /// What bills came to under a contract: those that came before a document, and beside one that waits all booked.
    static func billed(under id: String, before document: Int64, in db: Database) throws -> Rational {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT kind, total FROM postings JOIN matches USING (document_id)
                    LEFT JOIN (SELECT sequence AS turn, status AS standing FROM matches WHERE document_id = ?2)
                    WHERE contract_id = ?1 AND document_id <> ?2
                        AND (turn IS NULL OR sequence < turn OR (standing <> 'posted' AND matches.status = 'posted'))
                    """), arguments: [id, document])
        return try rows.reduce(Rational.zero) { sum, row in
            let total: Rational = try ExactText.number(row["total"] as String)
            return row["kind"] == "invoice" ? sum + total : sum - total
        }
    }

    private static func contract(_ row: Row) throws -> Contract {
        guard let currency = Currency(rawValue: row["currency"]) else {
            throw StoreFailure.broken("a contract holds a currency that is none")
        }
        return Contract(
            id: row["id"], vendor: row["vendor_id"],
            from: (row["valid_from"] as String?).flatMap { CalendarDate(iso: $0) },
            to: (row["valid_to"] as String?).flatMap { CalendarDate(iso: $0) },
            valueLimit: try ExactText.number(row["value_limit"]), currency: currency, terms: try terms(row))
    }

    /// Terms of payment in a row of a vendor or contract.
    static func terms(_ row: Row) throws -> PaymentTerms? {
        guard let days = row["payment_days"] as Int? else { return nil }
        return PaymentTerms(
            days: days, discountDays: row["discount_days"],
            discountPercent: try ExactText.number(row["discount_percent"]))
    }
}
