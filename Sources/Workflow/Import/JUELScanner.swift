/// The words and signs of an expression between `${` and `}`.
enum JUELToken: Hashable {
    case name(String)
    /// A number as it was written.
    case number(String)
    /// A text without its quotes.
    case text(String)
    case sign(String)
}

/// Why an expression has no counterpart in FEEL.
package struct UntranslatedExpression: Error, Hashable, Sendable {
    /// What stands in the way, in a few words.
    package let reason: String
}

/// Cuts an expression of the Unified Expression Language (JSR 341) into tokens.
struct JUELScanner {
    private var rest: Substring
    private static let signs = [
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", ".", "[", "]", "+", "-", "*", "/", "%",
        "?",
        ":", ",",
    ]

    init(_ text: Substring) { rest = text }

    /// All tokens of the text.
    mutating func tokens() throws(UntranslatedExpression) -> [JUELToken] {
        var tokens: [JUELToken] = []
        while let token = try next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() throws(UntranslatedExpression) -> JUELToken? {
        rest = rest.drop { $0.isWhitespace }
        guard let first = rest.first else { return nil }
        if first == "'" || first == "\"" { return .text(try text(until: first)) }
        if first.isASCII, first.isNumber {
            let digits = rest.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
            rest.removeFirst(digits.count)
            return .number(String(digits))
        }
        if first.isLetter || first == "_" {
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            rest.removeFirst(name.count)
            return .name(String(name))
        }
        guard let sign = Self.signs.first(where: { rest.hasPrefix($0) }) else {
            throw UntranslatedExpression(reason: "the character \(first)")
        }
        rest.removeFirst(sign.count)
        return .sign(sign)
    }

    private mutating func text(until quote: Character) throws(UntranslatedExpression) -> String {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == quote { return text }
            guard character == "\\" else {
                text.append(character)
                continue
            }
            guard let escaped = rest.popFirst() else { break }
            text.append(escaped)
        }
        throw UntranslatedExpression(reason: "a text that does not end")
    }
}
