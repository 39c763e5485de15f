import Testing

@testable import Recognition

@Suite struct DecimalMarksTests {
    /// A reading whose marks might have been another with a score.
    private static func reading(_ text: String, or other: String = "", score: Float = 0.3) -> LineReading {
        LineReading(
            characters: text.enumerated().map { index, character in
                let isMark = character == "." || character == ","
                return LineReading.Character(
                    text: String(character), score: 0.6, firstStep: index, lastStep: index,
                    alternatives: isMark && !other.isEmpty ? [(other, score)] : [])
            }, end: 10)
    }

    private static func text(_ reading: LineReading) -> String { reading.characters.map(\.text).joined() }

    private static let points = ["12.50", "3.10 7.00", "TOTAL 15.60"].map { reading($0) }
    private static let commas = ["12,50", "3,10 7,00", "TOTAL 15,60"].map { reading($0) }

    @Test func `an amount takes the mark of the page's other amounts where the network thought of it`() {
        let doubtful = Self.reading("1,00 KG", or: ".")
        let marks = DecimalMarks(of: Self.points + [doubtful])
        let mended = marks.applied(to: doubtful, isInColumn: true)
        #expect(Self.text(mended) == "1.00 KG")
        #expect(mended.characters[1].score == 0.3)
        #expect(mended.characters[1].alternatives.map(\.text) == [","])
        #expect(mended.characters[1].alternatives.map(\.score) == [0.6])
    }

    @Test func `commas count as points do`() {
        let doubtful = Self.reading("1.00", or: ",")
        #expect(
            Self.text(DecimalMarks(of: Self.commas + [doubtful]).applied(to: doubtful, isInColumn: true))
                == "1,00")
    }

    @Test(arguments: [
        ("1,000", "."), ("1,0", "."), (",00", "."), ("1,00x", "."), ("1,00", ""), ("1,00", ";"), ("", "."),
    ])
    func `what is no amount, or what the network was sure of, stays`(_ text: String, or other: String) {
        let reading = Self.reading(text, or: other)
        #expect(Self.text(DecimalMarks(of: Self.points).applied(to: reading, isInColumn: true)) == text)
    }

    @Test func `a mark the network hardly thought of is not taken`() {
        let reading = Self.reading("1,00", or: ".", score: 0.005)
        #expect(Self.text(DecimalMarks(of: Self.points).applied(to: reading, isInColumn: true)) == "1,00")
    }

    @Test func `few amounts decide nothing, nor do pages that set both marks`() {
        let doubtful = Self.reading("1,00", or: ".")
        #expect(DecimalMarks(of: Array(Self.points.prefix(2))).usual == nil)
        #expect(DecimalMarks(of: Self.points + Self.commas).usual == nil)
        #expect(DecimalMarks(of: []).applied(to: doubtful, isInColumn: true).characters[1].text == ",")
    }

    @Test(arguments: [("80 91", "80.91"), ("0 05", "0.05"), ("150 00", "150.00"), ("-2 25", "-2.25")])
    func `a line that is an amount but for its mark gets the page's`(_ text: String, mended: String) {
        let read = Self.reading(text)
        let applied = DecimalMarks(of: Self.points).applied(to: read, isInColumn: true)
        #expect(Self.text(applied) == mended)
        let mark = applied.characters[applied.characters.count - 3]
        #expect(mark.score < 0.5 && mark.alternatives.map(\.text) == [" "])
        #expect(
            Self.text(DecimalMarks(of: Array(Self.points.prefix(2))).applied(to: read, isInColumn: true))
                == text)
    }

    @Test(arguments: [
        "Tel 80 91", "06 80 91", "80 9", "8 091", "1234 56", "80 9x", "x0 91", " 80", "- 80", "-", "80 91 ",
    ])
    func `lines of other numbers keep their white`(_ text: String) {
        #expect(
            Self.text(DecimalMarks(of: Self.points).applied(to: Self.reading(text), isInColumn: true)) == text
        )
    }

    @Test func `what stands in no column of amounts stays, and no mark is surer than the white was`() {
        let marks = DecimalMarks(of: Self.points)
        #expect(Self.text(marks.applied(to: Self.reading("110 00"), isInColumn: false)) == "110 00")
        var characters = Self.reading("80 91").characters
        characters[2].score = 0.03
        let doubtful = LineReading(characters: characters, end: 20)
        #expect(marks.applied(to: doubtful, isInColumn: true).characters[2].score == 0.03)
    }

    @Test func `numbers of two columns stay two`() {
        var characters = Self.reading("80 91").characters
        for place in 3...4 { characters[place].firstStep += 6 }
        let read = LineReading(characters: characters, end: 20)
        #expect(Self.text(DecimalMarks(of: Self.points).applied(to: read, isInColumn: true)) == "80 91")
    }
}
