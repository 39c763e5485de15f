/// Finds places for names where they cover nothing: no box, no other name and, where it can be, no line.
struct LabelPlaces {
    /// A part of the drawing, by its sides.
    struct Box: Hashable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        init(left: Double, top: Double, right: Double, bottom: Double) {
            (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
        }

        init(_ shape: ProcessDiagram.Shape) {
            self.init(
                left: shape.origin.x, top: shape.origin.y, right: shape.origin.x + shape.width,
                bottom: shape.origin.y + shape.height)
        }

        /// Lines of text around a point.
        init(of lines: [String], around middle: ProcessDiagram.Point) {
            let width = Double(lines.map(\.count).max() ?? 0) * LabelPlaces.characterWidth
            let height = Double(lines.count) * LabelPlaces.lineHeight
            self.init(
                left: middle.x - width / 2, top: middle.y - height / 2, right: middle.x + width / 2,
                bottom: middle.y + height / 2)
        }

        func holds(_ other: Box) -> Bool {
            left < other.left && other.right < right && top < other.top && other.bottom < bottom
        }

        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    static let characterWidth = 5.6
    static let lineHeight = 13.0

    /// Boxes that are filled, and names that were placed.
    private var solids: [Box]
    /// Lines of flows and the sides of frames, piece by piece.
    private let strokes: [Box]

    /// Notes what is on the drawing: boxes, frames that hold others, and lines.
    init(solids: [ProcessDiagram.Shape], frames: [ProcessDiagram.Shape], edges: [ProcessDiagram.Edge]) {
        self.solids = solids.map { Box($0) }
        let flows = edges.flatMap { edge in
            zip(edge.points, edge.points.dropFirst()).flatMap(Self.pieces)
        }
        strokes = flows + frames.flatMap { Self.sides(of: Box($0)) }
    }

    /// A slanting line is as narrow boxes as it has pieces.
    private static func pieces(from: ProcessDiagram.Point, to: ProcessDiagram.Point) -> [Box] {
        let isStraight = from.x == to.x || from.y == to.y
        let count = isStraight ? 1 : min(max(Int(abs(from.x - to.x) / 10), 1), 50)
        return (0..<count).map { index in
            let (first, second) = (Double(index) / Double(count), Double(index + 1) / Double(count))
            let (x1, x2) = (from.x + (to.x - from.x) * first, from.x + (to.x - from.x) * second)
            let (y1, y2) = (from.y + (to.y - from.y) * first, from.y + (to.y - from.y) * second)
            return Box(
                left: min(x1, x2) - 0.6, top: min(y1, y2) - 0.6, right: max(x1, x2) + 0.6,
                bottom: max(y1, y2) + 0.6)
        }
    }

    private static func sides(of box: Box) -> [Box] {
        [
            Box(left: box.left, top: box.top, right: box.right, bottom: box.top + 20),
            Box(left: box.left, top: box.bottom, right: box.right, bottom: box.bottom + 1),
            Box(left: box.left, top: box.top, right: box.left + 1, bottom: box.bottom),
            Box(left: box.right, top: box.top, right: box.right + 1, bottom: box.bottom),
        ]
    }

    /// The middle of the best place for a name: the first of those that cover least.
    mutating func place(_ lines: [String], at choices: [ProcessDiagram.Point]) -> ProcessDiagram.Point? {
        let best = choices.enumerated().min { left, right in
            (cover(lines, left.element), left.offset) < (cover(lines, right.element), right.offset)
        }
        guard let middle = best?.element else { return nil }
        take(lines, around: middle)
        return middle
    }

    /// Keeps a place for a name that stands where the file says.
    mutating func take(_ lines: [String], around middle: ProcessDiagram.Point) {
        solids.append(Box(of: lines, around: middle))
    }

    private func cover(_ lines: [String], _ middle: ProcessDiagram.Point) -> Int {
        let box = Box(of: lines, around: middle)
        return solids.count(where: box.meets) * 3 + strokes.count(where: box.meets)
    }

    /// Where the name of an event or a gateway may stand: below, above, at the lower and upper corners, beside it.
    static func choices(around shape: ProcessDiagram.Shape, for lines: [String]) -> [ProcessDiagram.Point] {
        let half = Double(lines.map(\.count).max() ?? 0) * characterWidth / 2
        let height = Double(lines.count) * lineHeight / 2
        let (below, above) = (shape.origin.y + shape.height + 6 + height, shape.origin.y - 6 - height)
        let (right, left) = (shape.middle.x + 5 + half, shape.middle.x - 5 - half)
        let beside = shape.width / 2 + half + 4
        let places: [(Double, Double)] = [
            (shape.middle.x, below), (shape.middle.x, above), (right, below), (left, below), (right, above),
            (left, above), (shape.middle.x + beside, shape.middle.y),
            (shape.middle.x - beside, shape.middle.y),
        ]
        return places.map { ProcessDiagram.Point(x: $0.0, y: $0.1) }
    }

    /// Where the name of a flow may stand: at the middle of each of its pieces, above or beside it and then below.
    static func choices(along points: [ProcessDiagram.Point], for lines: [String]) -> [ProcessDiagram.Point] {
        let half = Double(lines.map(\.count).max() ?? 0) * characterWidth / 2 + 4
        let height = Double(lines.count) * lineHeight / 2 + 3
        return zip(points, points.dropFirst()).flatMap { from, to -> [ProcessDiagram.Point] in
            let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
            if abs(from.x - to.x) < abs(from.y - to.y) {
                return [.init(x: x + half, y: y), .init(x: x - half, y: y)]
            }
            return [.init(x: x, y: y - height), .init(x: x, y: y + height)]
        }
    }
}
