internal import Domain

/// The largest connected area of a picture that is lighter than a threshold, by its outline.
struct LightArea {
    /// The first and last cell of its outermost run, row by row and column by column, as points on its rim.
    let rim: [Point]
    /// Cells between the first and the last of each row.
    private let filled: Int
    private let longSide: Double

    /// Finds it; `nil` where nothing is light, or where it is small.
    init?(of light: SheetLight, above threshold: UInt8) {
        let (width, height) = (light.width, light.height)
        let mask = Self.opened(light.cells.map { $0 > threshold }, width: width, height: height)
        guard let area = Self.largest(in: mask, width: width, height: height) else { return nil }
        var rim: [Point] = []
        var filled = 0
        var tops = [Int](repeating: -1, count: width), bottoms = tops
        for y in 0..<height {
            let row = area[(y * width)..<((y + 1) * width)]
            guard let first = row.firstIndex(of: true), let last = row.lastIndex(of: true) else { continue }
            let (left, right) = (first - y * width, last - y * width)
            filled += right - left + 1
            rim.append(Point(x: Double(left), y: Double(y) + 0.5))
            rim.append(Point(x: Double(right + 1), y: Double(y) + 0.5))
            for x in left...right where area[y * width + x] {
                if tops[x] < 0 { tops[x] = y }
                bottoms[x] = y
            }
        }
        for x in 0..<width where tops[x] >= 0 {
            rim.append(Point(x: Double(x) + 0.5, y: Double(tops[x])))
            rim.append(Point(x: Double(x) + 0.5, y: Double(bottoms[x] + 1)))
        }
        self.rim = rim
        self.filled = filled
        longSide = Double(max(width, height))
    }

    /// The mask without what is thinner than three cells, which may link a sheet to its surroundings.
    private static func opened(_ mask: [Bool], width: Int, height: Int) -> [Bool] {
        func pass(_ mask: [Bool], _ wanted: Bool) -> [Bool] {
            var across = mask
            for y in 0..<height {
                for x in 1..<(width - 1) {
                    let at = y * width + x
                    if mask[at - 1] == wanted || mask[at + 1] == wanted { across[at] = wanted }
                }
            }
            var result = across
            for at in width..<(width * (height - 1))
            where across[at - width] == wanted || across[at + width] == wanted {
                result[at] = wanted
            }
            return result
        }
        guard width > 2, height > 2 else { return mask }
        return pass(pass(mask, false), true)
    }

    /// The largest connected area; `nil` where it takes less than an eighth of the picture.
    private static func largest(in mask: [Bool], width: Int, height: Int) -> [Bool]? {
        var labels = [Int32](repeating: 0, count: mask.count)
        var best: (label: Int32, count: Int) = (0, 0)
        var next: Int32 = 0
        var stack: [Int] = []
        for seed in mask.indices where mask[seed] && labels[seed] == 0 {
            next += 1
            var count = 0
            stack.append(seed)
            labels[seed] = next
            while let at = stack.popLast() {
                count += 1
                let x = at % width
                func visit(_ other: Int) {
                    if mask[other], labels[other] == 0 {
                        labels[other] = next
                        stack.append(other)
                    }
                }
                if x > 0 { visit(at - 1) }
                if x < width - 1 { visit(at + 1) }
                if at >= width { visit(at - width) }
                if at < width * (height - 1) { visit(at + width) }
            }
            if count > best.count { best = (next, count) }
        }
        guard best.count * 8 >= mask.count else { return nil }
        return labels.map { $0 == best.label }
    }

    /// Share of the convex outline that must be filled: arms and bays are no sheet.
    private static let leastSolid = 0.95
    /// Share of the convex outline the four corners must hold.
    private static let leastQuad = 0.93

    /// The four straight sides of its outline; `nil` where it is no quadrilateral.
    func quadrilateral() -> Quad? {
        let hull = ConvexOutline(of: rim)
        guard hull.area > 0, Double(filled) >= Self.leastSolid * hull.area,
            let rough = hull.widestQuad(), rough.area >= Self.leastQuad * hull.area
        else { return nil }
        let corners = rough.clockwise
        let sides = (0..<4).compactMap { index in
            StraightSide(of: rim, from: corners[index], to: corners[(index + 1) % 4], within: 0.02 * longSide)
        }
        guard sides.count == 4 else { return nil }
        let exact = (0..<4).compactMap { sides[($0 + 3) % 4].crossing(sides[$0]) }
        guard exact.count == 4, zip(exact, corners).allSatisfy({ $0.distance(to: $1) < 0.06 * longSide })
        else {
            return nil
        }
        return Quad(clockwise: exact)
    }
}
