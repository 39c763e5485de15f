import Domain
import Extraction
import Foundation
import Models
import Testing

private let cargo = """
    issuer: Borealis Cargo
    keywords: [Borealis Cargo, 'FI\\d{8}']
    exclude_keywords: [Quotation]
    fields:
      amount: Total to pay\\s+EUR\\s+([\\d,]+)
      date: Issued\\s+(\\d+/\\d+/\\d+)
      invoice_number: ['Waybill invoice\\s+(W-\\d+)', 'Invoice\\s+(W-\\d+)']
      amount_untaxed: {parser: regex, regex: 'Net\\s+EUR\\s+([\\d,]+)', type: float}
      vat: {parser: static, value: FI12345678}
      static_currency: EUR
      pallet_count: Pallets (\\d+)
      date_due: Due (?=soon)(.*)
    lines: {start: Item, end: Total, line: '(?P<description>.*)'}
    options: {date_formats: ['%d/%m/%Y'], decimal_separator: ',', replace: [[a, b]]}
    """

@Suite struct Invoice2DataTests {
    @Test func `fields, keywords and options are carried over and the rest is named`() throws {
        let made = try Invoice2DataTemplate(cargo, fallback: "x")
        #expect(made.name == "borealis-cargo")
        #expect(
            Set(made.fields) == [
                .grandTotal, .issueDate, .invoiceNumber, .netTotal, .sellerVATID, .currency, .sellerName,
            ])
        for part in ["pallet_count", "looking ahead", "lines", "replace"] {
            #expect(made.lost.contains { $0.contains(part) })
        }
        #expect(made.yaml.contains("# Not carried over:"))
    }

    @Test func `what is carried over reads documents`() throws {
        let draft = try draft(
            cargo,
            [
                "Borealis Cargo FI12345678", "Issued 03/04/2026", "Waybill invoice W-5512",
                "Net EUR 1250,00", "Total to pay EUR 1550,00",
            ])
        #expect(draft.text(.invoiceNumber) == "W-5512")
        #expect(draft.text(.issueDate) == "2026-04-03")
        #expect(draft.amount(.grandTotal) == FixedDecimal(1550))
        #expect(draft.text(.sellerName) == "Borealis Cargo")
        #expect(draft.text(.currency) == "EUR")
    }

    @Test func `a document with an excluded word is another's`() throws {
        let draft = try draft(cargo, ["Borealis Cargo FI12345678", "Quotation", "Invoice W-5512"])
        #expect(draft.fields[.sellerName] == nil)
        #expect(draft.fields[.currency] == nil)
    }

    @Test func `templates written as JSON are read, too`() throws {
        let json = """
            {"issuer": "Lumen", "keywords": ["Lumen"], "fields": {"invoice_number": "No (L\\\\d+)"}}
            """
        #expect(try Invoice2DataTemplate(json, fallback: "x").fields == [.invoiceNumber, .sellerName])
    }

    @Test func `a table's named groups become fields`() throws {
        let made = try Invoice2DataTemplate(
            """
            issuer: Hotel Polar
            keywords: [Hotel Polar]
            fields: {amount: 'Sum (\\d+)'}
            tables:
              - start: Guest
                end: Sum
                body: (?P<date_start>\\d+\\.\\d+\\.\\d+) (?P<date_end>\\d+\\.\\d+\\.\\d+) (?P<room>\\d+)
            """, fallback: "x")
        #expect(made.fields.contains(.servicePeriodStart) && made.fields.contains(.servicePeriodEnd))
        #expect(made.lost.contains { $0.contains("room") })
    }

    @Test(arguments: [
        "", "- a\n- b", "issuer: X", "a: [", "keywords: [a]\nfields: {zz: b}",
    ])
    func `what is no template is refused`(text: String) {
        #expect(throws: ModelsFailure.self) { try Invoice2DataTemplate(text, fallback: "x") }
    }

    /// The draft of a page by the template alone.
    private func draft(_ template: String, _ rows: [String]) throws -> InvoiceDraft {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let vendors = folder.appendingPathComponent("vendors")
        try FileManager.default.createDirectory(at: vendors, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let yaml = try Invoice2DataTemplate(template, fallback: "x").yaml
        try yaml.write(to: vendors.appendingPathComponent("x.yml"), atomically: true, encoding: .utf8)
        let templates = try ModelsFolder(url: folder).vendorTemplates()
        var words: [Word] = []
        for (index, row) in rows.enumerated() {
            var left = 50.0
            for part in row.split(separator: " ") {
                let box = Box(
                    left: left, top: 100 + Double(index) * 20, right: left + Double(part.count) * 5,
                    bottom: 110 + Double(index) * 20)
                words.append(Word(text: String(part), box: box))
                left = box.right + 4
            }
        }
        let page = Page(number: 1, width: 600, height: 800, origin: .textLayer, words: words)
        let model = try JSONDecoder().decode(
            ScoringModel.self, from: Data(#"{"about": "", "weights": {"template": 9}, "fields": {}}"#.utf8))
        let evidence = Evidence(language: "en")
        return Selection(model: model, templates: templates).draft(
            from: evidence, pages: [page],
            arrival: try #require(CalendarDate(year: 2026, month: 11, day: 21)))
    }
}
