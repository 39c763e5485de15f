internal import Domain

/// Carries the unit square onto four corners and back: how a flat sheet looks to a camera (Heckbert 1989).
struct Perspective {
    /// x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1).
    let a: Double, b: Double, c: Double, d: Double, e: Double, f: Double, g: Double, h: Double

    /// Makes the projection that puts (0, 0), (1, 0), (1, 1) and (0, 1) on the corners; `nil` where three of them lie
    /// on one line.
    init?(onto quad: Quad) {
        let (p, q, r, s) = (quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft)
        let (dx1, dy1) = (q.x - r.x, q.y - r.y)
        let (dx2, dy2) = (s.x - r.x, s.y - r.y)
        let (dx3, dy3) = (p.x - q.x + r.x - s.x, p.y - q.y + r.y - s.y)
        let divisor = dx1 * dy2 - dx2 * dy1
        guard abs(divisor) > 1e-9 else { return nil }
        g = (dx3 * dy2 - dx2 * dy3) / divisor
        h = (dx1 * dy3 - dx3 * dy1) / divisor
        (a, b, c) = (q.x - p.x + g * q.x, s.x - p.x + h * s.x, p.x)
        (d, e, f) = (q.y - p.y + g * q.y, s.y - p.y + h * s.y, p.y)
        // The sheet lies before the camera with all its corners.
        guard min(1 + g, 1 + h, 1 + g + h) > 0.05 else { return nil }
    }

    /// Where a point of the square is seen.
    func callAsFunction(_ point: Point) -> Point {
        let depth = g * point.x + h * point.y + 1
        return Point(x: (a * point.x + b * point.y + c) / depth, y: (d * point.x + e * point.y + f) / depth)
    }
}

extension Quad {
    /// The corners clockwise from the top left.
    var clockwise: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    /// Makes a quadrilateral from its four corners, clockwise; the side nearest to level becomes its top.
    init?(clockwise corners: [Point]) {
        guard corners.count == 4 else { return nil }
        let top = (0..<4).max { Self.levelness(corners, $0) < Self.levelness(corners, $1) } ?? 0
        self.init(
            topLeft: corners[top], topRight: corners[(top + 1) % 4], bottomRight: corners[(top + 2) % 4],
            bottomLeft: corners[(top + 3) % 4])
    }

    /// The cosine of a side's angle with the level line to the right, and of the side that faces it.
    private static func levelness(_ corners: [Point], _ side: Int) -> Double {
        let (one, two) = (corners[side], corners[(side + 1) % 4])
        let (three, four) = (corners[(side + 2) % 4], corners[(side + 3) % 4])
        return (two.x - one.x) / max(1e-9, one.distance(to: two))
            + (three.x - four.x) / max(1e-9, three.distance(to: four))
    }

    /// The quadrilateral with its corners multiplied.
    func stretched(x: Double, y: Double) -> Quad {
        func moved(_ point: Point) -> Point { Point(x: point.x * x, y: point.y * y) }
        return Quad(
            topLeft: moved(topLeft), topRight: moved(topRight), bottomRight: moved(bottomRight),
            bottomLeft: moved(bottomLeft))
    }

    /// Twice its area is the sum of the cross products around it; positive where its corners run clockwise.
    var area: Double {
        let corners = clockwise
        return (0..<4).reduce(0) { sum, index in
            let (one, two) = (corners[index], corners[(index + 1) % 4])
            return sum + (one.x * two.y - two.x * one.y) / 2
        }
    }
}

extension Point {
    /// The distance to another point.
    func distance(to other: Point) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }
}
