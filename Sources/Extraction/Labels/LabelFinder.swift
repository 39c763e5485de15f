package import Domain

/// A label found on a page.
package struct LabelHit: Sendable {
    /// All it may say.
    package var entries: [LabelEntry]
    /// The segment it stands in.
    package var segment: Int
    /// Its words, counted from the start of the segment.
    package var words: Range<Int>
    /// Whether a letter had to be overlooked.
    package var isFuzzy: Bool
    /// Whether its last word goes on after the label, as in `Total:12.00`.
    package var isGlued: Bool
    /// What follows the label in its last word, such as `4711` in `No:4711`; empty when nothing does.
    package var rest: String
    /// Where it stands.
    package var box: Box
    /// The words it stands in, as printed.
    package var text: String
}

/// Finds labels in the segments of a page.
struct LabelFinder {
    private static let maximumTokens = 9
    private let lexicon: Lexicon
    private let layout: PageLayout

    init(lexicon: Lexicon, layout: PageLayout) {
        self.lexicon = lexicon
        self.layout = layout
    }

    /// The labels of the page in reading order; the longest at each place, none over another.
    func hits() -> [LabelHit] {
        layout.segments.indices.flatMap(hits(in:))
    }

    private func hits(in segment: Int) -> [LabelHit] {
        let words = layout.segments[segment].words
        let text = LabelText(words.map { layout.words[$0].text })
        var found: [LabelHit] = []
        var start = 0
        while start < text.tokens.count {
            guard text.tokens[start].mayBegin,
                let label = longest(in: text, from: start) ?? compound(in: text, from: start)
            else {
                start += 1
                continue
            }
            let match = withNumberWord(label, text)
            let range = text.tokens[start].word..<(text.tokens[match.end].word + 1)
            // A word with an underscore is a value, however near a label it comes.
            if match.isFuzzy, words[range].contains(where: { layout.words[$0].text.contains("_") }) {
                start += 1
                continue
            }
            found.append(
                LabelHit(
                    entries: match.entries, segment: segment, words: range, isFuzzy: match.isFuzzy,
                    isGlued: text.tokens[match.end].isFollowed,
                    rest: rest(of: layout.words[words[range.upperBound - 1]].text, text.tokens[match.end]),
                    box: layout.words.box(around: words[range]),
                    text: words[range].map { layout.words[$0].text }.joined(separator: " ")))
            start = match.end + 1
        }
        return found
    }

    private static let numberWords: Set<[UInt8]> = Set(
        ["no", "nr", "number", "nummer", "num", "numero", "n"].map { Array($0.utf8) })

    /// The label with a word for `number` right behind it, which is of it: `Registered in England No. 4711`.
    private func withNumberWord(_ match: Match, _ text: LabelText) -> Match {
        let next = match.end + 1
        guard next < text.tokens.count, !text.tokens[match.end].isFollowed,
            text.tokens[next].word > text.tokens[match.end].word, text.tokens[next].mayEnd,
            Self.numberWords.contains(Array(text.bytes[text.tokens[next].range])),
            match.entries.contains(where: {
                $0.strength == .strong && $0.length > 3 && ClaimType($0.role) == .number
            })
        else { return match }
        return (next, match.entries, match.isFuzzy)
    }

    private func rest(of word: String, _ token: LabelText.Token) -> String {
        guard token.isFollowed else { return "" }
        return String(String.UnicodeScalarView(word.unicodeScalars.dropFirst(token.end)))
    }

    private typealias Match = (end: Int, entries: [LabelEntry], isFuzzy: Bool)

    /// The longest label; one with a letter misread where it is longer than any without:
    /// `Total sales (lnclusive of GST)` is not `Total sales`.
    private func longest(in text: LabelText, from start: Int) -> Match? {
        let last = min(text.tokens.count, start + Self.maximumTokens) - 1
        let exact = longestExact(in: text, from: start, last)
        guard layout.isRecognised else { return exact }
        // With a letter more, a label is not longer: the R of `Rechnungsnummer: R4711` is the number's.
        let least =
            exact.map { text.tokens[$0.end].range.upperBound - text.tokens[start].range.lowerBound + 4 } ?? 0
        for end in stride(from: min(last, start + 4), to: exact?.end ?? start - 1, by: -1)
        where mayEnd(text, from: start, at: end) {
            let range = text.tokens[start].range.lowerBound..<text.tokens[end].range.upperBound
            guard range.count >= least else { break }
            let entries = lexicon.entries(near: text.bytes[range]).filter { $0.length >= least }
            if !entries.isEmpty { return (end, entries, true) }
        }
        return exact
    }

    private func longestExact(in text: LabelText, from start: Int, _ last: Int) -> Match? {
        for end in stride(from: last, through: start, by: -1) where mayEnd(text, from: start, at: end) {
            let range = text.tokens[start].range.lowerBound..<text.tokens[end].range.upperBound
            guard range.count <= Lexicon.maximumLength else { continue }
            let entries = lexicon.entries(for: text.bytes[range])
            if !entries.isEmpty { return (end, entries, false) }
        }
        return nil
    }

    /// A label at the end of a compound, such as the second half of `Mietrechnung`.
    private func compound(in text: LabelText, from start: Int) -> Match? {
        let head = text.tokens[start].range
        guard head.count >= 11 else { return nil }
        let last = min(text.tokens.count, start + 3) - 1
        for begin in (head.lowerBound + 3)..<(head.upperBound - 7) {
            for end in stride(from: last, through: start, by: -1) where mayEnd(text, from: start, at: end) {
                let range = begin..<text.tokens[end].range.upperBound
                guard range.count <= Lexicon.maximumLength else { continue }
                let entries = lexicon.entries(for: text.bytes[range]).filter { $0.length >= 8 }
                if !entries.isEmpty { return (end, entries, false) }
            }
        }
        return nil
    }

    /// A short label is not cut out of a number: `INV04410` is no `INV`.
    private func mayEnd(_ text: LabelText, from start: Int, at end: Int) -> Bool {
        let token = text.tokens[end]
        guard token.mayEnd else { return false }
        let next = end + 1
        guard token.isFollowed, next < text.tokens.count, text.tokens[next].word == token.word,
            text.tokens[next].range.lowerBound == token.range.upperBound
        else { return true }
        // The word goes on: with a separator any label may end here, without one only a long one.
        let length = token.range.upperBound - text.tokens[start].range.lowerBound
        return length >= 5 || token.isSeparated
    }
}
