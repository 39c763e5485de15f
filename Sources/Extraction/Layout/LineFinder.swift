package import Domain

/// Gathers words into lines, from left to right, so that a line may climb or fall a little.
///
/// What a page's lines are, and in which order they are read, is settled here for text and values alike.
package struct LineFinder {
    private let words: [Word]

    /// Takes the words of a page, in any order.
    package init(words: [Word]) {
        self.words = words
    }

    /// Indices of the words of each line from left to right; lines from top to bottom.
    ///
    /// Words that run up or down an edge of the page, such as who printed the form, are of no line.
    package func lines() -> [[Int]] {
        var open: [[Int]] = []
        for index in words.indices.filter({ !words[$0].isSteep }).sorted(by: isLeft) {
            if let line = bestLine(for: words[index], among: open) {
                open[line].append(index)
            } else {
                open.append([index])
            }
        }
        return open.sorted { middle(of: $0) < middle(of: $1) }
    }

    /// Indices of the words that run up or down the page, in the order they came, each column by itself.
    package func columns() -> [[Int]] {
        var columns: [[Int]] = []
        for index in words.indices where words[index].isSteep {
            if let last = columns.last?.last,
                words[last].box.horizontalOverlap(words[index].box) * 2
                    > min(words[last].box.width, words[index].box.width)
            {
                columns[columns.count - 1].append(index)
            } else {
                columns.append([index])
            }
        }
        return columns
    }

    private func isLeft(_ one: Int, _ other: Int) -> Bool {
        let left = words[one].box
        let right = words[other].box
        return (left.left, left.top, one) < (right.left, right.top, other)
    }

    /// The line whose end the word continues best; `nil` when it starts a line of its own.
    private func bestLine(for word: Word, among open: [[Int]]) -> Int? {
        var best: (line: Int, offset: Double)?
        for (line, members) in open.enumerated() {
            guard let tail = tail(of: members), let offset = offset(of: word, from: tail) else { continue }
            if offset < best?.offset ?? .infinity { best = (line, offset) }
        }
        return best?.line
    }

    /// The last word of a line that has letters or digits; a dot or dash says little about where the line runs.
    private func tail(of members: [Int]) -> Word? {
        let solid = members.last { hasBody(words[$0]) } ?? members.last
        return solid.map { words[$0] }
    }

    /// How far off the line's run the word stands, in line heights; `nil` when it is not of that line.
    private func offset(of word: Word, from tail: Word) -> Double? {
        let shared = word.box.verticalOverlap(tail.box)
        guard shared > 0 else { return nil }
        let low = max(0.1, min(word.box.height, tail.box.height))
        if !hasBody(word) || !hasBody(tail) {
            guard shared >= 0.4 * low else { return nil }
        } else {
            guard shared >= 0.5 * low, abs(word.box.midY - tail.box.midY) <= 0.6 * low else { return nil }
        }
        let overlap = tail.box.horizontalOverlap(word.box)
        guard overlap < 0.6 * min(tail.box.width, word.box.width) || overlap < 1 else { return nil }
        return abs(word.box.midY - tail.box.midY) / max(word.box.height, tail.box.height, 0.1)
            + max(0, word.box.left - tail.box.right) / 2000
    }

    private func hasBody(_ word: Word) -> Bool {
        word.text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private func middle(of line: [Int]) -> Double {
        line.reduce(0) { $0 + words[$1].box.midY } / Double(line.count)
    }
}

extension Word {
    /// Whether it runs up or down the page rather than across.
    fileprivate var isSteep: Bool {
        guard let quad else { return false }
        return abs(quad.topRight.y - quad.topLeft.y) > abs(quad.topRight.x - quad.topLeft.x)
    }
}
