public import Domain

/// A place in the words of a document that a person moves about, to say "these words are the value".
public struct WordPointer: Sendable {
    private let words: PageWords
    private var run = 0
    private var word = 0
    private var anchor: Int?

    /// Points at the first word; near a place, where one is given.
    public init(_ words: PageWords, near region: Region? = nil) {
        self.words = words
        guard let region else { return }
        let found = words.runs.indices.min { left, right in
            distance(to: region, from: left) < distance(to: region, from: right)
        }
        run = found ?? 0
    }

    private func distance(to region: Region, from index: Int) -> Double {
        let run = words.runs[index]
        guard run.page == region.page, let first = run.words.first else { return .infinity }
        return abs(first.box.midY - region.box.midY) * 4 + abs(first.box.left - region.box.left)
    }

    /// Moves to another line by so many, to its first word.
    public mutating func moveLine(by count: Int) {
        run = max(0, min(words.runs.count - 1, run + count))
        word = 0
        anchor = nil
    }

    /// Moves along the line by so many words.
    public mutating func moveWord(by count: Int) {
        guard words.runs.indices.contains(run) else { return }
        word = max(0, min(words.runs[run].words.count - 1, word + count))
    }

    /// Begins or ends a stretch of words at the one pointed at.
    public mutating func toggleStretch() {
        anchor = anchor == nil ? word : nil
    }

    private var range: Range<Int> { min(word, anchor ?? word)..<(max(word, anchor ?? word) + 1) }

    /// The words pointed at, as a place; `nil` where there are none at all.
    public var region: Region? {
        words.runs.indices.contains(run) ? words.runs[run].region(range) : nil
    }

    /// The lines around, the words pointed at apart from what stands before and behind them.
    public func lines(around count: Int) -> [(before: String, pointed: String, after: String)] {
        let first = max(0, min(run - count / 2, words.runs.count - count))
        return words.runs.indices.dropFirst(first).prefix(count).map { index in
            let line = words.runs[index]
            guard index == run else { return (line.text(0..<line.words.count), "", "") }
            return (
                line.text(0..<range.lowerBound), line.text(range),
                line.text(range.upperBound..<line.words.count)
            )
        }
    }
}
