internal import Domain

/// How wide and high a flat sheet is that a camera sees askew (Zhang and He, whiteboard scanning, 2007).
///
/// A sheet tilted away looks shorter than it is; where its sides would meet tells by how much. The middle of the
/// picture is taken for the camera's axis.
enum SheetSize {
    /// Focal lengths of cameras, in longer sides of the picture; what is measured beyond is not believed.
    private static let focal = 0.6...2.5
    /// What a telephone has, for sheets that tell nothing.
    private static let usualFocal = 0.9

    /// Width and height in pixels, so large that nothing seen gets smaller.
    static func seen(_ quad: Quad, onWidth pictureWidth: Double, height pictureHeight: Double)
        -> (width: Double, height: Double)
    {
        let corners = quad.clockwise
        let sides = (0..<4).map { corners[$0].distance(to: corners[($0 + 1) % 4]) }
        let (wide, high) = (max(sides[0], sides[2]), max(sides[1], sides[3]))
        let middle = Point(x: pictureWidth / 2, y: pictureHeight / 2)
        guard let ratio = ratio(quad, about: middle, longSide: max(pictureWidth, pictureHeight)),
            ratio > 0.1, ratio < 10
        else { return (wide, high) }
        return wide < high * ratio ? (high * ratio, high) : (wide, wide / ratio)
    }

    /// Width over height.
    private static func ratio(_ quad: Quad, about middle: Point, longSide: Double) -> Double? {
        func vector(_ point: Point) -> Vector {
            Vector(x: (point.x - middle.x) / longSide, y: (point.y - middle.y) / longSide, z: 1)
        }
        let (one, two) = (vector(quad.topLeft), vector(quad.topRight))
        let (three, four) = (vector(quad.bottomLeft), vector(quad.bottomRight))
        let diagonal = one.cross(four)
        let (divisorTwo, divisorThree) = (two.cross(four).dot(three), three.cross(four).dot(two))
        guard abs(divisorTwo) > 1e-9, abs(divisorThree) > 1e-9 else { return nil }
        let across = two.scaled(diagonal.dot(three) / divisorTwo).minus(one)
        let down = three.scaled(diagonal.dot(two) / divisorThree).minus(one)
        var focal = usualFocal * usualFocal
        if abs(across.z * down.z) > 1e-6 {
            let measured = -(across.x * down.x + across.y * down.y) / (across.z * down.z)
            let (least, most) = (self.focal.lowerBound, self.focal.upperBound)
            if measured > least * least, measured < most * most { focal = measured }
        }
        let height = (down.x * down.x + down.y * down.y) / focal + down.z * down.z
        let width = (across.x * across.x + across.y * across.y) / focal + across.z * across.z
        return height > 0 ? (width / height).squareRoot() : nil
    }

    private struct Vector {
        var x: Double, y: Double, z: Double

        func dot(_ other: Vector) -> Double { x * other.x + y * other.y + z * other.z }
        func scaled(_ factor: Double) -> Vector { Vector(x: x * factor, y: y * factor, z: z * factor) }
        func minus(_ other: Vector) -> Vector { Vector(x: x - other.x, y: y - other.y, z: z - other.z) }
        func cross(_ other: Vector) -> Vector {
            Vector(
                x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
        }
    }
}
