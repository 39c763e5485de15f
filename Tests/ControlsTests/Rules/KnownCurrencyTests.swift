import Controls
import Domain
import Testing

@Suite struct KnownCurrencyTests {
    @Test(arguments: ["EUR", "MYR", "INR"])
    func `a currency in use is fine`(code: String) {
        #expect(messages("currency.known", draft(texts: [.currency: code])).isEmpty)
    }

    @Test(arguments: ["DEM", "XXX", "ABC"])
    func `a code that is no currency in use is told`(code: String) {
        #expect(
            messages("currency.known", draft(texts: [.currency: code])) == [
                "\(code) is no currency in use (ISO 4217)"
            ])
    }
}
