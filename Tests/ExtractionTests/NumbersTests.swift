import Domain
import Extraction
import Testing

@Suite struct NumbersTests {
    private func values(_ text: String) -> [[String]] {
        Numbers.scan(line(text)).map { $0.readings.map(\.value.description) }
    }

    @Test(arguments: [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1'234.50", "1234.50"), ("1’234.50", "1234.50"),
        ("6,00,000.00", "600000.00"), ("12.50-", "-12.50"), ("-12.50", "-12.50"), ("−12,50", "-12.50"),
        ("(12.50)", "-12.50"), ("12,-", "12"), ("€12.50", "12.50"), ("$1,234.56", "1234.56"),
        ("12.50€", "12.50"), ("RM12.50", "12.50"), ("1.234.567,8", "1234567.8"), ("0.234", "0.234"),
        (".50", "0.50"), ("0,0125", "0.0125"), ("Total:12.50", "12.50"), ("-€5.00", "-5.00"),
    ])
    func `an unambiguous number has one reading`(text: String, expected: String) {
        #expect(values(text) == [[expected]])
    }

    @Test(arguments: [("1.234", ["1234", "1.234"]), ("12,345", ["12345", "12.345"])])
    func `a number that could be grouped or not keeps both readings`(text: String, expected: [String]) {
        #expect(values(text) == [expected])
    }

    @Test func `the document's decimal mark decides between readings`() throws {
        let token = try #require(Numbers.scan(line("1.234")).first)
        #expect(token.value(by: .comma)?.description == "1234")
        #expect(token.value(by: .point)?.description == "1.234")
    }

    @Test func `numbers grouped by spaces are joined and kept apart as well`() {
        #expect(values("1 234,56") == [["1234.56"], ["1"], ["234,56".replacing(",", with: ".")]])
    }

    @Test func `a space in type of a fixed pitch joins groups`() {
        let words = [(457.1, "2"), (468.7, "133,10")].map { left, text in
            Word(
                text: text,
                box: Box(left: left, top: 0, right: left + 5.76 * Double(text.count), bottom: 7.7))
        }
        #expect(Numbers.scan(words).first?.value()?.description == "2133.10")
    }

    @Test func `a column gap joins nothing`() {
        #expect(values("1  234,56") == [["1"], ["234.56"]])
    }

    @Test(arguments: [
        ("12. 50", "12.50"), ("12 .50", "12.50"), ("1O.5O", "10.50"), ("l2,00", "12.00"),
        ("1,234,56", "1234.56"),
    ])
    func `recognition errors give readings marked as repaired`(text: String, expected: String) throws {
        let token = try #require(Numbers.scan(line(text)).first)
        let reading = try #require(token.readings.first)
        #expect(reading.value.description == expected)
        #expect(reading.isRepaired)
    }

    @Test(arguments: [
        ("EUR 12,50", "EUR"), ("12,50 EUR", "EUR"), ("$12.50", "USD"), ("12 €", "EUR"), ("Rs. 500", "INR"),
        ("CHF 1'234.50", "CHF"), ("£5", "GBP"),
    ])
    func `a currency beside or on the number belongs to it`(text: String, code: String) throws {
        let token = try #require(Numbers.scan(line(text)).first)
        #expect(token.currency?.rawValue == code)
        #expect(token.words == 0..<line(text).count)
    }

    @Test(arguments: ["19%", "19 %", "19,00%", "(19%)", "7.5 %"])
    func `percentages are told apart`(text: String) throws {
        #expect(try #require(Numbers.scan(line(text)).first).isPercentage)
    }

    @Test(arguments: [
        "INV-4410", "A4", "31.12.2025", "12:30", "DE123456789X1", "ab", "12.34.56.78", "1234567890123456",
    ])
    func `what is no number is left alone`(text: String) {
        #expect(values(text).isEmpty)
    }

    @Test func `an attached unit is kept`() throws {
        let token = try #require(Numbers.scan(line("10kg")).first)
        #expect(token.suffix == "kg")
        #expect(token.value() == FixedDecimal(10))
    }
}
