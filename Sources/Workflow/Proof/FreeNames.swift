/// The names an expression takes its values by.
///
/// It errs on the side of finding too many: a name of several words, or a key of a context, counts as one that is
/// not known.
struct FreeNames {
    private static let words: Set<String> = [
        "and", "or", "not", "if", "then", "else", "for", "in", "return", "every", "some", "satisfies",
        "between", "instance", "of", "true", "false", "null",
    ]

    /// Whether all names an expression needs have values of which everything is known.
    static func areKnown(in text: String, _ variables: [String: Variable]) -> Bool {
        names(in: text).allSatisfy { variables[$0].map { !$0.holdsAnything } ?? false }
    }

    /// The names that are free in an expression.
    static func names(in text: String) -> Set<String> {
        let tokens = tokens(of: text)
        var names: Set<String> = []
        var bound: Set<String> = []
        for (place, token) in tokens.enumerated() {
            guard let first = token.first, first.isLetter || first == "_", !words.contains(token) else {
                continue
            }
            let before = place > 0 ? tokens[place - 1] : ""
            let after = place + 1 < tokens.count ? tokens[place + 1] : ""
            if ["for", "some", "every"].contains(before), after == "in" {
                bound.insert(token)
            } else if before != ".", after != "(" {
                names.insert(token)
            }
        }
        return names.subtracting(bound)
    }

    /// Words and marks; what is quoted is one mark.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "\"" {
                rest = rest.dropFirst()
                while let mark = rest.first, mark != "\"" { rest = rest.dropFirst(mark == "\\" ? 2 : 1) }
                rest = rest.dropFirst()
                tokens.append("\"")
            } else if first.isLetter || first.isNumber || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                tokens.append(String(word))
                rest = rest.dropFirst(word.count)
            } else {
                tokens.append(String(first))
                rest = rest.dropFirst()
            }
        }
        return tokens
    }
}

extension Variable {
    /// Whether part of it is not known.
    fileprivate var holdsAnything: Bool {
        switch self {
        case .text: self == LoneAnswers.anything
        case .list(let elements): elements.contains { $0.holdsAnything }
        case .context(let members): members.values.contains { $0.holdsAnything }
        case .null, .bool, .number, .temporal: false
        }
    }
}
