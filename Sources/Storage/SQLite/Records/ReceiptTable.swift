import Domain
import GRDB
import Pipeline

/// Rows of goods receipts.
enum ReceiptTable {
    static func find(_ id: String, for line: OrderLineID, in db: Database) throws -> GoodsReceipt? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM receipts WHERE id = ? AND order_id = ? AND line_id = ?"),
            arguments: [id, line.order, line.line]
        ).map(receipt)
    }

    /// The receipts for an order, by number.
    static func all(for order: String, in db: Database) throws -> [GoodsReceipt] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM receipts WHERE order_id = ? ORDER BY id, line_id")
        return try Row.fetchAll(statement, arguments: [order]).map(receipt)
    }

    static func put(_ receipt: GoodsReceipt, at: Timestamp, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO receipts (id, order_id, line_id, unit, received, accepted, returned, changed_at,
                    accepted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id, order_id, line_id) DO UPDATE SET unit = excluded.unit,
                    received = excluded.received, accepted = excluded.accepted, returned = excluded.returned,
                    changed_at = excluded.changed_at, accepted_by = excluded.accepted_by
                """
        ).execute(arguments: [
            receipt.id, receipt.orderLine.order, receipt.orderLine.line, receipt.unit,
            receipt.received.description, receipt.accepted?.description, receipt.returned.description,
            at.milliseconds, receipt.acceptedBy,
        ])
    }

    private static func receipt(_ row: Row) throws -> GoodsReceipt {
        GoodsReceipt(
            id: row["id"], orderLine: OrderLineID(order: row["order_id"], line: row["line_id"]),
            unit: row["unit"], received: try ExactText.number(row["received"] as String),
            accepted: try ExactText.number(row["accepted"]),
            returned: try ExactText.number(row["returned"] as String), acceptedBy: row["accepted_by"])
    }
}
