import Domain
import Testing

@testable import vouch

@Suite struct WordTableTests {
    private func page(_ words: [Word]) -> Page {
        Page(number: 2, width: 595, height: 842, origin: .image, words: words)
    }

    @Test func `each word stands on a line with its place and what a second reader made of it`() {
        let other = OtherReading(reader: .tesseract, manner: .line, text: "15.00")
        var word = Word(text: "75.00", box: Sample.box, confidence: 0.98765, reader: .neural)
        var table = WordTable.text(of: [page([word])]).split(separator: "\n")
        #expect(table.count == 2)
        expectSame(String(table[1]), "2\t412.0\t701.5\t480.3\t712.0\t0.988\tneural\t75.00\t\t")
        word.otherReadings = [other]
        table = WordTable.text(of: [page([word])]).split(separator: "\n")
        expectSame(String(table[1]), "2\t412.0\t701.5\t480.3\t712.0\t0.988\tneural\t75.00\tdisputed\t15.00")
        word.otherReadings.append(OtherReading(reader: .tesseract, manner: .closer, text: "75.00"))
        table = WordTable.text(of: [page([word])]).split(separator: "\n")
        expectSame(String(table[1]), "2\t412.0\t701.5\t480.3\t712.0\t0.988\tneural\t75.00\tsettled\t15.00")
    }

    @Test func `a word cannot break out of its cell`() {
        let word = Word(text: "a\tb\r\nc", box: Sample.box)
        let lines = WordTable.text(of: [page([word])]).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[1].split(separator: "\t", omittingEmptySubsequences: false).count == 10)
    }

    @Test func `without pages there is the head alone`() {
        #expect(WordTable.text(of: []).split(separator: "\n").count == 1)
    }
}
