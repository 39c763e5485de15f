import Domain
import Models
import Testing

@testable import Extraction

/// Small made-up documents through evidence and selection, with the models of the repository.
@Suite struct SampleDraftTests {
    private func draft(_ page: SamplePage, templates: [VendorTemplate] = []) throws -> InvoiceDraft {
        let folder = ModelsFolder(url: ModelsFolderTests.repository)
        let evidence = Evidence(gatheredFrom: [page.page], lexicon: try folder.lexicon())
        let arrival = try #require(CalendarDate(year: 2026, month: 11, day: 21))
        return Selection(model: try folder.scoringModel(), templates: templates).draft(
            from: evidence, pages: [page.page], arrival: arrival)
    }

    @Test func `a German invoice is read`() throws {
        let draft = try draft(.german)
        let expected: [FieldName: String] = [
            .invoiceNumber: "RE-2026-118", .issueDate: "2026-03-05", .dueDate: "2026-04-04", .currency: "EUR",
            .sellerName: "Nordlicht Werkzeuge GmbH", .buyerName: "Hansen Bau KG", .purchaseOrder: "B-5521",
            .netTotal: "200.00", .taxTotal: "38.00", .grandTotal: "238.00", .amountDue: "238.00",
        ]
        for (field, value) in expected { #expect(draft.text(field) == value, "\(field.rawValue)") }
        #expect(draft.kind == .invoice)
        #expect(draft.language == "de")
    }

    @Test func `a due date follows from the terms and says so`() throws {
        let due = try #require(try draft(.german).fields[.dueDate])
        #expect(due.source.region == nil)
        #expect(due.reasons.first?.text.contains("30 days") == true)
    }

    @Test func `a receipt is read, with the total after rounding`() throws {
        let draft = try draft(.receipt)
        #expect(draft.kind == .receipt)
        #expect(draft.text(.sellerName) == "SUNRISE HARDWARE SDN BHD")
        #expect(draft.text(.issueDate) == "2018-03-25")
        #expect(draft.text(.grandTotal) == "12.35")
        #expect(draft.fields[.buyerName] == nil)
    }

    @Test func `every observation that has a weight is told in words`() throws {
        let model = try ModelsFolder(url: ModelsFolderTests.repository).scoringModel()
        let names = model.fields.values.reduce(into: Set(model.weights.keys)) {
            $0.formUnion($1.weights.keys)
        }
        #expect(!names.isEmpty)
        #expect(names.filter { FeatureWording.words(for: $0) == $0 && $0 != "template" } == [])
    }

    @Test func `a value tells which rule of its vendor's template did not fire`() throws {
        let template = VendorTemplate(
            name: "nordlicht", phrases: ["Nordlicht Werkzeuge"],
            rules: [
                .invoiceNumber: [
                    VendorTemplate.Rule(position: .rightOf("Belegnummer")),
                    VendorTemplate.Rule(position: .rightOf("Rechnungsnummer:")),
                ]
            ])
        let number = try #require(try draft(.german, templates: [template]).fields[.invoiceNumber])
        let told = number.reasons.map(\.text).filter { $0.hasPrefix("template nordlicht") }
        #expect(told == ["template nordlicht: rule 1 did not fire: the anchor is not on the page"])
        let plain = try #require(try draft(.german).fields[.invoiceNumber])
        #expect(!plain.reasons.contains { $0.text.contains("did not fire") })
    }

    @Test func `nothing is made up where nothing is printed`() throws {
        let draft = try draft(SamplePage([("Dear Ms Brown, thank you for the nice evening.", 60, 100, 10)]))
        for field in [
            FieldName.invoiceNumber, .issueDate, .grandTotal, .sellerIBAN, .sellerVATID, .purchaseOrder,
        ] {
            #expect(draft.fields[field] == nil, "\(field.rawValue)")
        }
    }
}

/// A page set from lines of text.
struct SamplePage {
    let page: Page

    init(_ lines: [(String, Double, Double, Double)], origin: Page.Origin = .textLayer) {
        var words: [Word] = []
        for (text, left, top, size) in lines {
            var x = left
            for part in text.split(separator: " ") {
                let width = Double(part.unicodeScalars.count) * size * 0.5
                let box = Box(left: x, top: top, right: x + width, bottom: top + size)
                words.append(Word(text: String(part), box: box))
                x += width + size * 0.3
            }
        }
        page = Page(number: 1, width: 595, height: 842, origin: origin, words: words)
    }

    static let german = SamplePage([
        ("Nordlicht Werkzeuge GmbH • Hafenstraße 3 • 20457 Hamburg", 60, 120, 7),
        ("Hansen Bau KG", 60, 140, 10), ("Deichweg 12", 60, 153, 10), ("25335 Elmshorn", 60, 166, 10),
        ("Rechnung", 60, 250, 18), ("Rechnungsnummer:", 380, 140, 10), ("RE-2026-118", 480, 140, 10),
        ("Rechnungsdatum:", 380, 153, 10), ("05.03.2026", 480, 153, 10), ("Ihre Bestellung:", 380, 166, 10),
        ("B-5521", 480, 166, 10), ("Summe netto", 350, 500, 10), ("200,00 €", 480, 500, 10),
        ("zzgl. 19 % MwSt", 350, 514, 10), ("38,00 €", 480, 514, 10), ("Rechnungsbetrag", 350, 528, 10),
        ("238,00 €", 480, 528, 10), ("Zahlbar innerhalb von 30 Tagen ohne Abzug.", 60, 600, 10),
    ])

    static let receipt = SamplePage(
        [
            ("SUNRISE HARDWARE SDN BHD", 40, 20, 10), ("(123456-K)", 80, 32, 10),
            ("NO 5, JALAN PAHLAWAN 2,", 40, 44, 10), ("43210 KOTA BARU", 60, 56, 10),
            ("TAX INVOICE", 80, 80, 10), ("DATE : 25/03/2018", 40, 94, 10), ("CASHIER : AMY", 40, 106, 10),
            ("SCREW SET", 40, 130, 10), ("12.36", 200, 130, 10), ("TOTAL", 40, 160, 10),
            ("12.36", 200, 160, 10),
            ("ROUNDING ADJUSTMENT", 40, 172, 10), ("-0.01", 200, 172, 10), ("ROUNDED TOTAL", 40, 184, 10),
            ("12.35", 200, 184, 10), ("CASH", 40, 196, 10), ("20.00", 200, 196, 10), ("CHANGE", 40, 208, 10),
            ("7.65", 200, 208, 10),
        ], origin: .image)
}
