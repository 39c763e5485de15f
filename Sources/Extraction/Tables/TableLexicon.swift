/// What a column of a line table holds.
public enum ColumnKind: String, Hashable, Sendable, CaseIterable {
    case position, article, description, quantity
    /// The quantity that is billed where several are printed: ordered, delivered, billed.
    case billedQuantity
    case unit, unitPrice, priceBase, discount, taxRate, taxAmount, lineTotal
    /// The line with tax.
    case grossTotal
    /// A date or status: nothing the line is made of.
    case other
}

/// The phrases that stand over the columns of line tables and beside sums, of all languages at once.
public struct TableLexicon: Hashable, Sendable {
    /// A phrase with what it says.
    struct Phrase: Hashable, Sendable {
        var words: [[UInt8]]
        var kind: ColumnKind?
        var length: Int
    }

    /// Phrases by their first word, longest first.
    private var phrases: [[UInt8]: [Phrase]] = [:]
    /// Beginnings of lines that carry a sum from one page to the next.
    private var carried: Set<[[UInt8]]> = []

    /// Makes a lexicon from the phrases of each kind of column, those that begin lines of sums, and those that
    /// begin lines on which a sum is carried over to the next page.
    public init(columns: [ColumnKind: [String]], sums: [String], carried: [String] = []) {
        for (kind, texts) in columns {
            for text in texts { add(text, kind) }
        }
        for text in sums + carried { add(text, nil) }
        self.carried = Set(carried.map(Self.words))
        for key in phrases.keys {
            phrases[key]?.sort { ($0.length, $0.kind?.rawValue ?? "") > ($1.length, $1.kind?.rawValue ?? "") }
        }
    }

    private mutating func add(_ text: String, _ kind: ColumnKind?) {
        let words = Self.words(of: text)
        guard let first = words.first else { return }
        phrases[first, default: []].append(
            Phrase(words: words, kind: kind, length: words.reduce(0) { $0 + $1.count }))
    }

    /// The words of a text as they are compared: plain small letters and digits, `#` and `%`.
    static func words(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in PlainBytes.lowercased(text) {
            if PlainBytes.isLetter(byte) || PlainBytes.isDigit(byte) {
                word.append(byte)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = []
            if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") { words.append([byte]) }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// A phrase found in a run of words.
    struct Hit {
        var kind: ColumnKind
        /// Words it covers.
        var words: Range<Int>
        /// Letters of the phrase.
        var length: Int
    }

    /// The column phrases in a run of words, left to right, the longest at each place.
    func columnHits(in words: [[UInt8]]) -> [Hit] {
        var hits: [Hit] = []
        var index = 0
        while index < words.count {
            if let phrase = match(words, at: index, isSum: false), let kind = phrase.kind {
                hits.append(
                    Hit(kind: kind, words: index..<(index + phrase.words.count), length: phrase.length))
                index += phrase.words.count
            } else {
                index += 1
            }
        }
        return hits
    }

    /// Whether the words begin like a line of sums: how many words the phrase takes, 0 when they do not.
    func sumLength(of words: [[UInt8]]) -> Int {
        guard !words.isEmpty else { return 0 }
        return match(words, at: 0, isSum: true)?.words.count ?? 0
    }

    /// Whether the words begin with a phrase for a sum that is carried over.
    func isCarried(_ words: [[UInt8]]) -> Bool {
        (1...3).contains { carried.contains(Array(words.prefix($0))) }
    }

    private func match(_ words: [[UInt8]], at index: Int, isSum: Bool) -> Phrase? {
        var best: Phrase?
        for phrase in phrases[words[index]] ?? [] where (phrase.kind == nil) == isSum {
            guard phrase.length > best?.length ?? 0, index + phrase.words.count <= words.count else {
                continue
            }
            if zip(phrase.words, words[index...]).allSatisfy(==) { best = phrase }
        }
        return best
    }
}
