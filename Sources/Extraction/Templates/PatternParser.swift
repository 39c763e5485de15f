/// The tree of a pattern.
indirect enum PatternTree: Hashable, Sendable {
    case one(PatternClass)
    case assert(PatternAssertion)
    case sequence([PatternTree])
    case choice([PatternTree])
    case group(PatternTree, number: Int)
    case count(PatternTree, least: Int, most: Int?, isLazy: Bool)
}

/// Reads the text of a pattern into a tree.
struct PatternParser {
    private(set) var names: [String: Int] = [:]
    private(set) var groups = 0
    private let source: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    private var flags = Flags()

    /// What `(?i)`, `(?s)` and `(?m)` set.
    private struct Flags {
        var ignoresCase = false
        var isDotAll = false
        var isMultiline = false
    }

    /// Deepest nesting of groups, and most repeats of one thing.
    private static let deepest = 40
    private static let mostRepeats = 1000

    init(_ text: String) { source = Array(text.unicodeScalars) }

    mutating func parse() throws(PatternMistake) -> PatternTree {
        let tree = try alternatives()
        guard index == source.count else { throw PatternMistake(text: "a parenthesis too many") }
        return tree
    }

    private var next: Unicode.Scalar? { index < source.count ? source[index] : nil }

    private func has(_ text: String) -> Bool {
        source[index...].starts(with: text.unicodeScalars)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard has(text) else { return false }
        index += text.unicodeScalars.count
        return true
    }

