package import Domain

/// Vendors from a table: a row an account, rows of one vendor below each other or apart.
package enum VendorRows {
    /// The fields a table may have.
    package static let fields = [
        "vendor", "name", "vat_id", "other_names", "other_vat_ids", "status", "cluster", "account",
        "verified", "category", "payment_days",
        "discount_days", "discount_pct", "email",
    ]

    /// The vendors a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<Vendor> {
        let table = RecordTable(table, mapping, fields: fields, needed: ["vendor", "name"])
        var reading = RecordReading<Vendor>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "vendor") { row throws(RecordMistake) in
            try vendor(row)
        } merge: { (vendor, more, row) throws(RecordMistake) in
            var plain = more
            plain.accounts = vendor.accounts
            guard plain == vendor else {
                throw row.mistake("name", "differs from an earlier row of this vendor")
            }
            guard let account = more.accounts.first else { throw row.mistake("account", "is empty") }
            guard !vendor.accounts.contains(where: { $0.number == account.number }) else {
                throw row.mistake("account", "is named twice")
            }
            vendor.accounts.append(account)
        }
        return reading
    }

    private static func vendor(_ row: RecordRow) throws(RecordMistake) -> Vendor {
        Vendor(
            id: try row.text("vendor"), name: try row.text("name"),
            vatID: try row.optional("vat_id").map { text throws(RecordMistake) in
                try vatID(text, "vat_id", of: row)
            },
            otherNames: texts(row, "other_names"),
            otherVATIDs: try texts(row, "other_vat_ids").map { text throws(RecordMistake) in
                try vatID(text, "other_vat_ids", of: row)
            },
            isBlocked: try row.choice("status", Status.self) == .blocked, cluster: row.optional("cluster"),
            accounts: try account(row).map { [$0] } ?? [], category: row.optional("category"),
            terms: try row.terms(),
            email: try row.optional("email").map { text throws(RecordMistake) in
                let addresses = MailAddress.all(in: text)
                guard addresses.count == 1 else { throw row.mistake("email", "\(text) is no mail address") }
                return addresses[0]
            })
    }

    private enum Status: String, CaseIterable {
        case active, blocked
    }

    /// What stands in a field with semicolons between, each once.
    private static func texts(_ row: RecordRow, _ field: String) -> [String] {
        var texts: [String] = []
        for part in (row.optional(field) ?? "").split(separator: ";") {
            let text = String(part.trimmingWhitespace)
            if !text.isEmpty, !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    private static func vatID(
        _ text: String, _ field: String, of row: RecordRow
    ) throws(RecordMistake) -> String {
        guard let number = VATNumber(text) else { throw row.mistake(field, "\(text) is no VAT number") }
        guard number.check != .wrongCheckDigit else {
            throw row.mistake(field, "\(text) has wrong check digits")
        }
        return number.rawValue
    }

    private static func account(_ row: RecordRow) throws(RecordMistake) -> BankAccount? {
        guard let text = row.optional("account") else { return nil }
        let compact = PlainSpelling.bytes(of: text)
        guard !compact.isEmpty else { throw row.mistake("account", "is no account number") }
        if IBAN.isSpeltLike(compact), !IBAN.hasCheckDigits(compact) {
            throw row.mistake("account", "has wrong check digits")
        }
        return .init(number: String(decoding: compact, as: UTF8.self), isVerified: try row.yes("verified"))
    }
}
