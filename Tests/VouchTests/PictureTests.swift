import Testing

@testable import vouch

@Suite struct PictureTests {
    /// A picture whose left half is black and right half white.
    private var halves: Picture? {
        let row = [UInt8](repeating: 0, count: 6) + [UInt8](repeating: 255, count: 6)
        return Picture(width: 4, height: 2, bytes: row + row)
    }

    @Test func `bytes that do not make up the size are no picture`() {
        #expect(Picture(width: 2, height: 2, bytes: [0, 0, 0]) == nil)
        #expect(Picture(width: 0, height: 5, bytes: []) == nil)
        #expect(Picture(width: -1, height: -1, bytes: [1, 2, 3]) == nil)
    }

    @Test func `scaling down takes the mean`() throws {
        let small = try #require(halves).scaled(toWidth: 1, height: 1)
        #expect(small.bytes == [127, 127, 127])
    }

    @Test func `an outline outside the picture draws nothing`() throws {
        var picture = try #require(halves)
        picture.outline(
            left: 50, top: 50, right: 60, bottom: 60, thickness: 1, in: .init(red: 255, green: 0, blue: 0))
        #expect(picture == halves)
    }

    @Test func `an outline marks the edges alone`() throws {
        var picture = try #require(Picture(width: 5, height: 5, bytes: [UInt8](repeating: 9, count: 75)))
        let red = Picture.Colour(red: 255, green: 0, blue: 0)
        picture.outline(left: 1, top: 1, right: 3, bottom: 3, thickness: 1, in: red)
        #expect(picture[1, 1] == red)
        #expect(picture[3, 2] == red)
        #expect(picture[2, 2] == Picture.Colour(red: 9, green: 9, blue: 9))
        #expect(picture[0, 0] == Picture.Colour(red: 9, green: 9, blue: 9))
    }

    @Test func `half blocks draw two pixels a character`() throws {
        let lines = try #require(halves).halfBlocks(columns: 4, colours: .full)
        #expect(
            lines == ["\u{1B}[38;2;0;0;0;48;2;0;0;0m▀▀\u{1B}[38;2;255;255;255;48;2;255;255;255m▀▀\u{1B}[0m"])
    }

    @Test(arguments: [
        (Picture.Colour(red: 0, green: 0, blue: 0), 16), (.init(red: 255, green: 255, blue: 255), 231),
        (.init(red: 128, green: 128, blue: 128), 244), (.init(red: 255, green: 0, blue: 0), 196),
    ])
    func `colours go to the nearest of 256`(colour: Picture.Colour, index: Int) {
        #expect(colour.index == index)
    }

    @Test func `kitty gets its picture in pieces of at most 4096 letters`() throws {
        let picture = try #require(
            Picture(width: 100, height: 40, bytes: [UInt8](repeating: 7, count: 12_000)))
        let pieces = picture.kitty(columns: 50).split(separator: "\u{1B}_G").map(String.init)
        #expect(pieces.count == 4)
        #expect(pieces[0].hasPrefix("a=T,f=24,s=100,v=40,c=50,q=2,m=1;"))
        #expect(pieces[3].hasPrefix("m=0;"))
        #expect(pieces.allSatisfy { $0.count < 4200 })
    }

    @Test func `sixels repeat runs and end with a string terminator`() throws {
        let picture = try #require(Picture(width: 8, height: 6, bytes: [UInt8](repeating: 255, count: 144)))
        let text = picture.sixel()
        #expect(text.hasPrefix("\u{1B}Pq\"1;1;8;6#0;2;0;0;0"))
        #expect(text.hasSuffix("#215!8~-\u{1B}\\\n"))
    }

    @Test func `a PGM is read with its comment`() throws {
        let picture = try #require(Picture(pgm: Array("P5\n# drawn\n2 1\n255\n".utf8) + [0, 200]))
        #expect(picture.bytes == [0, 0, 0, 200, 200, 200])
    }

    @Test(arguments: [
        "", "P5", "P6 1 1 255 x", "P5 2 2 255 xyz", "P5 -1 1 255 x", "P5 1 1 65535 xx",
        "P5 9999999999999 1 255 x",
    ])
    func `what is no PGM is no picture`(text: String) {
        #expect(Picture(pgm: Array(text.utf8)) == nil)
    }
}
