import Domain

/// Finds a pattern in a text with as few letters wrong, missing or too many as possible.
///
/// Bits of one machine word stand for all prefixes of the pattern at once (Myers, JACM 46, 1999), so that a page is
/// searched in one step a letter.
struct ApproximateSearch {
    /// Longest pattern, in bytes; of longer ones the beginning is looked for.
    static let maximumLength = 64

    /// Bytes of the pattern that are looked for.
    let length: Int
    private let masks: [UInt64]

    /// Where a pattern was found: how many letters are wrong, and the bytes it covers, about.
    struct Match: Hashable {
        var errors: Int
        var range: Range<Int>
    }

    /// Prepares a pattern; `nil` for an empty one.
    init?(_ pattern: [UInt8]) {
        guard !pattern.isEmpty else { return nil }
        length = min(pattern.count, Self.maximumLength)
        var masks = Array(repeating: UInt64(0), count: 256)
        for (index, byte) in pattern.prefix(length).enumerated() { masks[Int(byte)] |= 1 << UInt64(index) }
        self.masks = masks
    }

    /// The best place, the first of several alike; `nil` where more than `limit` letters are wrong everywhere.
    func best(in text: [UInt8], limit: Int) -> Match? {
        var positive = ~UInt64(0)
        var negative = UInt64(0)
        var errors = length
        let last = UInt64(1) << UInt64(length - 1)
        var best: (errors: Int, end: Int)?
        for (index, byte) in text.enumerated() {
            let equal = masks[Int(byte)]
            let vertical = equal | negative
            let horizontal = (((equal & positive) &+ positive) ^ positive) | equal
            var up = negative | ~(horizontal | positive)
            var down = positive & horizontal
            if up & last != 0 { errors += 1 }
            if down & last != 0 { errors -= 1 }
            up <<= 1
            down <<= 1
            positive = down | ~(vertical | up)
            negative = up & vertical
            if errors <= limit, errors < best?.errors ?? .max { best = (errors, index + 1) }
        }
        return best.map { Match(errors: $0.errors, range: max(0, $0.end - length)..<$0.end) }
    }
}

/// Runs of the words of a document as folded text, in which what is printed is looked for: lines, and blocks of lines.
struct FoldedRuns {
    /// Words that are read on without a break.
    struct Run {
        /// The page, as an index into the layouts.
        var page: Int
        /// Small plain letters and digits.
        var bytes: [UInt8]
        /// The word each byte is of, as an index into the page's words.
        var owners: [Int]
    }

    /// The runs.
    private(set) var runs: [Run] = []
    private let layouts: [PageLayout]
    /// All groups of four letters that occur, so that what is nowhere is not looked for everywhere.
    private var groups: Set<UInt32> = []

    init(_ layouts: [PageLayout]) {
        self.layouts = layouts
        for (page, layout) in layouts.enumerated() {
            for block in layout.blocks {
                add(block.segments.flatMap { layout.segments[$0].words }, page)
            }
            for line in layout.lines where line.segments.count > 1 { add(line.words, page) }
        }
    }

    private mutating func add(_ words: [Int], _ page: Int) {
        let text = LabelText(words.map { layouts[page].words[$0].text })
        guard !text.bytes.isEmpty else { return }
        var owners = Array(repeating: 0, count: text.bytes.count)
        for token in text.tokens {
            for place in token.range { owners[place] = words[token.word] }
        }
        runs.append(Run(page: page, bytes: text.bytes, owners: owners))
        groups.formUnion(Self.groups(of: text.bytes))
    }

    private static func groups(of bytes: [UInt8]) -> [UInt32] {
        guard bytes.count >= 4 else { return [] }
        return (0...(bytes.count - 4)).map { start in
            bytes[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// Whether a text may be here at all: all its groups of letters are where none may be misread, one where some may.
    private func mayHold(_ folded: [UInt8], exactly: Bool) -> Bool {
        let wanted = Self.groups(of: folded)
        if wanted.isEmpty || !exactly && folded.count < 12 { return true }
        return exactly ? wanted.allSatisfy(groups.contains) : wanted.contains(where: groups.contains)
    }

    /// Where a text is printed.
    struct Found {
        /// How many letters were read otherwise.
        var errors: Int
        /// The page, as an index.
        var page: Int
        /// Its words.
        var words: [Int]
    }

    /// The best place of a folded text; on recognised pages one letter in `each` may be misread.
    func place(of folded: [UInt8], oneWrongIn each: Int) -> Found? {
        let isExact = !layouts.contains(where: \.isRecognised)
        guard mayHold(folded, exactly: isExact), let search = ApproximateSearch(folded) else { return nil }
        var best: Found?
        for run in runs where run.bytes.count + folded.count / each >= search.length {
            let slack = layouts[run.page].isRecognised ? search.length / each : 0
            let limit = min(slack, (best?.errors ?? .max) - 1)
            guard limit >= 0, let match = search.best(in: run.bytes, limit: limit),
                beginsAndEndsWords(match, in: run)
            else { continue }
            best = Found(errors: match.errors, page: run.page, words: words(of: match, in: run))
            if match.errors == 0 { break }
        }
        return best
    }

    /// Whether what was found begins and ends about where words do: `ACME` is not in `PACEMENT`.
    private func beginsAndEndsWords(_ match: ApproximateSearch.Match, in run: Run) -> Bool {
        let end = match.range.upperBound
        let isEnd = end == run.bytes.count || run.owners[end] != run.owners[end - 1] || match.errors > 0
        let start = match.range.lowerBound
        let isStart = start == 0 || run.owners[start - 1] != run.owners[start] || match.errors > 0
        return isEnd && isStart
    }

    private func words(of match: ApproximateSearch.Match, in run: Run) -> [Int] {
        var words: [Int] = []
        for word in Set(run.owners[match.range]) {
            let inside = run.owners[match.range].count { $0 == word }
            if 2 * inside >= run.owners.count(where: { $0 == word }) { words.append(word) }
        }
        let order = Dictionary(run.owners.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        return words.sorted { order[$0, default: 0] < order[$1, default: 0] }
    }
}
