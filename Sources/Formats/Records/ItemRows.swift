package import Domain

/// Items from a table, a row each.
package enum ItemRows {
    /// The fields a table may have.
    package static let fields = ["item", "name", "unit", "units"]

    /// The items a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<Item> {
        let table = RecordTable(table, mapping, fields: fields, needed: ["item", "name", "unit"])
        var reading = RecordReading<Item>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "item") { row throws(RecordMistake) in
            Item(
                id: try row.text("item"), name: try row.text("name"), unit: try row.text("unit"),
                units: try row.units("units"))
        } merge: { (_, _, row) throws(RecordMistake) in
            throw row.mistake("item", "is named twice")
        }
        return reading
    }
}
