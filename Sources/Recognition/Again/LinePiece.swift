internal import Domain
import Glibc

/// Words that stand side by side on a line and are looked at again together.
struct LinePiece {
    /// The words, as indices into the page's, from left to right.
    let words: [Int]
    /// The line they stand on, as long as they are, in points of the page.
    let line: TextLine
    /// From where to where each word reaches along the line, from its left end, in points.
    let spans: [ClosedRange<Double>]

    /// Words further apart than this many of their heights are looked at each by itself.
    private static let widestGap = 2.5
    /// Words that are tilted differently by more, in radians, do not stand on one line.
    private static let tilt = 0.1

    /// The pieces of lines that words in `boxes` make; words in several boxes are taken once.
    static func pieces(of words: [Word], in boxes: [Box]) -> [LinePiece] {
        let chosen = words.indices.filter { index in
            words[index].reader != .textLayer && boxes.contains { $0.holdsMiddle(of: words[index].box) }
        }
        var rows: [[Int]] = []
        for index in chosen.sorted(by: { words[$0].box.left < words[$1].box.left }) {
            let row = rows.firstIndex { row in row.last.map { words[$0].continues(in: words[index]) } ?? false
            }
            if let row { rows[row].append(index) } else { rows.append([index]) }
        }
        return rows.compactMap { LinePiece($0, of: words) }
    }

    private init?(_ indices: [Int], of words: [Word]) {
        guard let first = indices.first else { return nil }
        let angle = words[first].angle
        let (along, across) = ((x: cos(angle), y: sin(angle)), (x: -sin(angle), y: cos(angle)))
        let corners = indices.map { (words[$0].quad ?? Quad(words[$0].box)).corners }
        let reaches = corners.map { $0.map { $0.x * along.x + $0.y * along.y } }
        let depths = corners.joined().map { $0.x * across.x + $0.y * across.y }
        guard let left = reaches.joined().min(), let right = reaches.joined().max(), let top = depths.min(),
            let bottom = depths.max(), right > left, bottom > top
        else { return nil }
        let (middle, depth) = ((left + right) / 2, (top + bottom) / 2)
        self.words = indices
        line = TextLine(
            centreX: middle * along.x + depth * across.x, centreY: middle * along.y + depth * across.y,
            length: right - left, thickness: bottom - top, angle: angle)
        spans = reaches.map { ((($0.min() ?? left) - left)...(($0.max() ?? right) - left)) }
    }

    /// Whether `next` stands right behind a word on its line.
    fileprivate static func follow(_ word: Word, _ next: Word) -> Bool {
        let height = max(word.box.height, next.box.height)
        return word.box.verticalOverlap(next.box) > 0.5 * min(word.box.height, next.box.height)
            && next.box.left - word.box.right < widestGap * height && abs(word.angle - next.angle) < tilt
    }
}

extension Word {
    fileprivate func continues(in next: Word) -> Bool { LinePiece.follow(self, next) }

    /// The direction it is read in, in radians clockwise from the horizontal.
    fileprivate var angle: Double {
        guard let quad else { return 0 }
        return atan2(quad.topRight.y - quad.topLeft.y, quad.topRight.x - quad.topLeft.x)
    }
}

extension Quad {
    fileprivate var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }
}
