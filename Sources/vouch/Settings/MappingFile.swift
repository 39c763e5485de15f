import Formats
import Yams

/// Reads a YAML file that says how the columns of a table are called and written.
struct MappingFile {
    /// The mapping in a text; what it does not mention keeps its default.
    static func mapping(in text: String) throws(SettingsFile.Mistake) -> ColumnMapping {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw SettingsFile.Mistake(line: nil, sentence: "it is no YAML: \(error)")
        }
        var mapping = ColumnMapping()
        guard let node else { return mapping }
        for (key, value) in try members(of: node) {
            switch key {
            case "decimal":
                guard let mark = value.string, mark == "." || mark == "," else {
                    throw mistake(value, "decimal is . or ,")
                }
                mapping.decimalMark = Character(mark)
            case "separator":
                guard let mark = value.string, let byte = mark.utf8.first, mark.utf8.count == 1 else {
                    throw mistake(value, "separator is one mark, such as ;")
                }
                mapping.separator = byte
            case "columns": mapping.columns = try texts(of: value)
            case "defaults": mapping.defaults = try texts(of: value)
            default: throw mistake(value, "\(key) is none of decimal, separator, columns, defaults")
            }
        }
        return mapping
    }

    private static func texts(of node: Node) throws(SettingsFile.Mistake) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in try members(of: node) {
            guard let text = value.string else { throw mistake(value, "\(key) must be a text") }
            texts[key] = text
        }
        return texts
    }

    private static func members(of node: Node) throws(SettingsFile.Mistake) -> [(String, Node)] {
        guard let mapping = node.mapping else { throw mistake(node, "names and values are expected here") }
        var members: [(String, Node)] = []
        for (key, value) in mapping {
            guard let name = key.string else { throw mistake(key, "a name is no text") }
            members.append((name, value))
        }
        return members
    }

    private static func mistake(_ node: Node, _ sentence: String) -> SettingsFile.Mistake {
        SettingsFile.Mistake(line: node.mark?.line, sentence: sentence)
    }
}
