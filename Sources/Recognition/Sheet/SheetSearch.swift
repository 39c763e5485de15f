internal import Domain
import Glibc

/// Looks for the four edges of a sheet that was photographed on a table.
///
/// Only what is certain counts: four straight edges, each of them lighter inside than outside along nearly all its
/// length, none of them at the picture's rim. A page that fills the picture, a sheet that leaves it on one side, curled
/// receipts and panels of a design are left as they are.
struct SheetSearch {
    /// Levels of light, of 255, that paper must differ from the table.
    static let leastContrast = 18
    /// Share of the picture a sheet takes at least, and at most.
    private static let shares = 0.3...0.97
    /// Where between table and paper the line is drawn, one after the other.
    private static let thresholds = [0.5, 0.35, 0.65, 0.8]

    private let light: SheetLight

    init(_ light: SheetLight) { self.light = light }

    /// The corners of the sheet in an image, in shares of its width and height; `nil` where there is none for certain.
    static func corners(in image: borrowing PixelImage) -> Quad? {
        guard let light = SheetLight(of: image) else { return nil }
        return SheetSearch(light).corners()?
            .stretched(x: 1 / Double(light.width), y: 1 / Double(light.height))
    }

    /// The corners in cells.
    func corners() -> Quad? {
        let (table, paper) = levels()
        guard paper - table >= Self.leastContrast else { return nil }
        for share in Self.thresholds {
            let threshold = Double(table) + share * Double(paper - table)
            let area = LightArea(of: light, above: UInt8(max(0, min(255, threshold))))
            if let quad = area?.quadrilateral(), isSheet(quad) {
                guard Self.isAskew(quad) else { return nil }
                return SheetBands(light, paper: UInt8(max(0, min(255, threshold)))).widened(quad)
            }
        }
        return nil
    }

    /// How light the table is, by the rim of the picture, and how light the paper, by its lightest third.
    private func levels() -> (table: Int, paper: Int) {
        var rim: [UInt8] = []
        for x in 0..<light.width { rim += [light.cells[x], light.cells[light.cells.count - 1 - x]] }
        for y in 0..<light.height {
            rim += [light.cells[y * light.width], light.cells[(y + 1) * light.width - 1]]
        }
        rim.sort()
        let sorted = light.cells.sorted()
        return (Int(rim[rim.count / 2]), Int(sorted[sorted.count * 5 / 6]))
    }

    private func isSheet(_ quad: Quad) -> Bool {
        let share = quad.area / Double(light.width * light.height)
        guard Self.shares.contains(share), Self.hasSaneShape(quad) else { return false }
        let corners = quad.clockwise
        return (0..<4).allSatisfy { isEdge(from: corners[$0], to: corners[($0 + 1) % 4]) }
    }

    /// Cosine of an angle of a corner, at most; a sheet seen from 45 degrees has corners of 60 to 120.
    private static let mostCosine = 0.57
    /// How much longer a side may look than the one that faces it.
    private static let mostRatio = 1.8

    private static func hasSaneShape(_ quad: Quad) -> Bool {
        let corners = quad.clockwise
        let sides = (0..<4).map { corners[$0].distance(to: corners[($0 + 1) % 4]) }
        for index in 0..<4 {
            let (before, here, after) = (corners[(index + 3) % 4], corners[index], corners[(index + 1) % 4])
            let (ux, uy) = (before.x - here.x, before.y - here.y)
            let (vx, vy) = (after.x - here.x, after.y - here.y)
            guard uy * vx - ux * vy > 0 else { return false }
            guard abs(ux * vx + uy * vy) <= mostCosine * sides[index] * sides[(index + 3) % 4] else {
                return false
            }
        }
        return (0..<2).allSatisfy { side in
            max(sides[side], sides[side + 2]) <= mostRatio * min(sides[side], sides[side + 2])
        } && max(sides[0], sides[1]) <= 5 * min(sides[0], sides[1])
    }

    /// Degrees between sides that face each other from which on a sheet is seen askew, and degrees of skew from which
    /// on its edges say more than its lines.
    ///
    /// Anything less is read as well as it lies.
    private static let leastKeystone = 1.2, leastSkew = 10.0

    private static func isAskew(_ quad: Quad) -> Bool {
        func degrees(_ one: Point, _ two: Point) -> Double { atan2(two.y - one.y, two.x - one.x) * 180 / .pi }
        func between(_ one: Double, _ two: Double) -> Double {
            abs((one - two).remainder(dividingBy: 360))
        }
        let (top, bottom) = (degrees(quad.topLeft, quad.topRight), degrees(quad.bottomLeft, quad.bottomRight))
        let (left, right) = (degrees(quad.topLeft, quad.bottomLeft), degrees(quad.topRight, quad.bottomRight))
        return max(between(top, bottom), between(left, right)) >= leastKeystone
            || between(top, 0) + between(bottom, 0) >= 2 * leastSkew
    }

    /// Places along an edge that are looked at, and how many of them must be lighter inside.
    private static let looks = 32, leastLooks = 28
    /// How far to both sides of an edge, in cells.
    private static let reaches = [2.0, 3.5]

    /// Whether it is lighter to the right of a line, walked clockwise around the sheet, than to its left.
    private func isEdge(from start: Point, to end: Point) -> Bool {
        let length = start.distance(to: end)
        let (nx, ny) = (-(end.y - start.y) / length, (end.x - start.x) / length)
        var found = 0
        for look in 0..<Self.looks {
            let along = 0.04 + 0.92 * (Double(look) + 0.5) / Double(Self.looks)
            let (x, y) = (start.x + along * (end.x - start.x), start.y + along * (end.y - start.y))
            let (outX, outY) = (x - Self.reaches[0] * nx, y - Self.reaches[0] * ny)
            guard outX >= 0, outY >= 0, outX < Double(light.width), outY < Double(light.height) else {
                continue
            }
            func level(_ side: Double) -> Int {
                Self.reaches.reduce(0) { $0 + light.light(atX: x + side * $1 * nx, y: y + side * $1 * ny) }
                    / Self.reaches.count
            }
            if level(1) - level(-1) >= Self.leastContrast * 2 / 3 { found += 1 }
        }
        return found >= Self.leastLooks
    }
}
