/// How a table's columns are called and written; without one columns are called as the fields are.
package struct ColumnMapping: Hashable, Sendable {
    /// The mark before the decimals, `.` or `,`.
    package var decimalMark: Character
    /// What stands between cells; `nil` finds it out.
    package var separator: UInt8?
    /// The column of a field that is called otherwise.
    package var columns: [String: String]
    /// What a field is where its column is absent or empty.
    package var defaults: [String: String]

    /// Makes a mapping.
    package init(
        decimalMark: Character = ".", separator: UInt8? = nil, columns: [String: String] = [:],
        defaults: [String: String] = [:]
    ) {
        self.decimalMark = decimalMark
        self.separator = separator
        self.columns = columns
        self.defaults = defaults
    }
}

/// What is wrong in a table, for a person: where, and what.
package struct RecordMistake: Error, Hashable, Sendable {
    /// The line of the row, from 1; `nil` for the header.
    package var line: Int?
    /// The column by its name in the table; `nil` for the row as a whole.
    package var column: String?
    /// One sentence.
    package var sentence: String

    /// Makes a mistake.
    package init(line: Int?, column: String?, sentence: String) {
        self.line = line
        self.column = column
        self.sentence = sentence
    }
}

/// What a table says: records with the lines they begin at, and what is wrong in it.
package struct RecordReading<Record: Hashable & Sendable>: Hashable, Sendable {
    /// Records with the lines they begin at; those with mistakes are left out.
    package var records: [(line: Int, record: Record)] = []
    /// What is wrong.
    package var mistakes: [RecordMistake] = []

    package static func == (left: Self, right: Self) -> Bool {
        left.mistakes == right.mistakes && left.records.map(\.line) == right.records.map(\.line)
            && left.records.map(\.record) == right.records.map(\.record)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(mistakes)
        hasher.combine(records.map(\.record))
    }
}
