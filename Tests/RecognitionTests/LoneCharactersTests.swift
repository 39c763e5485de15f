import Domain
import Testing

@testable import Recognition

/// A white picture of 300 by 60 pixels with a word of strokes at the left, and what else is drawn.
@Suite struct LoneCharactersTests {
    /// The word that was found: 20 high, from 30 to 130, its middle at half the height of the picture.
    private static let word = TextLine(centreX: 80, centreY: 30, length: 100, thickness: 20, angle: 0)
    /// A word at the right edge, so that the row goes on to there.
    private static let last = TextLine(centreX: 280, centreY: 30, length: 30, thickness: 20, angle: 0)

    private static func places(inked: (Int, Int) -> Bool) -> [TextLine] {
        let pixels = (0..<300 * 60).flatMap { place -> [UInt8] in
            let (x, y) = (place % 300, place / 300)
            let isWord =
                ((35..<125).contains(x) || (268..<292).contains(x)) && x % 5 < 2 && (25..<35).contains(y)
            return Array(repeating: isWord || inked(x, y) ? 10 : 250, count: 3)
        }
        let picture = ColourImage(width: 300, height: 60, pixels: pixels)
        return LoneCharacters(on: picture, beside: [word, last], skew: 0).places()
    }

    @Test func `a stroke as high as the row's digits is a place to be read`() throws {
        let places = Self.places { x, y in (200..<203).contains(x) && (25..<35).contains(y) }
        #expect(places.count == 1)
        let place = try #require(places.first)
        #expect(abs(place.centreX - 201.5) < 1 && abs(place.centreY - 30) < 1)
        #expect(place.thickness == 20 && place.length < 12)
    }

    @Test func `two strokes side by side are one place`() {
        let places = Self.places { x, y in
            ((200..<203).contains(x) || (206..<209).contains(x)) && (25..<35).contains(y)
        }
        #expect(places.count == 1)
    }

    @Test(arguments: [
        ("a rule down the page", 200..<203, 0..<60), ("a dot", 200..<203, 33..<35),
        ("a dash", 190..<215, 29..<31), ("a stroke of the row below", 200..<203, 40..<50),
        ("a bar as long as a word", 150..<220, 25..<35),
    ])
    func `what is not of a character's size and place is left`(
        _ what: String, columns: Range<Int>, rows: Range<Int>
    ) {
        #expect(Self.places { columns.contains($0) && rows.contains($1) }.isEmpty, "\(what)")
    }

    /// Whether a pixel belongs to one of two dots, one over the other.
    private static func isColon(_ x: Int, _ y: Int) -> Bool {
        (200..<202).contains(x) && ((26..<28).contains(y) || (33..<35).contains(y))
    }

    @Test func `two dots one over the other are a place to be read, with white around them`() throws {
        let places = Self.places(inked: Self.isColon)
        #expect(places.count == 1)
        let place = try #require(places.first)
        #expect(abs(place.centreX - 201) < 1 && abs(place.centreY - 30) < 1)
        #expect(place.bareEnds > 0)
        #expect(place.length - 2 * place.bareEnds * place.thickness > 15)
    }

    @Test(arguments: [
        ("a dot right beside them", 205..<207, 30..<32), ("a dash right before them", 190..<197, 29..<31),
    ])
    func `dots with something beside them are no colon`(
        _ what: String, columns: Range<Int>, rows: Range<Int>
    ) {
        let places = Self.places { x, y in
            Self.isColon(x, y) || columns.contains(x) && rows.contains(y)
        }
        #expect(places.isEmpty, "\(what)")
    }

    @Test func `a line of the row below, set tight, does not hide a stroke`() {
        let below = TextLine(centreX: 180, centreY: 44, length: 100, thickness: 20, angle: 0)
        let pixels = (0..<300 * 60).flatMap { place -> [UInt8] in
            let (x, y) = (place % 300, place / 300)
            let isWord =
                ((35..<125).contains(x) || (268..<292).contains(x)) && x % 5 < 2 && (25..<35).contains(y)
            let isBelow = (135..<225).contains(x) && x % 5 < 2 && (40..<50).contains(y)
            let isStroke = (200..<203).contains(x) && (25..<35).contains(y)
            return Array(repeating: isWord || isBelow || isStroke ? 10 : 250, count: 3)
        }
        let picture = ColourImage(width: 300, height: 60, pixels: pixels)
        let places = LoneCharacters(on: picture, beside: [Self.word, Self.last, below], skew: 0).places()
        #expect(places.contains { abs($0.centreX - 201.5) < 1 && abs($0.centreY - 30) < 1 })
    }

    /// What the network read at a place of one character.
    private static func lone(_ text: String, _ score: Float) -> LineReading {
        LineReading(
            characters: text.map {
                LineReading.Character(
                    text: String($0), score: score, firstStep: 1, lastStep: 1, alternatives: [])
            }, end: 4)
    }

    @Test(arguments: [
        ("i", Float(0.6), 0.0, "1"), ("l", 0.9, 0, "1"), ("1", 0.9, 0, "1"), ("7", 0.9, 0, "7"),
        (";", 0.6, 1, ":"), (":", 0.6, 1, ":"),
    ])
    func `a lone stroke is a 1 and two dots are a colon`(
        _ read: String, score: Float, bareEnds: Double, meant: String
    ) {
        var line = Self.word
        line.bareEnds = bareEnds
        let reading = Self.lone(read, score).asLone(on: line)
        #expect(reading.isLoneMark)
        #expect(reading.characters.map(\.text).joined() == meant)
    }

    @Test(arguments: [
        ("i", Float(0.4), 0.0), ("|", 0.9, 0), ("il", 0.9, 0), ("i", 0.9, 1), (";", 0.4, 1), (";", 0.9, 0),
        ("8", 0.7, 0), ("", 1, 0), ("B", 0.9, 1),
    ])
    func `what the network is unsure of, and every other mark, is left`(
        _ read: String, score: Float, bareEnds: Double
    ) {
        var line = Self.word
        line.bareEnds = bareEnds
        #expect(!Self.lone(read, score).asLone(on: line).isLoneMark)
    }

    @Test func `beyond all text nothing is looked for`() {
        #expect(Self.places { x, y in (10..<13).contains(x) && (25..<35).contains(y) }.isEmpty)
    }

    @Test func `a page without text has no places`() {
        let white = ColourImage(width: 40, height: 40, pixels: [UInt8](repeating: 255, count: 4800))
        #expect(LoneCharacters(on: white, beside: [], skew: 0).places().isEmpty)
        #expect(LoneCharacters(on: white, beside: [Self.word], skew: 3).places().isEmpty)
    }
}
