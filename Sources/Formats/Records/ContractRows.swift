package import Domain

/// Contracts from a table, a row each.
package enum ContractRows {
    /// The fields a table may have.
    package static let fields = [
        "contract", "vendor", "valid_from", "valid_to", "value_limit", "currency", "payment_days",
        "discount_days",
        "discount_pct",
    ]

    /// The contracts a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<Contract> {
        let table = RecordTable(table, mapping, fields: fields, needed: ["contract", "vendor", "currency"])
        var reading = RecordReading<Contract>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "contract") { row throws(RecordMistake) in
            try contract(row)
        } merge: { (_, _, row) throws(RecordMistake) in
            throw row.mistake("contract", "is named twice")
        }
        return reading
    }

    private static func contract(_ row: RecordRow) throws(RecordMistake) -> Contract {
        guard let currency = Currency(rawValue: try row.text("currency").uppercased()) else {
            throw row.mistake("currency", "is no currency such as EUR")
        }
        let (from, to) = (try row.date("valid_from"), try row.date("valid_to"))
        if let from, let to, to < from { throw row.mistake("valid_to", "is before valid_from") }
        return Contract(
            id: try row.text("contract"), vendor: try row.text("vendor"), from: from, to: to,
            valueLimit: try row.number("value_limit"), currency: currency, terms: try row.terms())
    }
}

extension RecordRow {
    /// What was agreed about paying, where the row says something of it.
    func terms() throws(RecordMistake) -> PaymentTerms? {
        let (days, discountDays) = (try wholeDays("payment_days"), try wholeDays("discount_days"))
        let percent = try number("discount_pct")
        guard days != nil || discountDays != nil || percent != nil else { return nil }
        guard let days else { throw mistake("payment_days", "is empty, though a discount is given") }
        guard (discountDays == nil) == (percent == nil) else {
            throw mistake("discount_days", "and discount_pct go together")
        }
        if let percent, percent.isNegative || percent > 100 {
            throw mistake("discount_pct", "is no percentage")
        }
        return PaymentTerms(days: days, discountDays: discountDays, discountPercent: percent)
    }

    private func wholeDays(_ field: String) throws(RecordMistake) -> Int? {
        guard let number = try number(field) else { return nil }
        guard let days = Int(number.description), (0...3650).contains(days) else {
            throw mistake(field, "is no number of days")
        }
        return days
    }
}
