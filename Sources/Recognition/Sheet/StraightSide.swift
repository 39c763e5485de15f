internal import Domain
import Glibc

/// A straight line through the points of an outline that lie along one side of it.
struct StraightSide {
    /// A point of it, and its direction, of length 1.
    private let x: Double, y: Double, alongX: Double, alongY: Double

    /// Parts of a side, and in how many of them points must lie on the line.
    private static let parts = 20, leastParts = 17
    /// How far from the line, in cells, a point may lie to be on it.
    private static let tolerance = 1.6

    /// Fits the line; `nil` where the side is not straight.
    init?(of rim: [Point], from start: Point, to end: Point, within reach: Double) {
        let length = start.distance(to: end)
        guard length > 8 else { return nil }
        var line = (x: start.x, y: start.y, u: (end.x - start.x) / length, v: (end.y - start.y) / length)
        func along(_ point: Point) -> Double {
            ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y))
                / (length * length)
        }
        func distance(_ point: Point) -> Double {
            abs((point.x - line.x) * line.v - (point.y - line.y) * line.u)
        }
        var near = rim.filter { (0.04...0.96).contains(along($0)) }
        for limit in [reach, reach / 2, max(Self.tolerance, reach / 4)] {
            near = near.filter { distance($0) <= limit }
            guard near.count >= 12 else { return nil }
            line = Self.fitted(near)
        }
        var isHeld = [Bool](repeating: false, count: Self.parts)
        for point in near where distance(point) <= Self.tolerance {
            let part = Int((along(point) - 0.04) / 0.92 * Double(Self.parts))
            isHeld[max(0, min(Self.parts - 1, part))] = true
        }
        guard isHeld.count(where: { $0 }) >= Self.leastParts else { return nil }
        (x, y, alongX, alongY) = line
    }

    /// The line of least squares across it.
    private static func fitted(_ points: [Point]) -> (x: Double, y: Double, u: Double, v: Double) {
        let count = Double(points.count)
        let x = points.reduce(0) { $0 + $1.x } / count
        let y = points.reduce(0) { $0 + $1.y } / count
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for point in points {
            xx += (point.x - x) * (point.x - x)
            yy += (point.y - y) * (point.y - y)
            xy += (point.x - x) * (point.y - y)
        }
        let angle = atan2(2 * xy, xx - yy) / 2
        return (x, y, cos(angle), sin(angle))
    }

    /// Where two lines cross; `nil` where they hardly do.
    func crossing(_ other: StraightSide) -> Point? {
        let divisor = alongX * other.alongY - alongY * other.alongX
        guard abs(divisor) > 0.3 else { return nil }
        let along = ((other.x - x) * other.alongY - (other.y - y) * other.alongX) / divisor
        return Point(x: x + along * alongX, y: y + along * alongY)
    }
}
