import Pipeline
import Yams

/// Reads `settings.yml`; a name or value that is none is an error that tells the line.
struct SettingsFile {
    /// What is wrong with a file, for a person.
    struct Mistake: Error, Hashable {
        /// The line, from 1, where it is known.
        var line: Int?
        /// What is wrong there.
        var sentence: String
    }

    /// The settings in a text; what it does not mention keeps its default.
    static func settings(in text: String) throws(Mistake) -> Settings {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Mistake(line: nil, sentence: "it is no YAML: \(error)")
        } catch {
            throw Mistake(line: nil, sentence: "it cannot be read: \(error)")
        }
        var settings = Settings()
        guard let node else { return settings }
        try forEachMember(of: node, named: "settings") { (key, value) throws(Mistake) in
            switch key {
            case "inboxes": settings.inboxes = try inboxes(value)
            case "jobs": settings.jobs = try whole(value, key, in: 1...256)
            case "settle_seconds": settings.settleSeconds = try number(value, key, in: 0...3600)
            case "searchable_pdf": settings.keepsSearchablePDF = try bool(value, key)
            case "accounting_currency": settings.matching.accountingCurrency = try currency(value)
            case "rates": settings.matching.rates = try rates(value)
            case "people": settings.matching.people = try people(value)
            case "smtp": settings.mail = try mail(value)
            case "mail_to": settings.matching.mailTo = try addresses(value)
            default: return false
            }
            return true
        }
        return settings
    }

    private static func inboxes(_ node: Node) throws(Mistake) -> [InboxSettings] {
        guard let sequence = node.sequence, !sequence.isEmpty else {
            throw mistake(node, "inboxes must be a list with at least one folder")
        }
        var inboxes: [InboxSettings] = []
        for entry in sequence { inboxes.append(try inbox(entry)) }
        return inboxes
    }

    private static func inbox(_ node: Node) throws(Mistake) -> InboxSettings {
        var path: String?
        var name: String?
        var defaults = InboxDefaults()
        try forEachMember(of: node, named: "an inbox") { (key, value) throws(Mistake) in
            switch key {
            case "path": path = try text(value, key)
            case "name": name = try text(value, key)
            case "vendor": defaults.vendor = try text(value, key)
            case "department": defaults.department = try text(value, key)
            case "language": defaults.language = try text(value, key)
            default: return false
            }
            return true
        }
        guard let path else { throw mistake(node, "an inbox needs a path") }
        return InboxSettings(path: FilePath(path), name: name, defaults: defaults)
    }

    static func forEachMember(
        of node: Node, named what: String, _ take: (String, Node) throws(Mistake) -> Bool
    ) throws(Mistake) {
        guard let mapping = node.mapping else { throw mistake(node, "\(what) must be names with values") }
        for (key, value) in mapping {
            guard let name = key.string else { throw mistake(key, "a name was expected") }
            guard try take(name, value) else { throw mistake(key, "'\(name)' is no part of \(what)") }
        }
    }

    static func text(_ node: Node, _ name: String) throws(Mistake) -> String {
        guard let text = node.string, !text.isEmpty else { throw mistake(node, "\(name) must be a text") }
        return text
    }

    private static func whole(
        _ node: Node, _ name: String, in range: ClosedRange<Int>
    ) throws(Mistake) -> Int {
        guard let number = node.int, range.contains(number) else {
            throw mistake(
                node, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func number(
        _ node: Node, _ name: String, in range: ClosedRange<Double>
    ) throws(Mistake) -> Double {
        guard let number = node.float, range.contains(number) else {
            let bounds =
                "\(range.lowerBound.rounded(toPlaces: 0)) to \(range.upperBound.rounded(toPlaces: 0))"
            throw mistake(node, "\(name) must be a number from \(bounds)")
        }
        return number
    }

    private static func bool(_ node: Node, _ name: String) throws(Mistake) -> Bool {
        guard let value = node.bool else { throw mistake(node, "\(name) must be true or false") }
        return value
    }

    static func mistake(_ node: Node, _ sentence: String) -> Mistake {
        Mistake(line: node.mark?.line, sentence: sentence)
    }
}
