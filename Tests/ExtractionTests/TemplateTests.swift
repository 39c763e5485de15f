import Domain
import Testing

@testable import Extraction

@Suite struct TemplateTests {
    private let page = Page(
        number: 1, width: 600, height: 800, origin: .textLayer,
        words: [
            word("ACME", 50, 40), word("Works", 80, 40), word("Voucher", 50, 100), word("INV-77", 200, 100),
            word("Sum", 50, 130), word("12.50", 50, 150),
        ])

    @Test func `values stand where the template says`() {
        let reading = reading([
            .invoiceNumber: [VendorTemplate.Rule(position: .rightOf("Voucher"), shape: "INV-9+")],
            .grandTotal: [VendorTemplate.Rule(position: .below("Sum"))],
            .sellerName: [
                VendorTemplate.Rule(position: .region(Box(left: 0, top: 0, right: 1, bottom: 0.1)))
            ],
        ])
        #expect(
            reading.candidates.map { "\($0.field.rawValue) \($0.value.canonical)" }
                == ["invoice_number INV-77", "seller_name ACME Works", "grand_total 12.50"].sorted(by: order))
    }

    @Test func `a rule that does not fire says why`() {
        let reading = reading([
            .invoiceNumber: [
                VendorTemplate.Rule(position: .rightOf("Nummer")),
                VendorTemplate.Rule(position: .rightOf("Voucher"), shape: "R9+"),
                VendorTemplate.Rule(position: .rightOf("Voucher"), page: 3),
            ]
        ])
        #expect(reading.candidates.isEmpty)
        #expect(
            reading.traces.map(\.outcome) == [
                "rule 1 did not fire: the anchor is not on the page",
                "rule 2 did not fire: no value of the right type and shape stands there",
                "rule 3 did not fire: there is no page 3",
            ])
    }

    @Test func `a template of another vendor is left alone`() {
        let template = VendorTemplate(
            name: "other", phrases: ["Other Works"],
            rules: [.sellerName: [VendorTemplate.Rule(position: .fixed("Other"))]])
        let reading = TemplateReading(
            templates: [template], evidence: Evidence(language: "en"), pages: [page])
        #expect(reading.candidates.isEmpty)
        #expect(reading.traces.map(\.fired) == [false])
    }

    private func compact(_ known: String, unless: String? = nil, number: String) throws -> TemplateReading {
        var template = VendorTemplate(
            name: "acme", rules: [.invoiceNumber: [.init(position: .pattern(try Pattern(number)))]])
        template.patterns = [try Pattern(known)]
        template.unless = try unless.map { [try Pattern($0)] } ?? []
        template.isCompact = true
        return TemplateReading(templates: [template], evidence: Evidence(language: "en"), pages: [page])
    }

    @Test func `a template that leaves out spaces is known and read by the text without them`() throws {
        let reading = try compact("ACMEWorks", number: "Voucher(INV-\\d+)")
        #expect(reading.candidates.map(\.value.canonical) == ["INV-77"])
        #expect(try compact("ACME Works", number: "Voucher(INV-\\d+)").candidates.isEmpty)
        #expect(try compact("ACME", unless: "ACMEWorks", number: "(INV-\\d+)").candidates.isEmpty)
    }

    @Test func `lines stay apart in the text without spaces`() throws {
        #expect(try compact("(?m)^ACMEWorks$", number: "(?m)^Voucher(.+)$").candidates.count == 1)
        #expect(try compact("WorksVoucher", number: "(INV-\\d+)").candidates.isEmpty)
    }

    @Test(arguments: [
        ("INV-9+", "INV-77", true), ("9+", "12a", false), ("A+9", "AB1", true), ("XX", "A1B", false),
    ])
    func `shapes picture values`(shape: String, text: String, matches: Bool) {
        #expect(ValueShape.matches(shape, text) == matches)
    }

    private func order(_ one: String, _ other: String) -> Bool {
        let position = { (text: String) in
            FieldName.allCases.firstIndex { text.hasPrefix($0.rawValue + " ") } ?? 0
        }
        return position(one) < position(other)
    }

    private func reading(_ rules: [FieldName: [VendorTemplate.Rule]]) -> TemplateReading {
        TemplateReading(
            templates: [VendorTemplate(name: "acme", phrases: ["ACME Works"], rules: rules)],
            evidence: Evidence(language: "en", decimalMark: .point), pages: [page])
    }
}

private func word(_ text: String, _ left: Double, _ top: Double) -> Word {
    Word(
        text: text, box: Box(left: left, top: top, right: left + Double(text.count) * 5, bottom: top + 10))
}
