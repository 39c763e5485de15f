internal import Domain

/// Dark bands at a sheet's edge, such as a letter head on a coloured ground, which look like table at first.
///
/// Beyond an edge of the white there is nothing but table, or there are light letters, or the shade changes once more
/// where the band ends. Taking in some table costs nothing, leaving out a band costs what is printed on it.
struct SheetBands {
    private let light: SheetLight
    /// What is lighter is paper, or light print.
    private let paper: UInt8

    init(_ light: SheetLight, paper: UInt8) { (self.light, self.paper) = (light, paper) }

    /// How far beyond an edge is looked, in shares of the sheet, and in how many steps.
    private static let reach = 0.4, steps = 40
    /// Places along the edge, and how many of them must lie in the picture.
    private static let places = 48, leastPlaces = 30
    /// Levels by which the shade changes where a band ends.
    private static let jump = 18
    /// Light places in a row of steps from which on something is printed there.
    private static let leastLight = 2

    /// Steps of room beyond light print.
    private static let room = 3

    /// The sheet with its bands.
    func widened(_ quad: Quad) -> Quad {
        guard let view = Perspective(onto: quad) else { return quad }
        let more = (0..<4).map { band(beyond: $0, of: view) }
        func corner(_ x: Double, _ y: Double) -> Point { view(Point(x: x, y: y)) }
        let (left, top, right, bottom) = (-more[3], -more[0], 1 + more[1], 1 + more[2])
        return Quad(
            topLeft: corner(left, top), topRight: corner(right, top), bottomRight: corner(right, bottom),
            bottomLeft: corner(left, bottom))
    }

    /// How wide the band beyond a side is, in shares of the sheet; 0 for most.
    private func band(beyond side: Int, of view: Perspective) -> Double {
        var shades: [Int] = []
        var outermost = 0
        for step in 2...Self.steps {
            guard
                let (shade, lights) = look(
                    beyond: side, by: Self.reach * Double(step) / Double(Self.steps), view)
            else { break }
            let isJump = shades.count >= 2 && abs(shade - shades[shades.count - 2]) >= Self.jump
            if isJump { outermost = max(outermost, step) }
            if lights >= Self.leastLight { outermost = step + Self.room }
            shades.append(shade)
        }
        return Self.reach * Double(outermost) / Double(Self.steps)
    }

    /// The mean shade at a distance beyond a side, and how many places are light; `nil` beyond the picture.
    private func look(beyond side: Int, by distance: Double, _ view: Perspective) -> (
        shade: Int, lights: Int
    )? {
        var (sum, count, lights) = (0, 0, 0)
        for place in 0..<Self.places {
            let along = 0.03 + 0.94 * Double(place) / Double(Self.places - 1)
            let point =
                switch side {
                case 0: Point(x: along, y: -distance)
                case 1: Point(x: 1 + distance, y: along)
                case 2: Point(x: along, y: 1 + distance)
                default: Point(x: -distance, y: along)
                }
            let seen = view(point)
            guard seen.x >= 0, seen.y >= 0, seen.x < Double(light.width), seen.y < Double(light.height) else {
                continue
            }
            let level = light.light(atX: seen.x, y: seen.y)
            sum += level
            count += 1
            if level > paper { lights += 1 }
        }
        return count >= Self.leastPlaces ? (sum / count, lights) : nil
    }
}
