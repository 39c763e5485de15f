import Domain
import Formats
import Pipeline
import Yams

/// Reads a YAML file of people and roles into the table a CSV file would be.
struct PeopleFile {
    /// The people, a row for each and each of their substitutes.
    let table: CSVTable
    /// Roles the file declares.
    let roles: [String]

    /// Whether a file is meant to be YAML, by its name or its first word.
    static func isYAML(_ file: String, _ bytes: [UInt8]) -> Bool {
        file.hasSuffix(".yml") || file.hasSuffix(".yaml")
            || bytes.starts(with: Array("people:".utf8)) || bytes.starts(with: Array("roles:".utf8))
    }

    /// Reads a file.
    init(reading file: String, _ bytes: [UInt8]) throws {
        do throws(SettingsFile.Mistake) {
            try self.init(String(decoding: bytes, as: UTF8.self))
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw Failure.usage("\(SafeText(file).text)\(place): \(SafeText(error.sentence).text).")
        }
    }

    /// The people the file names.
    var reading: RecordReading<Person> { PeopleRows.reading(of: table, ColumnMapping()) }

    /// The directory a file makes by itself, in YAML or CSV.
    static func directory(in file: String) throws -> Directory {
        let bytes = try InputBytes.all(of: file, limit: Import.maximumSize, files: Composition.files)
        var roles: [String] = []
        let reading: RecordReading<Person>
        if isYAML(file, bytes) {
            let people = try PeopleFile(reading: file, bytes)
            (roles, reading) = (people.roles, people.reading)
        } else {
            do throws(FormatError) {
                reading = PeopleRows.reading(of: try CSVTable(parsing: bytes), ColumnMapping())
            } catch {
                throw Failure.usage(
                    "\(SafeText(file).text) was not read. \(SafeText(error.description).text)")
            }
        }
        if let mistake = reading.mistakes.first {
            let line = mistake.line.map { ", row \($0)" } ?? ""
            throw Failure.usage(
                "\(SafeText(file).text)\(line): \(SafeText(mistake.column ?? "").text) \(SafeText(mistake.sentence).text)."
            )
        }
        do throws(DirectoryFaults) {
            return try Directory(
                reading.records.map(\.record), roles: Directory.standardRoles.union(roles))
        } catch {
            let fault = error.faults.first.map { "\($0.person) \($0.sentence)" } ?? ""
            throw Failure.usage("\(SafeText(file).text): \(SafeText(fault).text).")
        }
    }

    /// Reads a text.
    init(_ text: String) throws(SettingsFile.Mistake) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw SettingsFile.Mistake(line: nil, sentence: "it is no YAML: \(error)")
        }
        var rows: [CSVTable.Row] = []
        var roles: [String] = []
        for (key, value) in try Self.members(of: node) {
            switch key {
            case "roles": roles = try Self.texts(of: value)
            case "people":
                for (name, person) in try Self.members(of: value) {
                    rows += try Self.rows(of: person, named: name)
                }
            default: throw Self.mistake(value, "\(key) is none of roles, people")
            }
        }
        self.roles = roles
        table = CSVTable(header: PeopleRows.fields, rows: rows)
    }

    private static func rows(of node: Node, named name: String) throws(SettingsFile.Mistake) -> [CSVTable.Row]
    {
        var cells = ["person": name]
        var substitutes: [[String: String]] = []
        for (key, value) in try members(of: node) {
            switch key {
            case "name": cells["full_name"] = try text(of: value)
            case "email", "limit", "currency", "manager", "active": cells[key] = try text(of: value)
            case "roles", "departments": cells[key] = try texts(of: value).joined(separator: ";")
            case "substitutes": substitutes = try Self.substitutes(of: value)
            default:
                throw mistake(
                    value,
                    "\(key) is none of name, email, roles, departments, limit, currency, manager, active, substitutes"
                )
            }
        }
        let line = node.mark?.line ?? 1
        return (substitutes.isEmpty ? [[:]] : substitutes).map { substitute in
            let all = cells.merging(substitute) { first, _ in first }
            return CSVTable.Row(line: line, cells: PeopleRows.fields.map { all[$0] ?? "" })
        }
    }

    private static func substitutes(of node: Node) throws(SettingsFile.Mistake) -> [[String: String]] {
        guard let sequence = node.sequence else { throw mistake(node, "substitutes is a list") }
        var substitutes: [[String: String]] = []
        for entry in sequence {
            var cells: [String: String] = [:]
            for (key, value) in try members(of: entry) {
                switch key {
                case "by": cells["substitute"] = try text(of: value)
                case "from", "through": cells["substitute_\(key)"] = try text(of: value)
                default: throw mistake(value, "\(key) is none of by, from, through")
                }
            }
            substitutes.append(cells)
        }
        return substitutes
    }

    private static func text(of node: Node) throws(SettingsFile.Mistake) -> String {
        guard let text = node.scalar?.string else { throw mistake(node, "a text is expected here") }
        return text
    }

    /// A list of texts, or a single one.
    private static func texts(of node: Node) throws(SettingsFile.Mistake) -> [String] {
        guard let sequence = node.sequence else { return [try text(of: node)] }
        var texts: [String] = []
        for entry in sequence { texts.append(try text(of: entry)) }
        return texts
    }

    private static func members(of node: Node?) throws(SettingsFile.Mistake) -> [(String, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else { throw mistake(node, "names and values are expected here") }
        var members: [(String, Node)] = []
        for (key, value) in mapping { members.append((try text(of: key), value)) }
        return members
    }

    private static func mistake(_ node: Node, _ sentence: String) -> SettingsFile.Mistake {
        SettingsFile.Mistake(line: node.mark?.line, sentence: sentence)
    }
}
