import Domain

/// A page with its layout, its labels and its typed values.
struct ReadPage {
    let layout: PageLayout
    /// Labels, in reading order.
    var hits: [LabelHit]
    /// Values, in reading order.
    let values: [PageValue]
    /// Which values stand in which segment.
    let valuesOfSegment: [Range<Int>]
    /// Which labels stand in which segment.
    private(set) var hitsOfSegment: [Range<Int>] = []

    init(layout: PageLayout, lexicon: Lexicon) {
        self.layout = layout
        hits = LabelFinder(lexicon: lexicon, layout: layout).hits()
        var values: [PageValue] = []
        valuesOfSegment = layout.segments.indices.map { segment in
            let start = values.count
            values += PageValue.scan(segment, of: layout)
            return start..<values.count
        }
        self.values = values
        indexHits()
    }

    /// Keeps only the meanings of labels that `isMeant` accepts, and labels that still have one.
    mutating func keepEntries(where isMeant: (LabelEntry) -> Bool) {
        hits = hits.compactMap { hit in
            var hit = hit
            hit.entries = hit.entries.filter(isMeant)
            return hit.entries.isEmpty ? nil : hit
        }
        indexHits()
    }

    private mutating func indexHits() {
        var next = 0
        hitsOfSegment = layout.segments.indices.map { segment in
            let start = next
            while next < hits.count, hits[next].segment == segment { next += 1 }
            return start..<next
        }
    }

    /// Where a value stands.
    func region(of value: Int) -> Region {
        Region(page: layout.number, box: values[value].box)
    }

    /// The words of a segment as printed.
    func texts(of segment: Int) -> [String] {
        layout.segments[segment].words.map { layout.words[$0].text }
    }
}

/// A typed value on a page.
struct PageValue {
    enum Kind {
        case number(NumberToken)
        case date(DateToken)
        case identifier(IdentifierToken)
    }

    let kind: Kind
    /// The segment it stands in.
    let segment: Int
    /// Its words, counted from the start of the segment.
    let words: Range<Int>
    let box: Box
    let raw: String

    /// The values of a segment from left to right.
    static func scan(_ segment: Int, of layout: PageLayout) -> [PageValue] {
        let indices = layout.segments[segment].words
        let words = indices.map { layout.words[$0] }
        guard words.contains(where: mayHoldValue) else { return [] }
        func value(_ kind: Kind, _ range: Range<Int>, _ raw: String) -> PageValue {
            PageValue(
                kind: kind, segment: segment, words: range,
                box: layout.words.box(around: indices[range]), raw: raw)
        }
        let dates = Dates.scan(words)
        let identifiers = Identifiers.scan(words).filter { token in
            !dates.contains { $0.words.overlaps(token.words) }
        }
        let codes = codes(in: words, besides: dates.map(\.words) + identifiers.map(\.words))
        let taken = dates.map(\.words) + identifiers.filter { $0.kind != .number }.map(\.words)
        let numbers = Numbers.scan(words).filter { token in !taken.contains { $0.overlaps(token.words) } }
        let found =
            dates.map { value(.date($0), $0.words, $0.raw) }
            + identifiers.map { value(.identifier($0), $0.words, $0.raw) }
            + codes.map { value(.identifier($0), $0.words, $0.raw) }
            + numbers.map { value(.number($0), $0.words, $0.raw) }
        return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Whether a word has a sign or digit, or is in capitals as long as a bank's code: `BIC DEUTDEFF`.
    private static func mayHoldValue(_ word: Word) -> Bool {
        let bytes = word.text.utf8
        return bytes.contains { $0 < 64 || $0 > 127 }
            || (bytes.count == 8 || bytes.count == 11) && bytes.allSatisfy(PlainBytes.isCapital)
    }

    /// Words with a digit that no scanner took: short numbers, numbers with unusual signs.
    private static func codes(in words: [Word], besides taken: [Range<Int>]) -> [IdentifierToken] {
        words.indices.compactMap { index in
            guard !taken.contains(where: { $0.contains(index) }) else { return nil }
            let text = words[index].text.trimmingSigns()
            guard text.utf8.contains(where: PlainBytes.isDigit), text.utf8.count <= 30, !text.contains("%")
            else {
                return nil
            }
            return IdentifierToken(
                kind: .number, value: text, words: index..<(index + 1), raw: words[index].text)
        }
    }
}
