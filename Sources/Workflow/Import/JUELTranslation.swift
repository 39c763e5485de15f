/// Says an expression `${…}` of the Unified Expression Language in FEEL.
///
/// Methods are translated where FEEL has a function that does the same.
package struct JUELTranslation {
    private var tokens: ArraySlice<JUELToken>
    private var depth = 0

    /// Parts inside each other.
    static let maximumDepth = 50

    /// The expression in FEEL; a text without `${…}` is the text itself in quotes, one around them is put together.
    ///
    /// - Throws: `UntranslatedExpression`, which names what has no counterpart.
    package static func feel(_ text: String) throws(UntranslatedExpression) -> String {
        let parts = try parts(of: text.trimmingBlanks)
        guard parts.count != 1 || parts[0].isExpression == false else { return try translated(parts[0].text) }
        guard parts.contains(where: \.isExpression) else { return quoted(String(text.trimmingBlanks)) }
        // A value that is not there leaves nothing in a text.
        return try parts.map { part throws(UntranslatedExpression) in
            guard part.isExpression else { return quoted(String(part.text)) }
            let value = try translated(part.text)
            return "(if \(value) = null then \"\" else string(\(value)))"
        }.joined(separator: " + ")
    }

    private static func translated(_ inner: Substring) throws(UntranslatedExpression) -> String {
        var scanner = JUELScanner(inner)
        var translation = JUELTranslation(tokens: try scanner.tokens()[...])
        let result = try translation.choice()
        if let left = translation.tokens.first { throw unexpected(left) }
        return result
    }

    /// A text cut into what stands in `${…}` and what stands around it.
    private static func parts(
        of text: Substring
    ) throws(UntranslatedExpression) -> [(text: Substring, isExpression: Bool)] {
        var parts: [(text: Substring, isExpression: Bool)] = []
        var rest = text
        while let sign = rest.firstIndex(where: { $0 == "$" || $0 == "#" }) {
            let open = rest.index(after: sign)
            guard open < rest.endIndex, rest[open] == "{" else {
                parts.append((rest[...sign], false))
                rest = rest[open...]
                continue
            }
            let inner = rest[rest.index(after: open)...]
            guard let end = closing(inner) else {
                throw UntranslatedExpression(reason: "an expression that does not end")
            }
            if sign > rest.startIndex { parts.append((rest[..<sign], false)) }
            parts.append((inner[..<end], true))
            rest = inner[inner.index(after: end)...]
        }
        if !rest.isEmpty { parts.append((rest, false)) }
        return parts
    }

    /// Where an expression ends: at the brace that stands in no quotes.
    private static func closing(_ inner: Substring) -> Substring.Index? {
        var quote: Character?
        var isEscaped = false
        for index in inner.indices {
            let character = inner[index]
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "}" {
                return index
            }
        }
        return nil
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
            let value = try Self.bounded(try unary())
            return "(\(value) = null or \(value) = \"\" or \(value) = [])"
        }
        return try value()
    }

    private mutating func value() throws(UntranslatedExpression) -> String {
        guard let token = tokens.popFirst() else { throw UntranslatedExpression(reason: "nothing") }
        switch token {
        case .number(let digits): return digits
        case .text(let text): return try path(from: Self.quoted(text))
        case .name(let name): return try path(from: name)
        case .sign("("):
            let inner = try choice()
            guard take(")") else { throw UntranslatedExpression(reason: "a bracket that stays open") }
            return try path(from: "(\(inner))")
        case .sign: throw Self.unexpected(token)
        }
    }

    private mutating func path(from name: String) throws(UntranslatedExpression) -> String {
        var path = name
        if tokens.first == .sign("(") { path = try function(name) }
        while true {
            if take(".") {
                guard case .name(let member)? = tokens.popFirst() else {
                    throw UntranslatedExpression(reason: "a member without a name")
                }
                path =
                    tokens.first == .sign("(")
                    ? try method(member, of: try Self.bounded(path)) : "\(path).\(member)"
            } else if take("[") {
                path = try Self.element(of: path, at: try choice())
                guard take("]") else { throw UntranslatedExpression(reason: "an index that does not end") }
            } else {
                return path
            }
        }
    }

    /// A part that is said more than once, and must not grow out of hand by that.
    private static func bounded(_ part: String) throws(UntranslatedExpression) -> String {
        guard part.utf8.count <= 2000 else { throw UntranslatedExpression(reason: "too long a part") }
        return part
    }

    private mutating func arguments() throws(UntranslatedExpression) -> [String] {
        guard take("(") else { return [] }
        var arguments: [String] = []
        while !take(")") {
            if !arguments.isEmpty, !take(",") {
                throw UntranslatedExpression(reason: "a bracket that stays open")
            }
            arguments.append(try choice())
        }
        return arguments
    }

    /// A function that stands by itself.
    private mutating func function(_ name: String) throws(UntranslatedExpression) -> String {
        let arguments = try arguments()
        switch (name, arguments.count) {
        case ("now", 0), ("dateTime", 0): return "now()"
        default: throw UntranslatedExpression(reason: "the call \(name)(…)")
        }
    }

    /// A method, where FEEL has something for it.
    private mutating func method(_ name: String, of path: String) throws(UntranslatedExpression) -> String {
        let arguments = try arguments()
        let first = arguments.first ?? ""
        switch (name, arguments.count) {
        case ("getVariable", 1) where path == "execution", ("getVariableLocal", 1) where path == "execution":
            return try Self.variable(first)
        case ("hasVariable", 1) where path == "execution": return "(\(try Self.variable(first)) != null)"
        case ("size", 0): return "count(\(path))"
        case ("length", 0): return "string length(\(path))"
        case ("isEmpty", 0): return "(\(path) = null or \(path) = \"\" or \(path) = [])"
        case ("contains", 1):
            return
                "(if \(path) instance of string then contains(\(path), \(first)) else list contains(\(path), \(first)))"
        case ("equals", 1): return "(\(path) = \(first))"
        case ("equalsIgnoreCase", 1): return "(lower case(\(path)) = lower case(\(first)))"
        case ("toLowerCase", 0): return "lower case(\(path))"
        case ("toUpperCase", 0): return "upper case(\(path))"
        case ("startsWith", 1): return "starts with(\(path), \(first))"
        case ("endsWith", 1): return "ends with(\(path), \(first))"
        case ("get", 1): return try Self.element(of: path, at: first)
        case ("containsKey", 1): return "(\(try Self.element(of: path, at: first)) != null)"
        case ("toString", 0): return "string(\(path))"
        case ("intValue", 0), ("longValue", 0), ("doubleValue", 0), ("booleanValue", 0): return path
        default: throw UntranslatedExpression(reason: "the call \(path).\(name)(…)")
        }
    }

    /// A variable that is named in quotes.
    private static func variable(_ quoted: String) throws(UntranslatedExpression) -> String {
        guard let name = name(in: quoted) else {
            throw UntranslatedExpression(reason: "a variable that is named by \(quoted)")
        }
        return name
    }

    /// What stands in quotes, where it is a plain name.
    private static func name(in quoted: String) -> String? {
        guard quoted.count > 2, quoted.first == "\"", quoted.last == "\"" else { return nil }
        let name = quoted.dropFirst().dropLast()
        guard name.first?.isNumber == false, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        return String(name)
    }

    /// An element of a list, which begins with 1 in FEEL, or of a map.
    private static func element(of path: String, at index: String) throws(UntranslatedExpression) -> String {
        if let number = Int(index), number < Int.max { return "\(path)[\(number + 1)]" }
        if let name = name(in: index) { return "\(path).\(name)" }
        if index.first == "\"" { return "get value(\(path), \(index))" }
        return "\(path)[\(index) + 1]"
    }

    private mutating func take(_ sign: String) -> Bool { take(.sign(sign)) }
    private mutating func takeWord(_ word: String) -> Bool { take(.name(word)) }

    private mutating func take(_ token: JUELToken) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }
}
