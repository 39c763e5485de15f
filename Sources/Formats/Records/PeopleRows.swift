package import Domain

/// People from a table: a row a person, further rows of one for further substitutes.
package enum PeopleRows {
    /// The fields a table may have.
    package static let fields = [
        "person", "full_name", "email", "roles", "departments", "limit", "currency", "manager", "active",
        "substitute", "substitute_from", "substitute_through",
    ]

    /// The people a table names.
    package static func reading(of table: CSVTable, _ mapping: ColumnMapping) -> RecordReading<Person> {
        let table = RecordTable(table, mapping, fields: fields, needed: ["person", "full_name"])
        var reading = RecordReading<Person>(mistakes: table.mistakes)
        guard reading.mistakes.isEmpty else { return reading }
        reading.gather(table.rows, key: "person") { row throws(RecordMistake) in
            try person(row)
        } merge: { (person, more, row) throws(RecordMistake) in
            var plain = more
            plain.substitutions = person.substitutions
            guard plain == person else {
                throw row.mistake(
                    "full_name", "differs from an earlier row of this person, or another column does")
            }
            guard let substitution = more.substitutions.first else {
                throw row.mistake("substitute", "is empty")
            }
            guard !person.substitutions.contains(substitution) else {
                throw row.mistake("substitute", "is named twice")
            }
            person.substitutions.append(substitution)
        }
        return reading
    }

    private static func person(_ row: RecordRow) throws(RecordMistake) -> Person {
        Person(
            name: try row.text("person"), fullName: try row.text("full_name"), email: row.optional("email"),
            roles: names(row.optional("roles")), departments: names(row.optional("departments")),
            limit: try limit(row), manager: row.optional("manager"),
            substitutions: try substitution(row).map { [$0] } ?? [],
            isActive: row.optional("active") == nil ? true : try row.yes("active"))
    }

    /// `accounting; approvers`.
    private static func names(_ text: String?) -> Set<String> {
        Set(
            (text ?? "").split(separator: ";").map { part in
                part.split { $0.isWhitespace }.joined(separator: " ")
            }.filter { !$0.isEmpty })
    }

    /// Empty, `unlimited`, or an amount with its currency behind it or in a column of its own.
    private static func limit(_ row: RecordRow) throws(RecordMistake) -> ApprovalLimit {
        guard let text = row.optional("limit") else { return .nothing }
        guard text.lowercased() != "unlimited" else { return .unlimited }
        let parts = text.split(separator: " ")
        let isNamed = parts.count > 1 && parts.last.map { Currency(rawValue: String($0)) != nil } ?? false
        let name = isNamed ? parts.last.map(String.init) : row.optional("currency")
        guard let name, let currency = Currency(rawValue: name) else {
            throw row.mistake("currency", "is no currency, which a limit needs, such as EUR")
        }
        let number = try row.number(isNamed ? parts.dropLast().joined(separator: " ") : text, "limit")
        guard !number.isNegative, let decimal = FixedDecimal(canonical: number.description),
            let money = Money(exactly: decimal, currency: currency)
        else { throw row.mistake("limit", "\"\(text.prefix(40))\" is no amount of \(name)") }
        return .upTo(money)
    }

    private static func substitution(_ row: RecordRow) throws(RecordMistake) -> Substitution? {
        let (from, through) = (try row.date("substitute_from"), try row.date("substitute_through"))
        guard let name = row.optional("substitute") else {
            guard from == nil, through == nil else {
                throw row.mistake("substitute", "is empty, though days are given")
            }
            return nil
        }
        guard let from else { throw row.mistake("substitute_from", "is empty") }
        guard let through else { throw row.mistake("substitute_through", "is empty") }
        guard from <= through else { throw row.mistake("substitute_through", "is before the first day") }
        return Substitution(by: name, from: from, through: through)
    }
}
