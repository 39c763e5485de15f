package import Domain

/// Money paid ahead from a table, a row each.
package enum PrepaymentRows {
    /// The fields a table may have.
    package static let fields = ["prepayment", "vendor", "order", "date", "currency", "amount"]

    /// The prepayments a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<Prepayment> {
        let table = RecordTable(table, mapping, fields: fields, needed: Set(fields))
        var reading = RecordReading<Prepayment>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "prepayment") { row throws(RecordMistake) in
            try prepayment(row)
        } merge: { (_, _, row) throws(RecordMistake) in
            throw row.mistake("prepayment", "is named twice")
        }
        return reading
    }

    private static func prepayment(_ row: RecordRow) throws(RecordMistake) -> Prepayment {
        guard let currency = Currency(rawValue: try row.text("currency").uppercased()) else {
            throw row.mistake("currency", "is no currency such as EUR")
        }
        guard let date = try row.date("date") else { throw row.mistake("date", "is empty") }
        let amount = try row.needed("amount")
        guard amount.isPositive else { throw row.mistake("amount", "is not above zero") }
        return Prepayment(
            id: try row.text("prepayment"), vendor: try row.text("vendor"), order: try row.text("order"),
            date: date, currency: currency, amount: amount)
    }
}
