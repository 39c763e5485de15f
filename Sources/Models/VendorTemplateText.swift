import Domain
public import Extraction

/// A learnt template as a file that people read and edit.
public struct VendorTemplateText: Sendable {
    /// The file.
    public let yaml: String

    /// Writes a template, with lines for people at its head; rules with patterns are left out, none is learnt.
    public init(_ template: VendorTemplate, about: [String] = []) {
        var lines = about.map { "# \($0)" }
        lines.append("name: \(Self.quoted(template.name))")
        if let learned = template.learned {
            lines.append("learned: { documents: \(Self.list(learned.documents)) }")
        }
        lines.append("known_by:")
        lines += Self.signs(of: template).map { "  \($0)" }
        let reading = Self.reading(of: template)
        if !reading.isEmpty { lines.append("reading: { \(reading.joined(separator: ", ")) }") }
        lines.append("fields:" + (template.rules.isEmpty ? " {}" : ""))
        for field in FieldName.allCases {
            let rules = (template.rules[field] ?? []).compactMap(Self.rule)
            guard !rules.isEmpty else { continue }
            lines.append("  \(field.rawValue):")
            lines += rules.map { "    - { \($0) }" }
        }
        yaml = lines.map { $0 + "\n" }.joined()
    }

    private static func signs(of template: VendorTemplate) -> [String] {
        let lists = [
            ("vat_ids", template.vatIDs), ("ibans", template.ibans), ("phrases", template.phrases),
            ("names", template.signs.names), ("numbers", template.signs.numbers),
            ("domains", template.signs.domains), ("words", template.signs.words),
            ("addresses", template.signs.addresses),
        ]
        var lines = lists.filter { !$0.1.isEmpty }.map { "\($0.0): \(list($0.1))" }
        if !template.signs.layout.isEmpty {
            lines.append("layout:")
            lines += template.signs.layout.map { "  - { text: \(quoted($0.text)), at: [\($0.x), \($0.y)] }" }
        }
        return lines.isEmpty ? ["phrases: []"] : lines
    }

    private static func reading(of template: VendorTemplate) -> [String] {
        var parts: [String] = []
        switch template.decimalMark {
        case .point: parts.append("decimal: point")
        case .comma: parts.append("decimal: comma")
        case nil: break
        }
        switch template.dateOrder {
        case .dayFirst: parts.append("dates: day_first")
        case .monthFirst: parts.append("dates: month_first")
        case .yearFirst, .named, nil: break
        }
        return parts
    }

    private static func rule(_ rule: VendorTemplate.Rule) -> String? {
        guard let position = position(rule.position) else { return nil }
        var parts = [position]
        if let shape = rule.shape { parts.append("shape: \(quoted(shape))") }
        if let page = rule.page { parts.append("page: \(page)") }
        if let take = rule.take { parts.append("take: \(take)") }
        if rule.isHint { parts.append("hint: true") }
        if rule.isDoubtful { parts.append("doubtful: true") }
        if let right = rule.right { parts.append("right: \(right)") }
        return parts.joined(separator: ", ")
    }

    private static func position(_ position: VendorTemplate.Position) -> String? {
        switch position {
        case .rightOf(let anchor): "right_of: \(quoted(anchor))"
        case .below(let anchor): "below: \(quoted(anchor))"
        case .region(let box): "region: [\(box.left), \(box.top), \(box.right), \(box.bottom)]"
        case .fixed(let text): "fixed: \(quoted(text))"
        case .printed(let text): "printed: \(quoted(text))"
        case .notBeside(let label): "not_beside: \(quoted(label))"
        case .absent: "absent: true"
        case .pattern: nil
        }
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    /// A text that came off a page, so that nothing in it can be anything but text.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            default:
                let isPlain =
                    scalar.value >= 0x20 && scalar.value < 0x7F || scalar.properties.isAlphabetic
                    || scalar.properties.numericType != nil || scalar == "€" || scalar == "£"
                quoted += isPlain && scalar.value <= 0xFFFF ? String(scalar) : escaped(scalar)
            }
        }
        return quoted + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
