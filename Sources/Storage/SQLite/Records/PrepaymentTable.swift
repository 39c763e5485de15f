import Domain
import GRDB
import Pipeline

/// Rows of money paid ahead, and of what bills have used of it.
enum PrepaymentTable {
    static func find(_ id: String, in db: Database) throws -> Prepayment? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM prepayments WHERE id = ?"), arguments: [id])
            .map(prepayment)
    }

    static func put(_ prepayment: Prepayment, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO prepayments (id, vendor_id, order_id, date, currency, amount, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET vendor_id = excluded.vendor_id, order_id = excluded.order_id,
                    date = excluded.date, currency = excluded.currency, amount = excluded.amount,
                    changed_at = excluded.changed_at
                """,
            arguments: [
                prepayment.id, prepayment.vendor, prepayment.order, prepayment.date.description,
                prepayment.currency.rawValue, prepayment.amount.description, at.milliseconds,
            ])
    }

    /// What was paid ahead for an order, as documents before a bill: with what other bills have used.
    static func posted(for order: String, besides document: Int64, in db: Database) throws -> [PostedDocument]
    {
        try all(for: order, in: db).map { prepayment in
            let used = try used(prepayment.id, besides: document, in: db)
            return PostedDocument(
                id: prepayment.id, kind: .prepayment(order: prepayment.order, applied: used),
                vendor: prepayment.vendor, number: prepayment.id, date: prepayment.date,
                currency: prepayment.currency, total: prepayment.amount)
        }
    }

    /// What was paid ahead for an order, the oldest first.
    static func all(for order: String, in db: Database) throws -> [Prepayment] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM prepayments WHERE order_id = ? ORDER BY date, id"),
            arguments: [order]
        ).map(prepayment)
    }

    /// What bills have used of a prepayment.
    static func used(_ id: String, besides document: Int64 = 0, in db: Database) throws -> Rational {
        try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT amount FROM prepayment_uses WHERE prepayment_id = ? AND document_id <> ?"),
            arguments: [id, document]
        ).map { try ExactText.number($0) as Rational }.reduce(.zero, +)
    }

    /// Prepayments of which bills have used more than there is.
    static func overused(in db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT id FROM prepayments ORDER BY id").filter { id in
            try used(id, in: db) > find(id, in: db)?.amount ?? .zero
        }
    }

    /// What a document uses.
    static func uses(of document: Int64, in db: Database) throws -> [String: Rational] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM prepayment_uses WHERE document_id = ?"),
            arguments: [document])
        return try Dictionary(
            uniqueKeysWithValues: rows.map {
                ($0["prepayment_id"], try ExactText.number($0["amount"] as String) as Rational)
            })
    }

    /// Replaces what a document uses.
    static func use(_ parts: [String: Rational], by document: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM prepayment_uses WHERE document_id = ?").execute(
            arguments: [document])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO prepayment_uses (document_id, prepayment_id, amount) VALUES (?, ?, ?)")
        for (id, amount) in parts { try insert.execute(arguments: [document, id, amount.description]) }
    }

    private static func prepayment(_ row: Row) throws -> Prepayment {
        guard let date = CalendarDate(iso: row["date"] as String),
            let currency = Currency(rawValue: row["currency"])
        else { throw StoreFailure.broken("a prepayment holds a value that is none") }
        return Prepayment(
            id: row["id"], vendor: row["vendor_id"], order: row["order_id"], date: date, currency: currency,
            amount: try ExactText.number(row["amount"] as String))
    }
}