    private mutating func alternatives() throws(PatternMistake) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw PatternMistake(text: "groups nested too deeply") }
        var choices = [try sequence()]
        while skip("|") { choices.append(try sequence()) }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence() throws(PatternMistake) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = try atom() else { continue }
            parts.append(try counted(atom))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func counted(_ atom: PatternTree) throws(PatternMistake) -> PatternTree {
        var tree = atom
        while let (least, most) = count() {
            guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, most ?? least >= least else {
                throw PatternMistake(text: "a count above \(Self.mostRepeats)")
            }
            if has("+") { throw PatternMistake(text: "possessive counts") }
            tree = .count(tree, least: least, most: most, isLazy: skip("?"))
        }
        return tree
    }

    private mutating func count() -> (Int, Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard has("{"), let close = source[index...].firstIndex(of: "}") else { return nil }
        let text = String(String.UnicodeScalarView(source[(index + 1)..<close]))
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.count < 6 }) else { return nil }
        let least = parts[0].isEmpty && parts.count == 2 ? 0 : Int(parts[0])
        guard let least, parts.count == 1 || parts[1].isEmpty || Int(parts[1]) != nil else { return nil }
        index = close + 1
        return (least, parts.count == 1 ? least : Int(parts[1]))
    }

    private mutating func atom() throws(PatternMistake) -> PatternTree? {
        guard let scalar = next else { return nil }
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return .one(try characterClass())
        case ".": return one([flags.isDotAll ? .any : .anyButLineEnd])
        case "^": return .assert(flags.isMultiline ? .lineStart : .start)
        case "$": return .assert(flags.isMultiline ? .lineEnd : .lastEnd)
        case "\\": return try escaped()
        case "*", "+", "?": throw PatternMistake(text: "a count without anything to count")
        default: return one([.range(scalar, scalar)])
        }
    }

    private func one(_ parts: [PatternClass.Part]) -> PatternTree {
        .one(PatternClass(parts: parts, ignoresCase: flags.ignoresCase))
    }

    private mutating func group() throws(PatternMistake) -> PatternTree? {
        var number: Int?
        let outer = flags
        var isFlagged = false
        if skip("?") {
            if skip("P<") || has("<") && !has("<=") && !has("<!") && skip("<") {
                number = try named()
            } else if skip("#") {
                while let scalar = next, scalar != ")" { index += 1 }
                index = min(source.count, index + 1)
                return nil
            } else if has("=") || has("!") || has("<") {
                throw PatternMistake(text: "looking ahead or behind")
            } else if has("P=") || has(">") || has("(") {
                throw PatternMistake(text: "references, atomic groups or conditions")
            } else if try readFlags() {
                return nil
            } else {
                isFlagged = true
            }
        } else {
            groups += 1
            number = groups
        }
        let inner = try alternatives()
        guard skip(")") else { throw PatternMistake(text: "a parenthesis that is not closed") }
        if isFlagged { flags = outer }
        return number.map { .group(inner, number: $0) } ?? inner
    }

    private mutating func named() throws(PatternMistake) -> Int {
        guard let close = source[index...].firstIndex(of: ">") else {
            throw PatternMistake(text: "a group's name that is not closed")
        }
        groups += 1
        names[String(String.UnicodeScalarView(source[index..<close]))] = groups
        index = close + 1
        return groups
    }

    /// Reads `(?i)`, which counts from here on, or `(?i:`, of which the group follows and for which alone it counts.
    private mutating func readFlags() throws(PatternMistake) -> Bool {
        while let scalar = next, scalar != ")", scalar != ":" {
            index += 1
            switch scalar {
            case "i": flags.ignoresCase = true
            case "s": flags.isDotAll = true
            case "m": flags.isMultiline = true
            case "u", "a", "L": break
            default: throw PatternMistake(text: "the flag \(scalar)")
            }
        }
        guard let end = next else { throw PatternMistake(text: "a parenthesis that is not closed") }
        index += 1
        return end == ")"
    }

    private mutating func escaped() throws(PatternMistake) -> PatternTree {
        guard let scalar = next else { throw PatternMistake(text: "a backslash at the end") }
        switch scalar {
        case "b", "B":
            index += 1
            return .assert(scalar == "b" ? .boundary : .noBoundary)
        case "A", "Z", "z":
            index += 1
            return .assert(scalar == "A" ? .start : .end)
        case "1"..."9": throw PatternMistake(text: "references to groups")
        default: return one([try escapedPart()])
        }
    }

    private mutating func escapedPart() throws(PatternMistake) -> PatternClass.Part {
        guard let scalar = next else { throw PatternMistake(text: "a backslash at the end") }
        index += 1
        switch scalar {
        case "d", "D": return .digit(scalar == "d")
        case "w", "W": return .word(scalar == "w")
        case "s", "S": return .space(scalar == "s")
        case "n": return .range("\n", "\n")
        case "t": return .range("\t", "\t")
        case "r": return .range("\r", "\r")
        case "f", "v": return .range("\u{B}", "\u{C}")
        case "x", "u":
            let length = scalar == "x" ? 2 : 4
            let text = String(String.UnicodeScalarView(source[index...].prefix(length)))
            guard text.count == length, let code = UInt32(text, radix: 16), let named = Unicode.Scalar(code)
            else { throw PatternMistake(text: "a character's number that is none") }
            index += length
            return .range(named, named)
        default:
            guard !scalar.properties.isAlphabetic else { throw PatternMistake(text: "\\\(scalar)") }
            return .range(scalar, scalar)
        }
    }

    private mutating func characterClass() throws(PatternMistake) -> PatternClass {
        var made = PatternClass(parts: [], ignoresCase: flags.ignoresCase)
        made.isNegated = skip("^")
        var isFirst = true
        while let scalar = next, scalar != "]" || isFirst {
            isFirst = false
            index += 1
            let part: PatternClass.Part = scalar == "\\" ? try escapedPart() : .range(scalar, scalar)
            guard case .range(let low, _) = part, has("-"), index + 1 < source.count, source[index + 1] != "]"
            else {
                made.parts.append(part)
                continue
            }
            index += 1
            guard let last = next else { break }
            index += 1
            let end: PatternClass.Part = last == "\\" ? try escapedPart() : .range(last, last)
            guard case .range(let high, _) = end, low <= high else {
                throw PatternMistake(text: "a range of characters that runs backwards")
            }
            made.parts.append(.range(low, high))
        }
        guard skip("]") else { throw PatternMistake(text: "a bracket that is not closed") }
        return made
    }
}
