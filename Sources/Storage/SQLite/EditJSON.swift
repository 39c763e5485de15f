import Domain
import Reviewing

/// An edit as the store keeps it.
struct EditJSON: Codable {
    var edit: String
    var field: String?
    var value: ValueJSON?
    var region: RegionJSON?
    var raw: String?
    var rule: String?
    var text: String?
    var lines: [LineJSON]?
    var taxes: [TaxJSON]?
    var count: Int?

    init(_ edit: Edit) {
        switch edit {
        case .set(let name, let value, let region, let raw):
            (self.edit, field, self.raw) = ("set", name.rawValue, raw)
            self.value = ValueJSON(value)
            self.region = region.map(RegionJSON.init)
        case .clear(let name): (self.edit, field) = ("clear", name.rawValue)
        case .skip(let name): (self.edit, field) = ("skip", name.rawValue)
        case .keep(let rule, let message): (self.edit, self.rule, text) = ("keep", rule, message)
        case .kind(let kind): (self.edit, text) = ("kind", kind.rawValue)
        case .lines(let lines): (self.edit, self.lines) = ("lines", lines.map(LineJSON.init))
        case .taxes(let taxes): (self.edit, self.taxes) = ("taxes", taxes.map(TaxJSON.init))
        case .confirm: self.edit = "confirm"
        case .reject(let reason): (self.edit, text) = ("reject", reason)
        case .undo(let count): (self.edit, self.count) = ("undo", count)
        case .readAgain: self.edit = "read-again"
        }
    }

    /// The edit; `nil` when it is none that this version knows.
    var decoded: Edit? {
        let name = field.flatMap(FieldName.init(rawValue:))
        switch edit {
        case "set":
            guard let name, let value = value?.fieldValue else { return nil }
            return .set(name, value, at: region?.region, raw: raw ?? "")
        case "clear": return name.map(Edit.clear)
        case "skip": return name.map(Edit.skip)
        case "keep": return .keep(rule: rule ?? "", message: text ?? "")
        case "kind": return text.flatMap(DocumentKind.init(rawValue:)).map(Edit.kind)
        case "lines":
            let decoded = lines?.compactMap(\.line)
            return decoded?.count == lines?.count ? decoded.map(Edit.lines) : nil
        case "taxes":
            let decoded = taxes?.compactMap(\.tax)
            return decoded?.count == taxes?.count ? decoded.map(Edit.taxes) : nil
        case "confirm": return .confirm
        case "reject": return text.map(Edit.reject)
        case "undo": return count.map(Edit.undo)
        case "read-again": return .readAgain
        default: return nil
        }
    }
}
