internal import Domain
import Glibc

/// Where text stands on an image, in its pixels, in no order.
struct TextSight {
    /// Lines of text.
    var lines: [TextLine]
    /// Places in rows of text where one character or two may stand alone.
    var lone: [TextLine]

    /// Lines longer than so many of their thicknesses know their own angle.
    private static let longest = 5.0
    /// Fewer such lines say nothing about the page.
    private static let leastLines = 4

    /// Degrees by which most of the text falls to the right, by its long lines; `nil` where there are few.
    var skew: Double? {
        let long = lines.filter { $0.length > Self.longest * $0.thickness && cos($0.angle) > 0.5 }
            .sorted { $0.angle < $1.angle }
        guard long.count >= Self.leastLines else { return nil }
        var rest = long.reduce(0) { $0 + $1.length } / 2
        let middle = long.first { line in
            rest -= line.length
            return rest <= 0
        }
        return middle.map { $0.angle * 180 / .pi }
    }

    /// Whether most of the text runs up or down the image.
    var isOnItsSide: Bool {
        let steep = lines.filter { abs(cos($0.angle)) < 0.5 }.reduce(0) { $0 + $1.length }
        return steep > lines.reduce(0) { $0 + $1.length } * Self.leastSteepShare
    }

    /// The share of text up and down from which on it is the page that lies on its side.
    private static let leastSteepShare = 2.0 / 3

    /// The rectangle around all text, turned by radians, with some room; `nil` where there is no text.
    func surroundings(turnedBy angle: Double, about middle: Point) -> TextLine? {
        let level = lines.map { $0.turned(by: -angle, about: middle) }
        guard let thickest = level.map(\.thickness).max() else { return nil }
        let left = level.map { $0.centreX - $0.length / 2 }.min() ?? 0
        let right = level.map { $0.centreX + $0.length / 2 }.max() ?? 0
        let top = level.map { $0.centreY - $0.thickness / 2 }.min() ?? 0
        let bottom = level.map { $0.centreY + $0.thickness / 2 }.max() ?? 0
        let room = 2 * thickest
        return TextLine(
            centreX: (left + right) / 2, centreY: (top + bottom) / 2, length: right - left + 2 * room,
            thickness: bottom - top + 2 * room, angle: 0
        ).turned(by: angle, about: middle)
    }
}

/// A line of text as it lies on an image: a rectangle turned by an angle.
struct TextLine {
    /// Middle of the rectangle, in pixels.
    var centreX: Double, centreY: Double
    /// Extent along and across the reading direction, in pixels.
    var length: Double, thickness: Double
    /// Angle of the reading direction in radians, clockwise from the horizontal.
    var angle: Double
    /// How much of the length at either end is read as bare paper, in thicknesses, whatever stands there.
    var bareEnds = 0.0

    /// Whether it ends where another line does, as numbers of one column do.
    func endsLevel(with other: TextLine) -> Bool {
        let (end, otherEnd) = (centreX + length / 2, other.centreX + other.length / 2)
        return abs(end - otherEnd) < max(thickness, other.thickness)
    }

    /// The same line on an image scaled by the two factors, which must be close to each other.
    func scaled(x: Double, y: Double) -> TextLine {
        var scaled = self
        (scaled.centreX, scaled.centreY) = (centreX * x, centreY * y)
        (scaled.length, scaled.thickness) = (length * x, thickness * y)
        return scaled
    }

    /// The same line on an image turned clockwise by some radians about its middle.
    func turned(by radians: Double, about middle: Point) -> TextLine {
        var turned = self
        let (deltaX, deltaY) = (centreX - middle.x, centreY - middle.y)
        turned.centreX = middle.x + deltaX * cos(radians) - deltaY * sin(radians)
        turned.centreY = middle.y + deltaX * sin(radians) + deltaY * cos(radians)
        turned.angle += radians
        return turned
    }

    /// A line that was found on what `view` shows as it lies on the image.
    func seen(through view: TextLine) -> TextLine {
        let (u, v) = (centreX - view.length / 2, centreY - view.thickness / 2)
        var seen = self
        seen.centreX = view.centreX + u * cos(view.angle) - v * sin(view.angle)
        seen.centreY = view.centreY + u * sin(view.angle) + v * cos(view.angle)
        seen.angle += view.angle
        return seen
    }
}
