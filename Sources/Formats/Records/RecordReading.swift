/// What is wrong in a table, for a person: where, and what.
package struct RecordMistake: Error, Hashable, Sendable {
    /// The line in the table, from 1; `nil` for what is wrong in the mapping.
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
package struct RecordReading<Record: Sendable>: Sendable {
    /// Records with the lines they begin at; those with mistakes are left out.
    package var records: [(line: Int, record: Record)] = []
    /// What is wrong.
    package var mistakes: [RecordMistake] = []
}
