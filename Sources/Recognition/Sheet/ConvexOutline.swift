internal import Domain

/// The convex outline around points, clockwise as seen on a picture (Andrew's monotone chain, 1979).
struct ConvexOutline {
    /// Its corners.
    let points: [Point]

    /// Lays the outline around points.
    init(of points: [Point]) {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        let there = Self.chain(sorted)
        let back = Self.chain(sorted.reversed())
        self.points = Array(there.dropLast()) + Array(back.dropLast())
    }

    private static func chain(_ points: [Point]) -> [Point] {
        var chain: [Point] = []
        for point in points {
            while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }

    /// Twice the area of a triangle, positive where its corners run clockwise on a picture.
    private static func turn(_ one: Point, _ two: Point, _ three: Point) -> Double {
        (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x)
    }

    /// The area within.
    var area: Double {
        guard points.count > 2 else { return 0 }
        return points.indices.dropFirst().dropLast().reduce(0) {
            $0 + Self.turn(points[0], points[$1], points[$1 + 1]) / 2
        }
    }

    /// Corners that are tried; more are thinned out.
    private static let mostPoints = 72

    /// The largest quadrilateral with its corners on the outline.
    func widestQuad() -> Quad? {
        let step = max(1, (points.count + Self.mostPoints - 1) / Self.mostPoints)
        let points = stride(from: 0, to: points.count, by: step).map { self.points[$0] }
        guard points.count >= 4 else { return nil }
        var best: (area: Double, corners: [Int]) = (0, [])
        for one in 0..<(points.count - 2) {
            for three in (one + 2)..<points.count {
                func farthest(_ range: Range<Int>, _ from: Int, _ to: Int) -> (area: Double, at: Int) {
                    range.reduce((0.0, from)) { best, at in
                        let area = Self.turn(points[from], points[at], points[to])
                        return area > best.0 ? (area, at) : best
                    }
                }
                let two = farthest((one + 1)..<three, one, three)
                let behind = farthest((three + 1)..<max(three + 1, points.count), three, one)
                let before = farthest(0..<one, three, one)
                let four = behind.area >= before.area ? behind : before
                if two.area > 0, four.area > 0, two.area + four.area > best.area {
                    best = (two.area + four.area, [one, two.at, three, four.at])
                }
            }
        }
        return Quad(clockwise: best.corners.sorted().map { points[$0] })
    }
}
