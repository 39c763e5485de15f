package import Domain

/// Goods receipts from a table: a row for each order line of a receipt.
package enum ReceiptRows {
    /// The fields a table may have.
    package static let fields = [
        "receipt", "order", "line", "unit", "received", "accepted", "returned", "accepted_by",
    ]

    /// The receipts a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<GoodsReceipt> {
        let table = RecordTable(
            table, mapping, fields: fields, needed: ["receipt", "order", "line", "received"])
        var reading = RecordReading<GoodsReceipt>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        var seen: Set<String> = []
        for row in table.rows {
            do throws(RecordMistake) {
                let receipt = try receipt(row)
                guard seen.insert("\(receipt.id)\u{1F}\(receipt.orderLine)").inserted else {
                    throw row.mistake("line", "is named twice in receipt \(receipt.id)")
                }
                reading.records.append((row.line, receipt))
            } catch {
                reading.mistakes.append(error)
            }
        }
        return reading
    }

    private static func receipt(_ row: RecordRow) throws(RecordMistake) -> GoodsReceipt {
        let receipt = GoodsReceipt(
            id: try row.text("receipt"),
            orderLine: OrderLineID(order: try row.text("order"), line: try row.text("line")),
            unit: row.optional("unit"), received: try row.needed("received"),
            accepted: try row.number("accepted"), returned: try row.number("returned") ?? .zero,
            acceptedBy: row.optional("accepted_by"))
        for (field, value) in [
            ("received", receipt.received), ("accepted", receipt.accepted ?? .zero),
            ("returned", receipt.returned),
        ] where value.isNegative {
            throw row.mistake(field, "is below zero")
        }
        if let accepted = receipt.accepted, accepted > receipt.received {
            throw row.mistake("accepted", "is more than was received")
        }
        guard receipt.returned <= receipt.received else {
            throw row.mistake("returned", "is more than was received")
        }
        return receipt
    }
}
