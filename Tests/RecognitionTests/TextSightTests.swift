import Domain
import Glibc
import Testing

@testable import Recognition

@Suite struct TextSightTests {
    /// A line of text, `degrees` off level, its type 20 high.
    private static func line(
        _ x: Double, _ y: Double, length: Double = 400, degrees: Double = 0
    ) -> TextLine {
        TextLine(centreX: x, centreY: y, length: length, thickness: 20, angle: degrees * .pi / 180)
    }

    private static func sight(_ lines: [TextLine]) -> TextSight { TextSight(lines: lines, lone: []) }

    @Test(arguments: [-15, -3, 0, 2, 15.0])
    func `long lines tell the skew, whatever short ones and one astray say`(degrees: Double) throws {
        let long = (0..<8).map { Self.line(300, 40 * Double($0), degrees: degrees) }
        let short = (0..<30).map { Self.line(300, 10 * Double($0), length: 60) }
        let skew = Self.sight(long + short + [Self.line(300, 500, degrees: 30)]).skew
        #expect(abs(try #require(skew) - degrees) < 0.001)
    }

    @Test func `three long lines, and lines up the page, tell no skew`() {
        let three = (0..<3).map { Self.line(300, 40 * Double($0), degrees: 5) }
        let steep = (0..<9).map { Self.line(20 * Double($0), 300, degrees: -85) }
        #expect(Self.sight(three).skew == nil)
        #expect(Self.sight(steep).skew == nil)
        #expect(Self.sight([]).skew == nil)
    }

    @Test func `text that runs up or down for the most part lies on its side`() {
        let across = (0..<3).map { Self.line(300, 40 * Double($0)) }
        let up = (0..<7).map { Self.line(20 * Double($0), 300, degrees: -85) }
        #expect(Self.sight(across + up).isOnItsSide)
        #expect(!Self.sight(across + Array(up.prefix(4))).isOnItsSide)
        #expect(!Self.sight([]).isOnItsSide)
    }

    @Test(arguments: [0, 10, 180, 190.0])
    func `what is seen through a turned rectangle has its place on the image`(degrees: Double) {
        let radians = degrees * .pi / 180
        let lines = (0..<6).map { Self.line(500, 300 + 40 * Double($0)) }
            .map { $0.turned(by: radians, about: Point(x: 500, y: 500)) }
        guard
            let view = Self.sight(lines).surroundings(turnedBy: radians, about: Point(x: 500, y: 500))
        else {
            Issue.record("there is text")
            return
        }
        let across = view.length
        let down = view.thickness
        // The first line stands 110 above the middle of the six, level.
        let expected = TextLine(
            centreX: across / 2, centreY: down / 2 - 100, length: 400, thickness: 20, angle: 0)
        let seen = expected.seen(through: view)
        #expect(abs(seen.centreX - lines[0].centreX) < 0.001)
        #expect(abs(seen.centreY - lines[0].centreY) < 0.001)
        #expect(abs(seen.angle - lines[0].angle) < 0.001)
        #expect(abs(across - 480) < 0.001 && abs(down - 300) < 0.001)
    }

    @Test func `a page without text has no surroundings`() {
        #expect(Self.sight([]).surroundings(turnedBy: 1, about: Point(x: 1, y: 1)) == nil)
    }

    @Test(arguments: [(0.0, false), (12, false), (0, true), (-7, true)])
    func `a line stands level on the upright page, however the image lies`(
        skew: Double, isTurnedOver: Bool
    ) {
        let image = ColourImage(width: 2, height: 4, pixels: [UInt8](repeating: 0, count: 24))
        let stance = PageStance(
            lines: [], readings: [], lone: 0, skew: skew, isTurnedOver: isTurnedOver)
        let level = Self.line(10, 20, degrees: 0.5)
        let upright = stance.upright(level.turned(by: stance.radians, about: image.middle), on: image)
        #expect(abs(upright.centreX - 10) < 0.001 && abs(upright.centreY - 20) < 0.001)
        #expect(abs(upright.angle - level.angle) < 0.001)
    }

    @Test func `a view of a picture shows what stands there, the right way up`() {
        // White but for one black pixel at the lower right.
        var pixels = [UInt8](repeating: 255, count: 3 * 64)
        for channel in 0..<3 { pixels[3 * (6 * 8 + 5) + channel] = 0 }
        let page = ImagePyramid(ColourImage(width: 8, height: 8, pixels: pixels))
        let view = TextLine(centreX: 4, centreY: 4, length: 8, thickness: 8, angle: .pi)
        let seen = page.picture(of: view, width: 8, height: 8)
        #expect(seen.pixels[3 * (1 * 8 + 2)] < 5)
        #expect(seen.pixels.count { $0 < 128 } == 3)
    }
}
