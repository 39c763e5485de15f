import Domain

/// A table whose columns were found: rows of fields.
struct RecordTable {
    /// The rows.
    let rows: [RecordRow]
    /// Fields that are needed and have no column, and columns of the mapping that are not there.
    let mistakes: [RecordMistake]

    init(_ table: CSVTable, _ mapping: ColumnMapping, fields: [String], needed: Set<String>) {
        var places: [String: Int] = [:]
        var mistakes: [RecordMistake] = []
        for field in fields {
            let name = mapping.columns[field] ?? field
            let place = table.header.firstIndex { $0.lowercased() == name.lowercased() }
            places[field] = place
            guard place == nil else { continue }
            let isMapped = mapping.columns[field] != nil
            if isMapped || (needed.contains(field) && mapping.defaults[field] == nil) {
                mistakes.append(RecordMistake(line: 1, column: name, sentence: "there is no such column"))
            }
        }
        for field in mapping.columns.keys.sorted() where !fields.contains(field) {
            mistakes.append(
                RecordMistake(
                    line: nil, column: nil,
                    sentence:
                        "the mapping names a field \(field); there are \(fields.joined(separator: ", "))"))
        }
        self.mistakes = mistakes
        rows = table.rows.map { RecordRow(row: $0, places: places, mapping: mapping, header: table.header) }
    }
}

/// One row: its cells by field, read into values.
struct RecordRow {
    let row: CSVTable.Row
    let places: [String: Int]
    let mapping: ColumnMapping
    let header: [String]

    var line: Int { row.line }

    /// What is wrong with a field here.
    func mistake(_ field: String?, _ sentence: String) -> RecordMistake {
        let column = field.map { field in places[field].map { header[$0] } ?? field }
        return RecordMistake(line: line, column: column, sentence: sentence)
    }

    /// The text of a field; `nil` where its cell is empty or absent.
    func optional(_ field: String) -> String? {
        if let place = places[field], place < row.cells.count, !row.cells[place].isEmpty {
            return row.cells[place]
        }
        return mapping.defaults[field]
    }

    /// The text of a field that must not be empty.
    func text(_ field: String) throws(RecordMistake) -> String {
        guard let text = optional(field) else { throw mistake(field, "is empty") }
        return text
    }

    /// The number of a field; `nil` where its cell is empty.
    func number(_ field: String) throws(RecordMistake) -> Rational? {
        guard let text = optional(field) else { return nil }
        return try number(text, field)
    }

    /// A number above zero; `absent` where the cell is empty.
    func positive(_ field: String, absent: Rational) throws(RecordMistake) -> Rational {
        guard let number = try number(field) else { return absent }
        guard number.isPositive else { throw mistake(field, "is not above zero") }
        return number
    }

    /// A number that must be there.
    func needed(_ field: String) throws(RecordMistake) -> Rational {
        try number(try text(field), field)
    }

    /// The number a text is, of a field.
    func number(_ text: String, _ field: String) throws(RecordMistake) -> Rational {
        // Thousands are grouped with what is not the decimal mark.
        let other: Character = mapping.decimalMark == "." ? "," : "."
        let isGrouped = text.contains(other)
        let plain = String(
            text.compactMap { mark -> Character? in
                if mark == " " || mark == "'" || mark == other { return nil }
                return mark == mapping.decimalMark ? "." : mark
            })
        guard !isGrouped || Self.isGroupedRightly(text, by: other, decimal: mapping.decimalMark),
            let number = Rational(parsing: plain)
        else { throw mistake(field, "\"\(text.prefix(40))\" is not a number") }
        return number
    }

    /// Whether groups have three digits each, none after the decimals began: `1.234` is no `1,234`.
    private static func isGroupedRightly(_ text: String, by mark: Character, decimal: Character) -> Bool {
        let halves = text.split(separator: decimal, omittingEmptySubsequences: false)
        guard halves.count <= 2, let whole = halves.first,
            !(halves.dropFirst().first?.contains(mark) ?? false)
        else { return false }
        let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
        return groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// A date, `2026-02-03` or `03.02.2026`; `nil` where the cell is empty.
    func date(_ field: String) throws(RecordMistake) -> CalendarDate? {
        guard let text = optional(field) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let iso = parts.count == 3 ? parts.reversed().joined(separator: "-") : text
        guard let date = CalendarDate(iso: iso) else {
            throw mistake(field, "\"\(text.prefix(40))\" is not a date YYYY-MM-DD or DD.MM.YYYY")
        }
        return date
    }

    /// One of the names of a type; `nil` where the cell is empty.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ field: String, _ type: Choice.Type
    ) throws(RecordMistake) -> Choice? {
        guard let text = optional(field) else { return nil }
        guard let choice = Choice(rawValue: text.lowercased()) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw mistake(field, "\"\(text.prefix(40))\" is none of \(names)")
        }
        return choice
    }

    /// yes or no; no where the cell is empty.
    func yes(_ field: String) throws(RecordMistake) -> Bool {
        switch optional(field)?.lowercased() {
        case nil, "no", "false", "0": return false
        case "yes", "true", "1": return true
        case .some(let text): throw mistake(field, "\"\(text.prefix(40))\" is neither yes nor no")
        }
    }

    /// Conversions such as `BOX=12;PAL=480`.
    func units(_ field: String) throws(RecordMistake) -> [String: Rational] {
        var units: [String: Rational] = [:]
        for part in optional(field)?.split(separator: ";") ?? [] {
            let halves = part.split(separator: "=").map { $0.filter { $0 != " " } }
            guard halves.count == 2, units[halves[0]] == nil else {
                throw mistake(field, "\"\(part.prefix(40))\" is no conversion such as BOX=12")
            }
            let factor = try number(halves[1], field)
            guard factor.isPositive else { throw mistake(field, "\"\(part)\" is not above zero") }
            units[halves[0]] = factor
        }
        return units
    }
}
