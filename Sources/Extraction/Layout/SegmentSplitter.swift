import Domain

/// Splits lines where the gap between two words is wider than a space, or where a printed line stands in it.
struct SegmentSplitter {
    /// Median height of the words in points.
    let bodyHeight: Double
    private let words: [Word]
    private let bars: [Box]
    private let usualGap: Double

    init(words: [Word], rulings: [Ruling], lines: [[Int]]) {
        self.words = words
        bars = rulings.filter { !$0.isHorizontal }.map(\.box)
        bodyHeight = Self.median(of: words.map(\.box.height)) ?? 10
        var gaps: [Double] = []
        for line in lines {
            for (one, next) in zip(line, line.dropFirst()) {
                let gap = words[next].box.left - words[one].box.right
                if gap > 0, gap < 1.5 * max(words[one].box.height, words[next].box.height) {
                    gaps.append(gap)
                }
            }
        }
        usualGap = Self.median(of: gaps) ?? 0
    }

    /// The runs of words without a wide gap.
    func split(_ line: [Int]) -> [[Int]] {
        guard let first = line.first else { return [] }
        var runs: [[Int]] = [[first]]
        let size = line.map { words[$0].box.height }.sorted()[line.count * 3 / 4]
        for (one, next) in zip(line, line.dropFirst()) {
            if isApart(words[one].box, words[next].box, size: size) {
                runs.append([next])
            } else {
                runs[runs.count - 1].append(next)
            }
        }
        return runs
    }

    private func isApart(_ one: Box, _ next: Box, size: Double) -> Bool {
        let gap = next.left - one.right
        let height = min(size, max(one.height, next.height, bodyHeight * 0.8))
        if gap > max(1.15 * height, min(2.3 * usualGap, 2 * height)) { return true }
        guard gap > -1 else { return false }
        let middle = (one.midY + next.midY) / 2
        return bars.contains {
            $0.midX > one.right - 1 && $0.midX < next.left + 1 && $0.top < middle && $0.bottom > middle
        }
    }

    private static func median(of values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
