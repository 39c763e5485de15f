import Controls
import Domain
import Testing

@Suite struct TaxAmountsTests {
    private func entry(_ rate: String, _ base: String, _ tax: String) -> DraftTax {
        DraftTax(rate: decimal(rate), base: decimal(base), tax: decimal(tax), source: .person)
    }

    @Test func `rate times base makes the tax, to two cents`() {
        #expect(
            messages(
                "tax.amounts", draft(taxes: [entry("19", "100.00", "19.00"), entry("7", "9.99", "0.71")])
            ).isEmpty)
    }

    @Test func `a tax that is not rate times base is told`() {
        #expect(
            messages("tax.amounts", draft(taxes: [entry("19.00", "100.00", "16.00")])) == [
                "19 % of 100.00 is 19.00, but the tax is 16.00"
            ])
    }
}
