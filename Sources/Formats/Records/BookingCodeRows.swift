package import Domain

/// Accounts, cost centres or charges from a table, a row each.
package enum BookingCodeRows {
    /// The fields a table of accounts or cost centres may have.
    package static let fields = ["code", "name"]
    /// The fields a table of charges may have; `words` are other names of it, with semicolons between them.
    package static let chargeFields = fields + ["words", "account"]

    /// The codes a table names.
    package static func reading(
        of table: CSVTable, _ mapping: ColumnMapping, as kind: BookingCode.Kind
    ) -> RecordReading<BookingCode> {
        let table = RecordTable(
            table, mapping, fields: kind == .charge ? chargeFields : fields, needed: Set(fields))
        var reading = RecordReading<BookingCode>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "code") { row throws(RecordMistake) in
            let words = row.optional("words")?.split(separator: ";").map(String.init) ?? []
            return BookingCode(
                kind: kind, id: try row.text("code"), name: try row.text("name"), words: words,
                account: row.optional("account"))
        } merge: { (_, _, row) throws(RecordMistake) in
            throw row.mistake("code", "is named twice")
        }
        return reading
    }
}
