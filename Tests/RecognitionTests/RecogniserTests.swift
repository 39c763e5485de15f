import Domain
import Testing

@testable import Recognition

@Suite struct RecogniserTests {
    private func failure(of bytes: [UInt8], _ options: RecognitionOptions = RecognitionOptions())
        -> RecognitionFailure?
    {
        var recogniser = Recogniser()
        do throws(RecognitionFailure) {
            _ = try recogniser.recognise(bytes, options: options)
            return nil
        } catch { return error }
    }

    private func pdf(pages: Int, words: [String]) -> [UInt8] {
        var pdf = SearchablePDF()
        let image = PackedImage(
            width: 1, height: 1, entries: "/ColorSpace /DeviceGray /BitsPerComponent 8", bytes: [255])
        for number in 1...pages {
            let placed = words.enumerated().map {
                Word(
                    text: $0.element,
                    box: Box(
                        left: 20, top: 20 + Double($0.offset) * 14, right: 90,
                        bottom: 30 + Double($0.offset) * 14))
            }
            pdf.add(
                Page(number: number, width: 200, height: 300, origin: .textLayer, words: placed), image: image
            )
        }
        return pdf.bytes()
    }

    @Test func `nothing is refused as empty`() {
        #expect(failure(of: []) == .empty)
    }

    @Test(arguments: [
        "%PDF-1.7\n", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>",
    ])
    func `a PDF without pages or with damage is refused for it`(text: String) {
        switch failure(of: Array(text.utf8)) {
        case .damaged, .noPages: break
        case let other: Issue.record("\(String(describing: other))")
        }
    }

    @Test(
        arguments: [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
            [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0],
        ] as [[UInt8]])
    func `an image that breaks off is refused as damaged`(bytes: [UInt8]) {
        guard case .damaged = failure(of: bytes) else {
            Issue.record("\(String(describing: failure(of: bytes)))")
            return
        }
    }

    @Test func `more pages than allowed are refused`() {
        var options = RecognitionOptions()
        options.maximumPages = 2
        guard case .overLimit = failure(of: pdf(pages: 3, words: []), options) else {
            Issue.record("it was read")
            return
        }
    }

    @Test func `a page with nothing on it is measured blank`() throws {
        var recogniser = Recogniser()
        let document = try recogniser.recognise(pdf(pages: 1, words: []))
        #expect(document.pages.map(\.origin) == [.blank])
        #expect(document.pages[0].originReason.contains("no ink"))
    }

    @Test func `text that is laid invisibly over an image is not trusted`() throws {
        var recogniser = Recogniser()
        let words = ["Invoice", "number", "Total", "amount", "payable", "company", "Limited"]
        let document = try recogniser.recognise(pdf(pages: 1, words: words))
        #expect(document.pages[0].words.isEmpty)
        #expect(document.pages[0].origin == .blank)
    }
}

@Suite struct LanguageVoteTests {
    @Test(arguments: [
        ("Rechnung Datum Betrag und MwSt zahlbar", "de"), ("Facture montant TVA pour le client", "fr"),
        ("Invoice date amount due please", "en"), ("Factuur datum bedrag BTW totaal", "nl"),
    ])
    func `the commonest words tell the language`(text: String, language: String) {
        #expect(LanguageVote(words(text)).winner(atLeast: 3) == language)
    }

    @Test(arguments: ["", "4711 12,00", "Invoice Rechnung", "de la"])
    func `too few words, or words of two languages, tell nothing`(text: String) {
        #expect(LanguageVote(words(text)).winner(atLeast: 3) == nil)
    }

    private func words(_ text: String) -> [Word] {
        text.split(separator: " ").map {
            Word(text: String($0), box: Box(left: 0, top: 0, right: 1, bottom: 1))
        }
    }
}
