package import Domain

/// Acceptance sheets for services from a table: a row for each order line somebody signed for.
///
/// A sheet is a receipt whose quantity, or amount, is accepted as soon as it is there.
package enum AcceptanceRows {
    /// The fields a table may have.
    package static let fields = ["sheet", "order", "line", "unit", "accepted", "rejected", "accepted_by"]

    /// The sheets a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<GoodsReceipt> {
        let table = RecordTable(
            table, mapping, fields: fields, needed: ["sheet", "order", "line", "accepted", "accepted_by"])
        var reading = RecordReading<GoodsReceipt>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        var seen: Set<String> = []
        for row in table.rows {
            do throws(RecordMistake) {
                let sheet = try sheet(row)
                guard seen.insert("\(sheet.id)\u{1F}\(sheet.orderLine)").inserted else {
                    throw row.mistake("line", "is named twice in sheet \(sheet.id)")
                }
                reading.records.append((row.line, sheet))
            } catch {
                reading.mistakes.append(error)
            }
        }
        return reading
    }

    private static func sheet(_ row: RecordRow) throws(RecordMistake) -> GoodsReceipt {
        let (accepted, rejected) = (try row.needed("accepted"), try row.number("rejected") ?? .zero)
        if accepted.isNegative { throw row.mistake("accepted", "is below zero") }
        if rejected.isNegative { throw row.mistake("rejected", "is below zero") }
        return GoodsReceipt(
            id: try row.text("sheet"),
            orderLine: OrderLineID(order: try row.text("order"), line: try row.text("line")),
            unit: row.optional("unit"), received: accepted + rejected, accepted: accepted,
            acceptedBy: try row.text("accepted_by"))
    }
}
