import Domain
import Testing

@testable import Recognition

@Suite struct SearchablePDFTests {
    /// A JPEG of 8 × 8 grey pixels would do; what matters is that it arrives as it is.
    private let image = PackedImage(
        width: 8, height: 8, entries: "/ColorSpace /DeviceGray /BitsPerComponent 8",
        bytes: Array(repeating: 255, count: 64))

    private func page(_ words: [Word]) -> Page {
        Page(number: 1, width: 300, height: 400, origin: .image, words: words)
    }

    private func word(_ text: String, _ left: Double, _ top: Double) -> Word {
        Word(
            text: text, box: Box(left: left, top: top, right: left + 60, bottom: top + 10), reader: .tesseract
        )
    }

    private func words(of bytes: [UInt8]) throws -> [Word] {
        let document = try PDFDocument(bytes)
        guard let page = document.page(0) else { return [] }
        return try page.textLayer(limit: 10_000).words
    }

    private func written(_ pages: [Page]) -> [UInt8] {
        var pdf = SearchablePDF()
        for page in pages { pdf.add(page, image: image) }
        return pdf.bytes()
    }

    @Test(arguments: ["Rechnung", "Gebühr", "€", "łódź", "1.234,56", "Ω≈日本"])
    func `a word laid over the image is found again where it stood`(text: String) throws {
        let read = try self.words(of: written([page([word(text, 40, 100), word("next", 200, 300)])]))
        let found = try #require(read.first)
        #expect(found.text == text)
        #expect(abs(found.box.left - 40) < 1 && abs(found.box.right - 100) < 1)
        #expect(abs(found.box.top - 100) < 0.5 && abs(found.box.bottom - 110) < 0.5)
    }

    @Test func `the same pages give the same bytes`() {
        let pages = [page([word("one", 10, 10)]), page([word("two", 10, 20)])]
        #expect(written(pages) == written(pages))
    }

    @Test func `more than 255 different characters need a second font and are all found`() throws {
        let letters = (0..<300).compactMap { Unicode.Scalar(0x4E00 + $0).map { String(Character($0)) } }
        let words = letters.enumerated().map {
            word($0.element, Double($0.offset % 4) * 70, Double($0.offset / 4) * 5)
        }
        let read = try self.words(of: written([page(words)]))
        #expect(Set(read.map(\.text).joined()) == Set(letters.joined()))
    }

    @Test func `a page without words is written without any`() throws {
        #expect(try self.words(of: written([page([])])).isEmpty)
    }
}
