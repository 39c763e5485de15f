internal import Domain
import Glibc

/// Characters that stand alone in a row of text, such as the 1 of a column of quantities or the colons between labels and
/// values: the detector leaves them out.
///
/// A row is looked along from edge to edge at the height of a line that was found in it. What is inked there, is as
/// high as a character and has white around it is worth reading.
struct LoneCharacters {
    /// The page as the detector saw it.
    private let picture: ColourImage
    /// The lines that the detector found, in the picture's pixels.
    private let lines: [TextLine]
    /// Radians by which the page's rows fall to the right.
    private let angle: Double

    /// Most places of a page.
    private static let most = 80
    /// Lines longer than so many of their thicknesses know their own angle.
    private static let longest = 8.0

    init(on picture: ColourImage, beside lines: [TextLine], skew: Double) {
        self.picture = picture
        self.lines = lines
        angle = skew * .pi / 180
    }

    /// The places, as lines in the picture's pixels.
    func places() -> [TextLine] {
        var rows: [Row] = []
        // What runs up the page holds no row of it.
        let level = lines.filter { abs(cos($0.angle)) > 0.5 }
        for line in level.sorted(by: { $0.length > $1.length }) {
            let row = Row(
                along: line, angle: line.length > Self.longest * line.thickness ? line.angle : angle)
            if !rows.contains(where: { $0.holds(line) }) { rows.append(row) }
        }
        var places: [TextLine] = []
        // What stands beyond all text is an edge of the paper.
        let left = lines.map { $0.centreX - $0.length / 2 }.min() ?? 0
        let right = lines.map { $0.centreX + $0.length / 2 }.max() ?? 0
        for row in rows {
            guard let ink = InkLevel(of: row.seed, on: picture) else { continue }
            let free = row.free(of: lines + places, from: left, to: right)
            for stretch in free { places += row.characters(in: stretch, on: picture, ink: ink) }
            if places.count >= Self.most { break }
        }
        return Array(places.prefix(Self.most))
    }
}

/// How dark ink is in a line, dark on light.
private struct InkLevel {
    /// Brightness below which a pixel is ink, 0...255.
    let threshold: Int

    /// Least difference of paper and ink.
    private static let leastContrast = 30

    /// Measures a line; `nil` where its type is light on dark, or faint.
    init?(of line: TextLine, on picture: ColourImage) {
        var counts = [Int](repeating: 0, count: 256)
        var total = 0
        let row = Row(along: line, angle: line.angle)
        let (halfLength, halfThickness) = (Int(line.length / 2), Int(line.thickness / 2))
        for u in -halfLength...halfLength {
            for v in -halfThickness...halfThickness {
                guard let value = row.brightness(u, v, on: picture) else { continue }
                counts[value] += 1
                total += 1
            }
        }
        guard total > 0 else { return nil }
        func level(_ share: Double) -> Int {
            var rest = Int(share * Double(total))
            return counts.firstIndex { count in
                rest -= count
                return rest < 0
            } ?? 255
        }
        let (ink, middle, paper) = (level(0.03), level(0.5), level(0.8))
        guard paper - ink >= Self.leastContrast, middle - ink > (paper - ink) / 2 else { return nil }
        threshold = ink + (paper - ink) * 3 / 4
    }
}

/// The columns and rows that joined ink takes.
private typealias Patch = (columns: Range<Int>, rows: Range<Int>)

/// A row of text from edge to edge of a picture.
private struct Row {
    /// The line it was found by.
    let seed: TextLine
    private let cosine: Double
    private let sine: Double

    init(along seed: TextLine, angle: Double) {
        self.seed = seed
        (cosine, sine) = (cos(angle), sin(angle))
    }

    /// Where a point stands, along the row and below it, from the middle of the line it was found by.
    private func place(_ x: Double, _ y: Double) -> (u: Double, v: Double) {
        let (deltaX, deltaY) = (x - seed.centreX, y - seed.centreY)
        return (deltaX * cosine + deltaY * sine, deltaY * cosine - deltaX * sine)
    }

    /// Whether a line stands in this row and is of its size.
    func holds(_ line: TextLine) -> Bool {
        let v = place(line.centreX, line.centreY).v
        return abs(v) < seed.thickness * 0.25 && line.thickness < seed.thickness * 1.4
            && seed.thickness < line.thickness * 1.4
    }

    /// The brightness at a place; `nil` outside the picture.
    func brightness(_ u: Int, _ v: Int, on picture: ColourImage) -> Int? {
        let x = Int((seed.centreX + Double(u) * cosine - Double(v) * sine).rounded(.down))
        let y = Int((seed.centreY + Double(u) * sine + Double(v) * cosine).rounded(.down))
        guard x >= 0, y >= 0, x < picture.width, y < picture.height else { return nil }
        let start = (y * picture.width + x) * 3
        return
            (Int(picture.pixels[start]) + 2 * Int(picture.pixels[start + 1])
            + Int(picture.pixels[start + 2])) / 4
    }

