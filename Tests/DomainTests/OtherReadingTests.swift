import Domain
import Testing

@Suite struct `Readings that are compared` {
    @Test(arguments: [
        ("75.00", "75.00"), ("75,00", "75.00"), ("RE–118", "RE-118"), ("Nr.", "NR"), ("(12.50)", "12.50"),
        ("'12.50'", "12.50"), ("A 1", "A1"), ("30.12.2026,", "30.12.2026"),
    ])
    func `differences of typography do not count`(one: String, other: String) {
        #expect(OtherReading(reader: .tesseract, manner: .line, text: one).confirms(other))
    }

    @Test(arguments: [
        ("75.00", "15.00"), ("8091", "80.91"), ("O123", "0123"), ("75.0", "75.00"), ("", "7"),
        ("12.50", "12.50-A"),
    ])
    func `differences of letters, digits and points do`(one: String, other: String) {
        #expect(!OtherReading(reader: .tesseract, manner: .line, text: one).confirms(other))
    }

    @Test func `a word is agreed on when all read the same, and settled when a further look does`() {
        var word = Word(
            text: "75.00", box: Box(left: 0, top: 0, right: 1, bottom: 1), reader: .neural)
        #expect(word.agreement == .single)
        word.otherReadings = [OtherReading(reader: .tesseract, manner: .line, text: "75,00")]
        #expect(word.agreement == .agreed(.tesseract))
        let closer = OtherReading(reader: .tesseract, manner: .closer, text: "15.00")
        word.otherReadings.append(closer)
        #expect(word.agreement == .settled(closer))
        word.otherReadings = [closer]
        #expect(word.agreement == .disputed(closer))
    }
}
