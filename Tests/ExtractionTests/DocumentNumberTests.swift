import Domain
import Testing

@testable import Extraction

@Suite struct DocumentNumberTests {
    private let lexicon = Lexicon([
        LanguageLabels(
            language: "en", fields: ["invoice_number": [.strong: ["invoice no"]]],
            kinds: ["invoice": [.strong: ["invoice"]]])
    ])

    private func numbers(_ row: String) -> [String] {
        let words = line(row, top: 40)
        let page = Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words)
        return Evidence(gatheredFrom: [page], lexicon: lexicon).candidates
            .filter { $0.field == .invoiceNumber }.map(\.value.canonical)
    }

    @Test func `a number in groups of digits is one number`() {
        #expect(numbers("Invoice No: 2 31 0007 0004410982").contains("2 31 0007 0004410982"))
    }

    @Test(arguments: ["Invoice No: 471102 2018", "Invoice No: 4711 page 1", "Invoice No: 4711 02"])
    func `a number is not joined with what only stands behind it`(row: String) {
        #expect(numbers(row).contains { $0 == "471102" || $0 == "4711" })
    }
}