    /// The stretches of the row between two columns that no line takes.
    func free(of lines: [TextLine], from left: Double, to right: Double) -> [Range<Int>] {
        var start = Int((left - seed.centreX) / cosine)
        let end = Int((right - seed.centreX) / cosine)
        let taken = lines.compactMap { line -> Range<Int>? in
            let (u, v) = place(line.centreX, line.centreY)
            guard abs(v) < (seed.thickness + line.thickness) * 0.3 else { return nil }
            return Int(u - line.length / 2)..<Int(u + line.length / 2) + 1
        }
        var free: [Range<Int>] = []
        for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > start, start < end { free.append(start..<min(end, range.lowerBound)) }
            start = max(start, range.upperBound)
        }
        if start < end { free.append(start..<end) }
        return free
    }

    /// What is inked in a stretch and may be characters.
    func characters(in stretch: Range<Int>, on picture: ColourImage, ink: InkLevel) -> [TextLine] {
        let half = Int((seed.thickness * Self.reach).rounded(.up))
        let height = 2 * half + 1
        guard stretch.count >= Int(seed.thickness * 0.3) else { return [] }
        var map = [Float](repeating: 0, count: stretch.count * height)
        for v in -half...half {
            for u in stretch {
                guard let value = brightness(u, v, on: picture), value < ink.threshold else { continue }
                map[(v + half) * stretch.count + u - stretch.lowerBound] = 1
            }
        }
        let regions = map.withUnsafeBufferPointer {
            TextRegion.regions(in: $0, width: stretch.count, height: height, threshold: 0.5)
        }
        let patches = regions.map(\.bounds)
        let boxes = patches.filter { isCharacter($0, in: stretch.count, half: half) }
        let colons = colons(among: patches, in: stretch.count, half: half)
        return clusters(of: boxes).map { place(of: $0, in: stretch, room: Self.roomBeside) }
            + colons.map {
                var colon = place(of: $0.columns, in: stretch, room: 2 * Self.roomBesideColon)
                colon.length += 2 * Self.bareBesideColon * seed.thickness
                colon.bareEnds = Self.bareBesideColon
                return colon
            }
    }

    /// The place of a patch with some room at its sides, in thicknesses.
    private func place(of columns: Range<Int>, in stretch: Range<Int>, room: Double) -> TextLine {
        let u = Double(stretch.lowerBound) + Double(columns.lowerBound + columns.upperBound) / 2
        return TextLine(
            centreX: seed.centreX + u * cosine, centreY: seed.centreY + u * sine,
            length: Double(columns.count) + seed.thickness * room, thickness: seed.thickness,
            angle: atan2(sine, cosine))
    }

    /// Room that a character is read with, in thicknesses, both sides together.
    private static let roomBeside = 0.3
    /// White at either side of a colon, in thicknesses; read with less, it is nothing to the network.
    private static let roomBesideColon = 0.4
    /// Bare paper that the network is shown beyond that, in thicknesses.
    private static let bareBesideColon = 1.0

    /// Whether a patch of ink may be a character of the row.
    private func isCharacter(_ box: Patch, in width: Int, half: Int) -> Bool {
        let middle = Double(box.rows.lowerBound + box.rows.upperBound) / 2 - Double(half) - 0.5
        let height = Double(box.rows.count)
        return box.columns.lowerBound > 0 && box.columns.upperBound < width
            && box.rows.lowerBound > 0 && box.rows.upperBound < 2 * half + 1
            && abs(middle) < seed.thickness * 0.2
            && height >= seed.thickness * 0.33 && height <= seed.thickness * 0.75
            && Double(box.columns.count) <= seed.thickness
    }

    /// Pairs of dots, one over the other, with nothing else beside them.
    private func colons(among patches: [Patch], in width: Int, half: Int) -> [Patch] {
        let dots = patches.filter { isDot($0, in: width) }.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
        let pairs = dots.indices.compactMap { index -> Patch? in
            let over = dots[index]
            let below = dots[(index + 1)...].first {
                $0.columns.overlaps(over.columns) && $0.rows.lowerBound >= over.rows.upperBound
            }
            guard let below else { return nil }
            return (
                min(
                    over.columns.lowerBound, below.columns.lowerBound)..<max(
                        over.columns.upperBound, below.columns.upperBound),
                over.rows.lowerBound..<below.rows.upperBound
            )
        }
        let room = Int(seed.thickness * Self.roomBesideColon)
        return pairs.filter { colon in
            let middle = Double(colon.rows.lowerBound + colon.rows.upperBound) / 2 - Double(half) - 0.5
            return abs(middle) < seed.thickness * 0.2 && Double(colon.rows.count) >= seed.thickness * 0.2
                && Double(colon.rows.count) <= seed.thickness * 0.6
                && colon.columns.upperBound < width
                && !patches.contains { patch in
                    patch.rows.overlaps(colon.rows)
                        && patch.columns.lowerBound < colon.columns.upperBound + room
                        && patch.columns.upperBound > colon.columns.lowerBound - room
                        && !(colon.columns.contains(patch.columns.lowerBound)
                            && colon.rows.contains(patch.rows.lowerBound))
                }
        }
    }

    /// The most a dot measures across.
    private var thickestDot: Double { max(3, seed.thickness * 0.25) }

    /// Whether a patch of ink may be one dot of a colon.
    private func isDot(_ patch: Patch, in width: Int) -> Bool {
        patch.columns.lowerBound > 0 && patch.columns.upperBound < width
            && Double(patch.columns.count) <= thickestDot && Double(patch.rows.count) <= thickestDot
    }

    /// Patches that stand close together, two at most.
    private func clusters(of boxes: [Patch]) -> [Range<Int>] {
        var clusters: [Range<Int>] = []
        for box in boxes.map(\.columns).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = clusters.last, Double(box.lowerBound - last.upperBound) < seed.thickness * 0.3 {
                clusters[clusters.count - 1] = last.lowerBound..<max(last.upperBound, box.upperBound)
            } else {
                clusters.append(box)
            }
        }
        return clusters.filter { Double($0.count) <= seed.thickness * 2 }
    }

    /// How far above and below its middle a row is looked at, as a share of its thickness.
    private static let reach = 0.65
}
