import Controls
import Domain
import Testing

@Suite struct TaxBreakdownSumsTests {
    private func entry(_ tax: String?) -> DraftTax {
        DraftTax(rate: decimal("19"), base: nil, tax: tax.map(decimal), source: .person)
    }

    @Test func `taxes by rate make the tax total`() {
        #expect(
            messages("tax.sum", draft(amounts: [.taxTotal: "26.00"], taxes: [entry("19.00"), entry("7.00")]))
                .isEmpty)
    }

    @Test func `taxes that make another sum are told`() {
        #expect(
            messages("tax.sum", draft(amounts: [.taxTotal: "26.00"], taxes: [entry("19.00")])) == [
                "the taxes by rate add up to 19.00, but the tax total is 26.00"
            ])
    }

    @Test func `an entry without tax leaves the sum open`() {
        #expect(
            messages("tax.sum", draft(amounts: [.taxTotal: "26.00"], taxes: [entry("19.00"), entry(nil)]))
                .isEmpty)
    }
}
