/// A regular expression as templates of other programs hold them, matched without going back: the time is bounded by
/// text × pattern whatever either holds.
///
/// Letters, classes, groups, alternatives and counts are understood, also lazy ones; looking ahead or behind and
/// references to groups are not.
public struct Pattern: Hashable, Sendable {
    /// Most steps of a pattern, repeats written out.
    static let maximumSteps = 4000
    /// Most steps taken on one text; a match not found by then is not looked for any longer.
    static let maximumWork = 30_000_000

    let steps: [PatternStep]
    /// Numbers of the named groups.
    package let names: [String: Int]
    /// How many groups there are; group 0 is the whole match.
    package let groups: Int

    /// Reads a pattern.
    ///
    /// - Throws: what of it cannot be understood.
    public init(_ source: String) throws(PatternMistake) {
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var program = PatternProgram()
        try program.compile(tree)
        steps = program.steps
        names = parser.names
        groups = parser.groups + 1
    }

    /// A match: where each group stands, `nil` for one that takes no part.
    package struct Match: Hashable, Sendable {
        /// The groups; the first is the whole match.
        package var groups: [Range<Int>?]
    }

    /// The first match in a text; `nil` for none.
    package func firstMatch(in text: [Unicode.Scalar]) -> Match? {
        var machine = PatternMachine(steps: steps, groups: groups, text: text)
        return machine.run().map { Match(groups: $0) }
    }

    /// Whether the pattern occurs in a text.
    package func occurs(in text: [Unicode.Scalar]) -> Bool { firstMatch(in: text) != nil }
}

/// What of a pattern cannot be understood, for people.
public struct PatternMistake: Error, Hashable, Sendable {
    /// What it is: `looking ahead or behind`.
    public var text: String
}

/// One step of a compiled pattern.
enum PatternStep: Hashable, Sendable {
    case one(PatternClass)
    case assert(PatternAssertion)
    /// Goes on at both, the first one first.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case match
}

/// A place between characters.
enum PatternAssertion: Hashable, Sendable {
    /// `lastEnd` is the end, also before a line end that ends the text.
    case start, end, lastEnd, lineStart, lineEnd, boundary, noBoundary

    func holds(at index: Int, in text: [Unicode.Scalar]) -> Bool {
        switch self {
        case .start: return index == 0
        case .end: return index == text.count
        case .lastEnd: return index == text.count || index == text.count - 1 && text[index] == "\n"
        case .lineStart: return index == 0 || text[index - 1] == "\n"
        case .lineEnd: return index == text.count || text[index] == "\n"
        case .boundary, .noBoundary:
            let before = index > 0 && PatternClass.isWord(text[index - 1])
            let after = index < text.count && PatternClass.isWord(text[index])
            return (before != after) == (self == .boundary)
        }
    }
}

/// A class of characters.
struct PatternClass: Hashable, Sendable {
    /// A part of a class.
    enum Part: Hashable, Sendable {
        case range(Unicode.Scalar, Unicode.Scalar)
        case digit(Bool), word(Bool), space(Bool)
        case any, anyButLineEnd
    }

    var parts: [Part]
    var isNegated = false
    var ignoresCase = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var isIn = parts.contains { Self.isIn($0, scalar) }
        if !isIn, ignoresCase {
            let others = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
            isIn = others.contains { other in
                other.unicodeScalars.count == 1
                    && other.unicodeScalars.contains { changed in parts.contains { Self.isIn($0, changed) } }
            }
        }
        return isIn != isNegated
    }

    private static func isIn(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
        switch part {
        case .range(let low, let high): low <= scalar && scalar <= high
        case .digit(let wanted): ("0"..."9").contains(scalar) == wanted
        case .word(let wanted): isWord(scalar) == wanted
        case .space(let wanted): scalar.properties.isWhitespace == wanted
        case .any: true
        case .anyButLineEnd: scalar != "\n"
        }
    }

    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
    }
}
