import Testing

@testable import Recognition

@Suite struct LookalikeTests {
    /// Characters the network was unsure of where `doubts` names what else they might be.
    private static func line(
        _ text: String, _ doubts: [Int: (String, Float)]
    ) -> [LineReading.Character] {
        text.enumerated().map { index, character in
            LineReading.Character(
                text: String(character), score: 0.7, firstStep: 2 * index, lastStep: 2 * index,
                alternatives: doubts[index].map { [($0.0, $0.1)] } ?? [])
        }
    }

    private static func settled(_ text: String, _ places: [Int], as other: String, _ score: Float) -> String {
        let doubts = Dictionary(uniqueKeysWithValues: places.map { ($0, (other, score)) })
        return line(text, doubts).withLookalikesSettled.map(\.text).joined()
    }

    @Test(arguments: [
        ("2X9OOML", [3, 4], "2X900ML"), ("RMO.20", [2], "RM0.20"), ("1,00O", [4], "1,000"),
        ("8oY", [1], "80Y"), ("BPO09", [2], "BP009"), ("EURO,50", [3], "EUR0,50"),
    ])
    func `an o in a number is a zero where the network thought of one`(
        _ text: String, places: [Int], mended: String
    ) {
        #expect(Self.settled(text, places, as: "0", 0.3) == mended)
        #expect(Self.settled(text, places, as: "Q", 0.3) == text)
        #expect(Self.settled(text, places, as: "0", 0.03) == text)
    }

    @Test(arguments: [
        ("16oz", [2]), ("CO2", [1]), ("PO1234", [1]), ("NO.50", [1]), ("SEAFO00", [4]), ("Oslo", [0, 3]),
        ("O", [0]),
        ("EURO.", [3]),
    ])
    func `the o of a word, of a unit and of a number's letters stays`(_ text: String, places: [Int]) {
        #expect(Self.settled(text, places, as: "0", 0.15) == text)
    }

    @Test(arguments: [
        ("PO00123", [1]), ("NO0012", [1]), ("Nro.50", [2]), ("Foto.12", [3]), ("EURO,50A", [3]),
    ])
    func `the o of a word before a number stays, however near a zero it is`(_ text: String, places: [Int]) {
        #expect(Self.settled(text, places, as: "0", 0.3) == text)
    }

    @Test(arguments: [("21Oct2024", [2]), ("1Of2", [1]), ("RO66OTPV", [4])])
    func `an o that begins a word behind a digit stays`(_ text: String, places: [Int]) {
        #expect(Self.settled(text, places, as: "0", 0.15) == text)
    }

    @Test(arguments: [
        ("Tota1", [4], "Total"), ("Bi11: 20/11", [2, 3], "Bill: 20/11"), ("Bi1l", [2], "Bill"),
        ("Spü1-", [3], "Spül-"),
    ])
    func `a 1 in a word is an l where the network thought of one`(
        _ text: String, places: [Int], mended: String
    ) {
        #expect(Self.settled(text, places, as: "l", 0.05) == mended)
        #expect(Self.settled(text, places, as: "i", 0.05) == text)
    }

    @Test(arguments: [
        ("en16931", [2]), ("c1", [1]), ("B1", [1]), ("11", [0, 1]), ("bh1@mail.com", [2]), ("a@web1.de", [5]),
        ("abc1-2024", [3]), ("ver1.2", [3]), ("mod1/23", [3]),
        ("Nr. 1", [4]),
    ])
    func `the 1 of a number, of an address and behind a single letter stays`(_ text: String, places: [Int]) {
        #expect(Self.settled(text, places, as: "l", 0.05) == text)
    }

    @Test(arguments: [("SR 06.0%", 3, "SR @6.0%"), ("00%", 0, "@0%")])
    func `a rate begins with an at, not with a nought before its digits`(
        _ text: String, place: Int, mended: String
    ) {
        #expect(Self.settled(text, [place], as: "@", 0.05) == mended)
        #expect(Self.settled(text, [place], as: "6", 0.05) == text)
    }

    @Test(arguments: [("0%", 0), ("0.5%", 0), ("10.0%", 1), ("06.00", 0), ("06 5%", 0), ("0", 0), ("006", 1)])
    func `noughts elsewhere stay`(_ text: String, place: Int) {
        #expect(Self.settled(text, [place], as: "@", 0.05) == text)
    }

    @Test(arguments: [("(0X)", 2, "(0%)"), ("(2X", 2, "(2X"), ("(X)", 1, "(X)"), ("2X 5)", 1, "2X 5)")])
    func `an x behind a digit in brackets is a percent sign`(_ text: String, place: Int, mended: String) {
        #expect(Self.settled(text, [place], as: "%", 0.3) == mended)
        #expect(Self.settled(text, [place], as: "%", 0.05) == text)
    }

    @Test func `what was written stays an alternative with its score`() throws {
        let mended = Self.line("RMO.20", [2: ("0", 0.3)]).withLookalikesSettled
        #expect(mended[2].text == "0" && mended[2].score == 0.3)
        let other = try #require(mended[2].alternatives.first)
        #expect(other.text == "O" && other.score == 0.7)
    }
}
