internal import CLeptonica
import Glibc

/// Looks for two pages that lie side by side on one picture, as two sheets on one glass do.
///
/// Only what is certain counts: a picture twice as wide as a page, a strip without print down its middle from top to
/// bottom, a block of text on either side of it, and rows of text that do not go on across it as those of a table do.
struct SpreadSearch {
    /// Width over height of a picture that may hold two pages side by side.
    static let shapes = 1.2...1.7
    /// Where the strip's middle may lie, in shares of the width, and how wide it must be.
    private static let middles = 0.44...0.56, leastStrip = 0.03
    /// Share of a column's height that specks may blacken.
    private static let specks = 0.003
    /// Share of all ink that either side must have, and of its width that its text must span.
    private static let leastInk = 0.15, leastSpan = 0.55
    /// Rows of text either side must have, and the share of them that may stand level with one of the other side.
    private static let leastRows = 8, mostLevel = 0.75

    /// The share of the width at which the two pages part; `nil` where there are not two.
    static func fold(in lines: borrowing LinePicture, direction: TextDirection) -> Double? {
        let isOnItsSide = direction.quarterTurns % 2 == 1
        let (wide, high) = (Double(lines.image.width), Double(lines.image.height))
        guard shapes.contains(isOnItsSide ? high / wide : wide / high), abs(direction.skew) < 5,
            let turned = lines.image.turned(byQuarters: direction.quarterTurns),
            let level = turned.levelled(from: direction.skew),
            let fold = strip(
                in: counts(level, byColumn: true), height: level.height, skew: direction.skew),
            let left = level.left(of: fold), let right = level.right(of: fold), isPage(left), isPage(right)
        else { return nil }
        guard min(left.inkShare, right.inkShare) >= leastInk * (left.inkShare + right.inkShare) else {
            return nil
        }
        let (one, other) = (rows(of: left), rows(of: right))
        guard min(one.count, other.count) >= leastRows else { return nil }
        return Double(levelRows(one, other)) <= mostLevel * Double(min(one.count, other.count)) ? fold : nil
    }

    private static func counts(_ image: borrowing PixelImage, byColumn: Bool) -> [Int] {
        var counted = byColumn ? pixCountByColumn(image.pix, nil) : pixCountByRow(image.pix, nil)
        defer { numaDestroy(&counted) }
        return (0..<numaGetCount(counted)).map { place in
            var value: Int32 = 0
            numaGetIValue(counted, place, &value)
            return Int(value)
        }
    }

    /// The middle of the widest empty strip about the middle, in shares of the width.
    ///
    /// The picture itself is parted from top to bottom, however askew it lies: the strip is wide enough for that.
    private static func strip(in columns: [Int], height: Int, skew: Double) -> Double? {
        let width = Double(columns.count)
        var best = 0..<0
        var start = 0
        for (place, count) in (columns + [.max]).enumerated() where Double(count) > specks * Double(height) {
            let isNear = middles.contains(Double(start + place) / 2 / width)
            if isNear, place - start > best.count { best = start..<place }
            start = place + 1
        }
        let drift = Double(height) * abs(tan(skew * .pi / 180))
        guard Double(best.count) >= leastStrip * width + drift else { return nil }
        return Double(best.lowerBound + best.upperBound) / 2 / width
    }

    /// Whether one side holds a block of text as wide as a page's.
    private static func isPage(_ side: borrowing PixelImage) -> Bool {
        let columns = counts(side, byColumn: true)
        guard let first = columns.firstIndex(where: { $0 > 0 }),
            let last = columns.lastIndex(where: { $0 > 0 })
        else { return false }
        return Double(last - first) >= leastSpan * Double(columns.count) && side.inkShare > 0.001
    }

    /// The rows of text of one side, top to bottom.
    private static func rows(of side: borrowing PixelImage) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start: Int?
        for (place, count) in (counts(side, byColumn: false) + [0]).enumerated() {
            if count > 1 {
                start = start ?? place
            } else if let first = start {
                if place - first >= 2 { rows.append(first..<place) }
                start = nil
            }
        }
        return rows
    }

    /// How many rows of one side stand level with a row of the other, top and bottom.
    private static func levelRows(_ one: [Range<Int>], _ other: [Range<Int>]) -> Int {
        let (few, many) = one.count <= other.count ? (one, other) : (other, one)
        return few.count { row in
            let slack = max(1, row.count / 4)
            return many.contains {
                abs($0.lowerBound - row.lowerBound) <= slack && abs($0.upperBound - row.upperBound) <= slack
            }
        }
    }
}
