import Testing

@testable import Recognition

@Suite struct OverprintTests {
    private static let line = TextLine(centreX: 50, centreY: 10, length: 80, thickness: 16, angle: 0)
    private static let black: [UInt8] = [20, 20, 25]
    private static let red: [UInt8] = [210, 50, 60]
    private static let white: [UInt8] = [250, 250, 248]

    private static func image(_ colour: (Int, Int) -> [UInt8]) -> ColourImage {
        ColourImage(width: 100, height: 20, pixels: (0..<2000).flatMap { colour($0 % 100, $0 / 100) })
    }

    @Test func `black print under red strokes is overprinted`() {
        let image = Self.image { x, y in x % 10 < 2 ? Self.black : y == 9 || y == 10 ? Self.red : Self.white }
        #expect(Overprint.isOn(Self.line, of: image))
    }

    @Test func `print of one ink and print on a coloured ground are not`() {
        #expect(!Overprint.isOn(Self.line, of: Self.image { x, _ in x % 10 < 2 ? Self.black : Self.white }))
        #expect(!Overprint.isOn(Self.line, of: Self.image { x, _ in x % 10 < 2 ? Self.red : Self.white }))
        #expect(!Overprint.isOn(Self.line, of: Self.image { x, _ in x % 10 < 2 ? Self.black : Self.red }))
    }

    @Test func `a line beyond the image is not`() {
        let far = TextLine(centreX: 500, centreY: 500, length: 80, thickness: 16, angle: 0)
        #expect(!Overprint.isOn(far, of: Self.image { _, _ in Self.red }))
    }

    @Test func `without its colour red is as light as paper and black stays black`() {
        let bare = Self.image { x, _ in x < 50 ? Self.red : Self.black }.withoutColour
        #expect(bare.pixels[0..<3] == [210, 210, 210])
        #expect(bare.pixels[297..<300] == [25, 25, 25])
    }

    @Test func `a line covers what stands in its place and nothing beside it`() {
        var other = Self.line
        other.length = 20
        #expect(Self.line.covers(other) && other.covers(Self.line))
        other.centreY += 12
        #expect(!Self.line.covers(other))
        other.centreX += 100
        #expect(!Self.line.covers(other))
    }
}
