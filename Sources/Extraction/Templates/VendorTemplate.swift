public import Domain

/// How the documents of one vendor are read: by what they are known, and where their values stand.
///
/// Templates are YAML in `models/vendors`, made to be read and edited by people.
public struct VendorTemplate: Hashable, Sendable {
    /// Its name, for `vouch why`.
    public var name: String
    /// Tax ids of the vendor; one on the document is enough.
    public var vatIDs: [String]
    /// Accounts of the vendor; one on the document is enough.
    public var ibans: [String]
    /// Phrases that must all be on the document, where neither tax id nor account is found.
    public var phrases: [String]
    /// Patterns that must all occur in the text, together with the phrases.
    public var patterns: [Pattern] = []
    /// Patterns none of which may occur.
    public var unless: [Pattern] = []
    /// The sign before fractions, where the document's own numbers are not to be asked.
    public var decimalMark: DecimalMark?
    /// The order of day and month, where the document's own dates are not to be asked.
    public var dateOrder: DateOrder?
    /// Whether patterns are looked for in the text without the spaces between words.
    public var isCompact = false
    /// What else the vendor is known by, several together.
    public var signs = VendorSigns()
    /// What it was learnt from; `nil` for one that a person wrote.
    public var learned: Learned?
    /// Where the values of a field stand, the first rule that fires counts; of learnt ones all count together.
    public var rules: [FieldName: [Rule]]

    /// Makes a template.
    public init(
        name: String, vatIDs: [String] = [], ibans: [String] = [], phrases: [String] = [],
        rules: [FieldName: [Rule]] = [:]
    ) {
        self.name = name
        self.vatIDs = vatIDs
        self.ibans = ibans
        self.phrases = phrases
        self.rules = rules
    }

    /// The place that is all of a page: a value there must be the only one of its shape.
    public static let wholePage = Box(left: 0, top: 0, right: 1, bottom: 1)

    /// What a template was learnt from.
    public struct Learned: Hashable, Sendable {
        /// The documents that people confirmed or corrected, by number or name.
        public var documents: [String]

        /// Makes an entry.
        public init(documents: [String]) { self.documents = documents }
    }

    /// One way to find a value.
    public struct Rule: Hashable, Sendable {
        /// Where the value stands.
        public var position: Position
        /// What the value looks like, see `ValueShape`; `nil` for anything of the field's type.
        public var shape: String?
        /// The page it stands on, from 1, −1 for the last; `nil` for any.
        public var page: Int?
        /// The group of a pattern that is the value; `nil` for the first one, or the whole where there is none.
        public var group: String?
        /// Which of several values there it is: 1 the first, −1 the last; `nil` for the first.
        public var take: Int?
        /// On how many documents it was seen to find the right value, where it was learnt.
        public var right: Int?
        /// Whether the field was read right without it: then it counts little beside what the page itself says.
        public var isHint = false
        /// Whether the value stood elsewhere, too, on the document it was learnt from: then it may be the wrong place.
        public var isDoubtful = false

        /// Makes a rule.
        public init(
            position: Position, shape: String? = nil, page: Int? = nil, group: String? = nil,
            take: Int? = nil, right: Int? = nil, isHint: Bool = false, isDoubtful: Bool = false
        ) {
            self.position = position
            self.shape = shape
            self.page = page
            self.group = group
            self.take = take
            self.right = right
            self.isHint = isHint
            self.isDoubtful = isDoubtful
        }
    }

    /// Where a value stands, or does not.
    public enum Position: Hashable, Sendable {
        /// Behind the anchor's words on the same line.
        case rightOf(String)
        /// Under the anchor's words, at most four lines lower.
        case below(String)
        /// Inside a rectangle, in fractions of the page's width and height.
        case region(Box)
        /// The value is always the same.
        case fixed(String)
        /// Where a regular expression matches the document's text.
        case pattern(Pattern)
        /// The value is this one where it is printed, also with letters misread.
        case printed(String)
        /// Nowhere beside this label: what stands there is something else.
        case notBeside(String)
        /// Nowhere: the vendor's documents do not have the field, and nothing is concluded for it.
        case absent
    }
}

extension VendorTemplate.Rule {
    /// Whether the rule names a place, or a value that holds everywhere.
    var isPlaced: Bool {
        switch position {
        case .rightOf, .below, .region, .fixed, .pattern: true
        case .printed, .notBeside, .absent: false
        }
    }
}

/// What became of one rule of a template.
struct TemplateTrace: Hashable, Sendable {
    /// The template.
    let template: String
    /// The field; `nil` for the template as a whole.
    let field: FieldName?
    /// What happened, in words: the value, or why not.
    let outcome: String
    /// Whether it fired.
    let fired: Bool
}

/// A simple picture of a value.
///
/// `9` is a digit, `A` a letter, `X` either, `+` after one of them means one or more, all else stands as it is.
enum ValueShape {
    /// Whether the whole text looks like the shape.
    static func matches(_ shape: String, _ text: String) -> Bool {
        matches(Array(PlainBytes.of(shape)), 0, Array(PlainBytes.of(text)), 0)
    }

    private static func matches(_ shape: [UInt8], _ at: Int, _ text: [UInt8], _ position: Int) -> Bool {
        guard at < shape.count else { return position == text.count }
        let isRun = at + 1 < shape.count && shape[at + 1] == UInt8(ascii: "+") && isClass(shape[at])
        guard position < text.count, fits(shape[at], text[position]) else { return false }
        guard isRun else { return matches(shape, at + 1, text, position + 1) }
        var end = position + 1
        while end < text.count, fits(shape[at], text[end]) { end += 1 }
        // Runs are greedy, and the next place of a shape is another class: no way back is needed but the last.
        return stride(from: end, to: position, by: -1).contains { matches(shape, at + 2, text, $0) }
    }

    /// Whether hardly anything else on a page has the shape: long, and not of digits alone.
    static func isDistinctive(_ shape: String) -> Bool {
        shape.utf8.count >= 6 && shape.utf8.contains { $0 != UInt8(ascii: "9") }
            && shape.utf8.count(where: { $0 == UInt8(ascii: "9") }) >= 3
    }

    /// The shape with all runs of any length: `RE-9+` of `RE-9999`.
    static func ofAnyLength(_ shape: String) -> String {
        var loose: [UInt8] = []
        for byte in shape.utf8 where byte != UInt8(ascii: "+") {
            if loose.suffix(2) == [byte, UInt8(ascii: "+")], isClass(byte) { continue }
            loose.append(byte)
            if isClass(byte) { loose.append(UInt8(ascii: "+")) }
        }
        return String(decoding: loose, as: UTF8.self)
    }

    private static func isClass(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "9") || byte == UInt8(ascii: "A") || byte == UInt8(ascii: "X")
    }

    private static func fits(_ shape: UInt8, _ byte: UInt8) -> Bool {
        switch shape {
        case UInt8(ascii: "9"): PlainBytes.isDigit(byte)
        case UInt8(ascii: "A"): PlainBytes.isLetter(byte)
        case UInt8(ascii: "X"): PlainBytes.isDigit(byte) || PlainBytes.isLetter(byte)
        default: shape == byte
        }
    }
}
