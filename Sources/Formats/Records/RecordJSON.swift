/// Records as JSON: an array of objects, or one, whose members are called as the columns of a table.
///
/// Members that are arrays of objects (the lines and charges of an order, the accounts of a vendor) become rows with
/// what stands beside them, so that one set of rules reads both forms.
package enum RecordJSON {
    /// Whether bytes are JSON rather than a table.
    package static func isJSON(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    }

    /// The table of a JSON text; a row is numbered by its record, from 1.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package static func table(in bytes: [UInt8]) throws(FormatError) -> CSVTable {
        let bare = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let tree = try JSONTree(parsing: bare)
        let records: [JSONTree] = if case .array(let elements) = tree { elements } else { [tree] }
        guard records.count <= CSVTable.maximumRows else {
            throw .overLimit("\(CSVTable.maximumRows) records")
        }
        var header: [String] = []
        var places: [String: Int] = [:]
        var rows: [CSVTable.Row] = []
        for (place, record) in records.enumerated() {
            for cells in try flattened(record, path: "record \(place + 1)") {
                for name in cells.keys.sorted() where places[name] == nil {
                    places[name] = header.count
                    header.append(name)
                }
                rows.append(CSVTable.Row(line: place + 1, cells: header.map { cells[$0] ?? "" }))
            }
        }
        guard !header.isEmpty else { throw .empty }
        return CSVTable(header: header, rows: rows)
    }

    /// The rows of a record, by column.
    private static func flattened(_ record: JSONTree, path: String) throws(FormatError) -> [[String: String]]
    {
        guard case .object(let members) = record else { throw .damaged("\(path) is not an object") }
        var plain: [String: String] = [:]
        var nested: [[String: String]] = []
        for name in members.keys.sorted() {
            guard let value = members[name] else { continue }
            if case .array(let elements) = value, elements.contains(where: \.isObject) {
                for element in elements { nested += try flattened(element, path: "\(path), \(name)") }
            } else if let text = try text(value, path: "\(path), \(name)") {
                plain[name] = text
            }
        }
        guard !nested.isEmpty else { return [plain] }
        return nested.map { $0.merging(plain) { own, _ in own } }
    }

    /// A cell's text: `BOX=12;PAL=480` for an object of numbers, semicolons between texts; `nil` for null.
    private static func text(_ value: JSONTree, path: String) throws(FormatError) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .number(let text): return text
        case .bool(let isTrue): return isTrue ? "yes" : "no"
        case .array(let elements):
            var texts: [String] = []
            for element in elements { if let text = try text(element, path: path) { texts.append(text) } }
            return texts.joined(separator: ";")
        case .object(let members):
            var parts: [String] = []
            for name in members.keys.sorted() {
                guard let value = members[name], let text = try text(value, path: path) else { continue }
                parts.append("\(name)=\(text)")
            }
            return parts.joined(separator: ";")
        }
    }
}

extension JSONTree {
    fileprivate var isObject: Bool {
        guard case .object = self else { return false }
        return true
    }
}
