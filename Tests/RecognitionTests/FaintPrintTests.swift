import Testing

@testable import Recognition

@Suite struct FaintPrintTests {
    /// A page of 60 by 60 pixels, a twentieth of it ink.
    private static func page(paper: UInt8, ink: UInt8) -> ColourImage {
        let levels = (0..<3600).map { ($0 / 60) % 20 == 0 ? ink : paper }
        return ColourImage(width: 60, height: 60, pixels: levels.flatMap { [$0, $0, $0] })
    }

    @Test func `faint print becomes black on white`() {
        let clear = Self.page(paper: 235, ink: 180).withoutFaintness
        #expect(Set(clear.pixels) == [0, 255])
        #expect(clear.pixels.count { $0 == 0 } == 3 * 180)
    }

    @Test(arguments: [(255, 0), (240, 170), (200, 90), (235, 215), (128, 128)] as [(UInt8, UInt8)])
    func `dark print and bare paper stay as they are`(paper: UInt8, ink: UInt8) {
        let page = Self.page(paper: paper, ink: ink)
        #expect(page.withoutFaintness.pixels == page.pixels)
    }

    @Test func `a single pixel is a page, too`() {
        let dot = ColourImage(width: 1, height: 1, pixels: [9, 9, 9])
        #expect(dot.withoutFaintness.pixels == dot.pixels)
    }
}
