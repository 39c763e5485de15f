/// A picture in red, green and blue, one byte each, row after row from the top left.
struct Picture: Hashable, Sendable {
    /// Pixels from left to right.
    let width: Int
    /// Pixels from top to bottom.
    let height: Int
    /// `width` × `height` × 3 bytes.
    private(set) var bytes: [UInt8]

    /// A colour.
    struct Colour: Hashable, Sendable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8
    }

    /// Makes a picture; `nil` unless there are exactly as many bytes as the size says.
    init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 0, height > 0, width <= 10_000, height <= 10_000, bytes.count == width * height * 3
        else {
            return nil
        }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// The colour at a place, which must be inside.
    subscript(x: Int, y: Int) -> Colour {
        get {
            let start = (y * width + x) * 3
            return Colour(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
        }
        set {
            let start = (y * width + x) * 3
            bytes[start] = newValue.red
            bytes[start + 1] = newValue.green
            bytes[start + 2] = newValue.blue
        }
    }

    /// Draws the outline of a rectangle, `thickness` pixels wide; what lies outside the picture is left away.
    mutating func outline(left: Int, top: Int, right: Int, bottom: Int, thickness: Int, in colour: Colour) {
        for y in (0..<height).clamped(to: top..<max(top, bottom + 1)) {
            for x in (0..<width).clamped(to: left..<max(left, right + 1)) {
                let edgeDistance = min(x - left, right - x, y - top, bottom - y)
                if edgeDistance < thickness { self[x, y] = colour }
            }
        }
    }

    /// The picture at another size; every new pixel is the mean of the old ones it covers.
    func scaled(toWidth newWidth: Int, height newHeight: Int) -> Picture {
        var scaled = [UInt8]()
        scaled.reserveCapacity(newWidth * newHeight * 3)
        for y in 0..<newHeight {
            let rows = Self.span(y, of: newHeight, over: height)
            for x in 0..<newWidth {
                let mean = mean(over: Self.span(x, of: newWidth, over: width), rows)
                scaled += [mean.red, mean.green, mean.blue]
            }
        }
        return Picture(width: newWidth, height: newHeight, bytes: scaled) ?? self
    }

    private static func span(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
        let start = index * length / count
        return start..<max(start + 1, (index + 1) * length / count)
    }

    private func mean(over columns: Range<Int>, _ rows: Range<Int>) -> Colour {
        var red = 0
        var green = 0
        var blue = 0
        for y in rows {
            for x in columns {
                let start = (y * width + x) * 3
                red += Int(bytes[start])
                green += Int(bytes[start + 1])
                blue += Int(bytes[start + 2])
            }
        }
        let count = columns.count * rows.count
        return Colour(red: UInt8(red / count), green: UInt8(green / count), blue: UInt8(blue / count))
    }
}
