/// A table from a text of separated values (RFC 4180): a header, and rows that know the line they begin at.
package struct CSVTable: Hashable, Sendable {
    /// A row below the header.
    package struct Row: Hashable, Sendable {
        /// The line it begins at, from 1.
        package let line: Int
        /// Its cells, blanks around them dropped.
        package let cells: [String]

        /// Makes a row.
        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Rows at most.
    package static let maximumRows = 2_000_000

    /// The names of the columns.
    package let header: [String]
    /// The rows below; empty lines left out.
    package let rows: [Row]

    /// Reads a table in UTF-8; without a `separator` the header decides between `;`, tab and `,`.
    ///
    /// - Throws: `FormatError` for text that is not UTF-8, an open quote, or a row with more cells than the header.
    package init(parsing bytes: [UInt8], separator: UInt8? = nil) throws(FormatError) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard !text.isEmpty else { throw .empty }
        guard String(validating: text, as: UTF8.self) != nil else {
            throw .encoding("something else than UTF-8")
        }
        var scanner = CSVScanner(Array(text), separator: separator ?? Self.separator(of: text))
        var rows: [Row] = []
        while let row = try scanner.next() {
            guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
            rows.append(row)
            guard rows.count <= Self.maximumRows else { throw .overLimit("\(Self.maximumRows) rows") }
        }
        guard let first = rows.first else { throw .empty }
        if let long = rows.first(where: { $0.cells.count > first.cells.count }) {
            throw .damaged("line \(long.line) has \(long.cells.count) cells, the header \(first.cells.count)")
        }
        header = first.cells
        self.rows = Array(rows.dropFirst())
    }

    /// Makes a table of what another form of file says.
    package init(header: [String], rows: [Row]) {
        self.header = header
        self.rows = rows
    }

    private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
        let line = text.prefix { $0 != 0x0A }
        let counts = [UInt8(ascii: ";"), 0x09, UInt8(ascii: ",")].map { mark in
            (mark, line.count { $0 == mark })
        }
        return counts.max { $0.1 < $1.1 }?.0 ?? UInt8(ascii: ",")
    }
}

/// Takes one row after the other from bytes.
private struct CSVScanner {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var place = 0
    private var line = 1

    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
    }

    mutating func next() throws(FormatError) -> CSVTable.Row? {
        guard place < bytes.count else { return nil }
        let start = line
        var cells: [String] = []
        repeat { cells.append(try cell()) } while skips(separator)
        _ = skips(0x0D)
        if skips(0x0A) { line += 1 }
        return CSVTable.Row(line: start, cells: cells)
    }

    private mutating func cell() throws(FormatError) -> String {
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { return try quoted() }
        let start = place
        while place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A, !isLineEnd { place += 1 }
        return Self.trimmed(bytes[start..<place])
    }

    /// Whether a carriage return here belongs to the end of the line.
    private var isLineEnd: Bool {
        bytes[place] == 0x0D && (place + 1 == bytes.count || bytes[place + 1] == 0x0A)
    }

    private mutating func quoted() throws(FormatError) -> String {
        let start = line
        var text: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") {
                guard skips(UInt8(ascii: "\"")) else { return try afterQuotes(text, start) }
            }
            if byte == 0x0A { line += 1 }
            text.append(byte)
        }
        throw .damaged("line \(start) opens a quote that does not end")
    }

    private mutating func afterQuotes(_ text: [UInt8], _ start: Int) throws(FormatError) -> String {
        while skips(0x20) {}
        guard place == bytes.count || bytes[place] == separator || bytes[place] == 0x0A || isLineEnd else {
            throw .damaged("line \(start) goes on after a quote ended")
        }
        return Self.trimmed(text[...])
    }

    private mutating func skips(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        var rest = bytes
        while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }
}
