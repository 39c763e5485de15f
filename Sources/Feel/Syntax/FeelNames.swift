/// The names an expression may use that nobody can tell apart without knowing them.
///
/// Names have spaces, operators and keywords in them.
package struct FeelNames: Sendable {
    /// A name cut into words and signs.
    struct Pattern: Sendable {
        let name: String
        let parts: [String]
    }

    /// What the types of the model are called where values are checked, by their names in expressions.
    package var types: [String: String] = [:]
    private var variables: [String: [Pattern]] = [:]
    private var members: [String: [Pattern]] = [:]

    /// Names of variables in scope, and of entries their values may have.
    package init(variables: some Sequence<String> = [], members: some Sequence<String> = []) {
        for name in variables { add(variable: name) }
        for name in members { add(member: name) }
    }

    /// Makes a variable known.
    package mutating func add(variable name: String) { Self.add(name, to: &variables) }

    /// Makes the name of an entry known.
    package mutating func add(member name: String) { Self.add(name, to: &members) }

    /// Variables that may begin with a word, longest first.
    func variables(beginningWith word: String) -> [Pattern] { variables[word] ?? [] }

    /// Entries that may begin with a word, longest first.
    func members(beginningWith word: String) -> [Pattern] { members[word] ?? [] }

    private static func add(_ name: String, to table: inout [String: [Pattern]]) {
        var scanner = FeelScanner(name)
        var parts: [String] = []
        while let part = scanner.namePart() { parts.append(part) }
        guard let first = parts.first else { return }
        var patterns = table[first] ?? []
        guard !patterns.contains(where: { $0.parts == parts }) else { return }
        let place = patterns.firstIndex { $0.parts.count < parts.count } ?? patterns.endIndex
        patterns.insert(Pattern(name: Self.normal(name), parts: parts), at: place)
        table[first] = patterns
    }

    /// A name with single spaces, and none around it.
    package static func normal(_ name: String) -> String {
        name.split { $0.isWhitespace }.joined(separator: " ")
    }
}

extension Unicode.Scalar {
    /// Whether a name may begin with the character (DMN 1.5, grammar rule 28).
    var isNameStart: Bool {
        switch value {
        case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D: true
        case 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD: true
        case 0x10000...0xEFFFF: true
        default: false
        }
    }

    /// Whether a name may go on with the character (rule 29).
    var isNamePart: Bool {
        switch value {
        case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isNameStart
        }
    }

    /// Whether the character may stand between the words of a name (rule 30).
    var isNameSign: Bool {
        switch self {
        case ".", "/", "-", "\u{2019}", "'", "+", "*": true
        default: false
        }
    }

    /// White space of FEEL (rules 61 and 62).
    var isFeelSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
            0x3000, 0xFEFF:
            true
        default: false
        }
    }
}
