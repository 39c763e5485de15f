/// Says an expression `${…}` of the Unified Expression Language in FEEL.
///
/// What calls methods, or is text around expressions, is not translated.
package struct JUELTranslation {
    private var tokens: ArraySlice<JUELToken>
    private var depth = 0

    /// Parts inside each other.
    static let maximumDepth = 50

    /// The expression in FEEL; a text that is no `${…}` is the text itself in quotes.
    ///
    /// - Throws: `UntranslatedExpression`, which names what has no counterpart.
    package static func feel(_ text: String) throws(UntranslatedExpression) -> String {
        let trimmed = text.trimmingBlanks
        guard isExpression(trimmed) else {
            guard !trimmed.contains("${"), !trimmed.contains("#{") else {
                throw UntranslatedExpression(reason: "text around expressions")
            }
            return quoted(String(trimmed))
        }
        let inner = trimmed.dropFirst(2).dropLast()
        guard !inner.contains("}") else { throw UntranslatedExpression(reason: "several expressions in one") }
        var scanner = JUELScanner(inner)
        var translation = JUELTranslation(tokens: try scanner.tokens()[...])
        let result = try translation.choice()
        if let left = translation.tokens.first { throw unexpected(left) }
        return result
    }

    /// Whether a text is one expression of that language.
    package static func isExpression(_ text: some StringProtocol) -> Bool {
        (text.hasPrefix("${") || text.hasPrefix("#{")) && text.hasSuffix("}")
    }

    private init(tokens: ArraySlice<JUELToken>) { self.tokens = tokens }

    private static func unexpected(_ token: JUELToken) -> UntranslatedExpression {
        switch token {
        case .name(let word), .number(let word), .text(let word), .sign(let word):
            UntranslatedExpression(reason: "an unexpected \(word)")
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    // MARK: Grammar, from the loosest to the tightest

    private mutating func choice() throws(UntranslatedExpression) -> String {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw UntranslatedExpression(reason: "too many brackets") }
        let condition = try either()
        guard take("?") else { return condition }
        let yes = try choice()
        guard take(":") else { throw UntranslatedExpression(reason: "a choice without an alternative") }
        return "(if \(condition) then \(yes) else \(try choice()))"
    }

    private mutating func either() throws(UntranslatedExpression) -> String {
        var left = try both()
        while take("||") || takeWord("or") { left = "(\(left) or \(try both()))" }
        return left
    }

    private mutating func both() throws(UntranslatedExpression) -> String {
        var left = try comparison()
        while take("&&") || takeWord("and") { left = "(\(left) and \(try comparison()))" }
        return left
    }

    private static let comparisons = [
        ("==", "eq", "="), ("!=", "ne", "!="), ("<=", "le", "<="), (">=", "ge", ">="), ("<", "lt", "<"),
        (">", "gt", ">"),
    ]

    private mutating func comparison() throws(UntranslatedExpression) -> String {
        let left = try sum()
        for (sign, word, feel) in Self.comparisons where take(sign) || takeWord(word) {
            return "\(left) \(feel) \(try sum())"
        }
        return left
    }

    private mutating func sum() throws(UntranslatedExpression) -> String {
        var left = try product()
        while true {
            if take("+") {
                left = "(\(left) + \(try product()))"
            } else if take("-") {
                left = "(\(left) - \(try product()))"
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(UntranslatedExpression) -> String {
        var left = try unary()
        while true {
            if take("*") {
                left = "(\(left) * \(try unary()))"
            } else if take("/") || takeWord("div") {
                left = "(\(left) / \(try unary()))"
            } else if take("%") || takeWord("mod") {
                left = "modulo(\(left), \(try unary()))"
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws(UntranslatedExpression) -> String {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw UntranslatedExpression(reason: "too many signs") }
        if take("!") || takeWord("not") { return "not(\(try unary()))" }
        if take("-") { return "-\(try unary())" }
        if takeWord("empty") {
            let value = try unary()
            return "(\(value) = null or \(value) = \"\" or \(value) = [])"
        }
        return try value()
    }

    private mutating func value() throws(UntranslatedExpression) -> String {
        guard let token = tokens.popFirst() else { throw UntranslatedExpression(reason: "nothing") }
        switch token {
        case .number(let digits): return digits
        case .text(let text): return Self.quoted(text)
        case .name(let name): return try path(from: name)
        case .sign("("):
            let inner = try choice()
            guard take(")") else { throw UntranslatedExpression(reason: "a bracket that stays open") }
            return "(\(inner))"
        case .sign: throw Self.unexpected(token)
        }
    }

    private mutating func path(from name: String) throws(UntranslatedExpression) -> String {
        var path = name
        while true {
            if take(".") {
                guard case .name(let member)? = tokens.popFirst() else {
                    throw UntranslatedExpression(reason: "a member without a name")
                }
                path += ".\(member)"
            } else if take("[") {
                guard case .number(let digits)? = tokens.popFirst(), let index = Int(digits), take("]") else {
                    throw UntranslatedExpression(reason: "an index that is no number")
                }
                // Lists begin with 1 in FEEL.
                path += "[\(index + 1)]"
            } else if tokens.first == .sign("(") {
                throw UntranslatedExpression(reason: "the call \(path)(…)")
            } else {
                return path
            }
        }
    }

    private mutating func take(_ sign: String) -> Bool { take(.sign(sign)) }
    private mutating func takeWord(_ word: String) -> Bool { take(.name(word)) }

    private mutating func take(_ token: JUELToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }
}
