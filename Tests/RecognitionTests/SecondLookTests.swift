import Domain
import Testing

@testable import Recognition

@Suite struct `A second look at words` {
    private static func word(
        _ text: String, _ left: Double, _ right: Double, top: Double = 100, reader: TextReader = .neural
    ) -> Word {
        Word(text: text, box: Box(left: left, top: top, right: right, bottom: top + 10), reader: reader)
    }

    @Test func `words side by side in a box are one piece, those far apart or below are others`() {
        let words = [
            Self.word("Total", 0, 30), Self.word("RM", 40, 52), Self.word("75.00", 55, 85),
            Self.word("6%", 200, 212), Self.word("80.00", 55, 85, top: 115), Self.word("no", 0, 10, top: 300),
        ]
        let boxes = [
            Box(left: 0, top: 98, right: 215, bottom: 112), Box(left: 50, top: 98, right: 90, bottom: 127),
        ]
        let pieces = LinePiece.pieces(of: words, in: boxes)
        #expect(pieces.map(\.words) == [[0, 1, 2], [4], [3]])
        #expect(pieces.first?.spans.map(\.lowerBound) == [0, 40, 55])
        #expect(pieces.first?.line.length == 85)
    }

    @Test func `the document's own words are not looked at`() {
        let word = Self.word("75.00", 0, 30, reader: .textLayer)
        #expect(LinePiece.pieces(of: [word], in: [word.box]).isEmpty)
    }

    @Test func `a tilted word is cut out along its tilt`() throws {
        let quad = Quad(
            topLeft: Point(x: 0, y: 0), topRight: Point(x: 100, y: 10), bottomRight: Point(x: 99, y: 20),
            bottomLeft: Point(x: -1, y: 10))
        let word = Word(
            text: "75.00", box: Box(left: -1, top: 0, right: 100, bottom: 20), reader: .neural, quad: quad)
        let line = try #require(LinePiece.pieces(of: [word], in: [word.box]).first).line
        #expect(abs(line.angle - 0.0997) < 0.001)
        #expect(abs(line.thickness - 10.05) < 0.1)
        #expect(abs(line.length - 100.5) < 0.1)
    }

    @Test func `what is read goes to the word it stands on, neighbours' remains to none`() throws {
        let words = [Self.word("RM", 40, 52), Self.word("75.00", 55, 85)]
        let piece = try #require(
            LinePiece.pieces(of: words, in: [Box(left: 0, top: 0, right: 200, bottom: 200)]).first)
        let found = [
            Self.word("RM", 10, 34), Self.word("75", 40, 60), Self.word("00", 66, 90),
            Self.word("|", 99, 120),
        ]
        #expect(PieceReading(found, of: piece, scale: 2, margin: 10).texts == ["RM", "7500"])
        #expect(PieceReading([], of: piece, scale: 2, margin: 10).texts == [nil, nil])
    }

    @Test(arguments: [false, true])
    func `a place of the page is found again on a skewed image, on its head too`(isTurnedOver: Bool) {
        let image = ColourImage(width: 200, height: 100, pixels: [UInt8](repeating: 255, count: 60_000))
        let picture = PagePicture(image: image, isTurnedOver: isTurnedOver, skew: 90, pixelsPerPoint: 2)
        let line = TextLine(centreX: 60, centreY: 25, length: 10, thickness: 5, angle: 0)
        let placed = picture.onImage(line)
        #expect(abs(placed.centreX - 100) < 1e-9)
        #expect(abs(placed.centreY - (isTurnedOver ? 30 : 70)) < 1e-9)
        #expect(placed.length == 20)
        #expect(abs(placed.angle - (isTurnedOver ? 1.5 : 0.5) * .pi) < 1e-9)
    }

    @Test func `two readings of a page are compared word by word`() {
        let own = [
            Self.word("Total", 0, 30), Self.word("75.00", 55, 85), Self.word("No.", 0, 15, top: 120),
            Self.word("118", 17, 32, top: 120), Self.word("alone", 300, 330),
        ]
        let others = [
            Self.word("Total", 1, 31, reader: .tesseract), Self.word("15", 55, 68, reader: .tesseract),
            Self.word(".00", 70, 85, reader: .tesseract),
            Self.word("No.118", 0, 32, top: 121, reader: .tesseract),
        ]
        let compared = DoubleReading(own, with: others).words(.page)
        #expect(compared.map(\.text) == own.map(\.text))
        #expect(
            compared.map(\.agreement) == [
                .agreed(.tesseract),
                .disputed(OtherReading(reader: .tesseract, manner: .page, text: "15.00")),
                .agreed(.tesseract), .agreed(.tesseract), .single,
            ])
    }

    @Test func `a long word of the other reader that differs is given to one word`() {
        let own = [Self.word("No.", 0, 15), Self.word("118", 17, 47)]
        let others = [Self.word("No.178", 0, 47, reader: .tesseract)]
        let compared = DoubleReading(own, with: others).words(.page)
        #expect(compared[0].agreement == .single)
        #expect(compared[1].otherReadings.map(\.text) == ["No.178"])
    }

    @Test func `places and sizes that cannot be are compared without end`() {
        let wild = Word(
            text: "7", box: Box(left: -1e300, top: -1e300, right: 1e300, bottom: 1e300), reader: .neural)
        #expect(DoubleReading([wild], with: [wild]).words(.page).count == 1)
    }
}
