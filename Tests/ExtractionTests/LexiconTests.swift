import Domain
import Testing

@testable import Extraction

@Suite struct LexiconTests {
    private let lexicon = Lexicon([
        LanguageLabels(
            language: "en", functionWords: ["the", "of"],
            fields: [
                "invoice_number": [.strong: ["invoice number"], .weak: ["inv"]],
                "tax_total": [.strong: ["gst included in total"]],
                "grand_total": [.weak: ["total"]],
            ], parties: ["buyer": [.strong: ["buyer name"]]]),
        LanguageLabels(
            language: "de", fields: ["invoice_number": [.strong: ["Rechnung Nr", "Rechnungs-Nr."]]]),
    ])

    @Test(arguments: [
        ("Invoice-Number: 4711", "Invoice-Number:"), ("Total:12.00", "Total:12.00"),
        ("GST @6% included in total", "GST @6% included in total"),
        ("Mietrechnung Nr. 12", "Mietrechnung Nr."),
        ("RECHNUNGSNR 12", "RECHNUNGSNR"), ("(Total)", "(Total)"),
    ])
    func `a label is found however it is punctuated`(text: String, label: String) {
        #expect(hits(text).map(\.text) == [label])
    }

    @Test(arguments: ["INV04410", "BUYER_NAME", "info@total.de", "www.total.com", "Subtotal", "INV-4410"])
    func `words that hold a label are not one`(text: String) {
        #expect(hits(text).isEmpty)
    }

    @Test func `a misread letter is overlooked on images alone`() {
        #expect(hits("lnvoice number", origin: .image).map(\.isFuzzy) == [true])
        #expect(hits("lnvoice number", origin: .textLayer).isEmpty)
    }

    @Test func `what follows a label in its word is kept apart`() {
        #expect(hits("Total:12.00").first?.rest == ":12.00")
        #expect(hits("Total").first?.rest == "")
    }

    @Test func `names that mean nothing are told`() {
        let labels = LanguageLabels(
            language: "en", fields: ["invoice_nummer": [.strong: ["x"]]], terms: ["dayz": ["d"]])
        #expect(labels.unknownNames.sorted() == ["fields.invoice_nummer", "terms.dayz"])
    }

    private func hits(_ text: String, origin: Page.Origin = .textLayer) -> [LabelHit] {
        var left = 50.0
        let words = text.split(separator: " ").map { part in
            let width = Double(part.count) * 5
            defer { left += width + 3 }
            return Word(text: String(part), box: Box(left: left, top: 100, right: left + width, bottom: 110))
        }
        let page = Page(number: 1, width: 600, height: 800, origin: origin, words: words)
        return LabelFinder(lexicon: lexicon, layout: PageLayout(page)).hits()
    }
}
