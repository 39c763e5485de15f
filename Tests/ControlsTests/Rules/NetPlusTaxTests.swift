import Controls
import Domain
import Testing

@Suite struct NetPlusTaxTests {
    @Test(arguments: [
        ("100.00", "19.00", "119.00", nil), ("100.00", "6.03", "106.05", "0.02"),
        ("-10", "-1.9", "-11.9", nil),
    ])
    func `totals that add up are fine`(net: String, tax: String, gross: String, rounding: String?) {
        var amounts: [FieldName: String] = [.netTotal: net, .taxTotal: tax, .grandTotal: gross]
        amounts[.rounding] = rounding
        #expect(messages("totals.net-plus-tax", draft(amounts: amounts)).isEmpty)
    }

    @Test func `totals that do not add up are told with their figures`() {
        let wrong = draft(amounts: [.netTotal: "100.00", .taxTotal: "19.00", .grandTotal: "120.00"])
        #expect(
            messages("totals.net-plus-tax", wrong) == [
                "net 100.00 + tax 19.00 = 119.00, but the grand total is 120.00"
            ])
    }

    @Test func `a missing total is not judged`() {
        #expect(messages("totals.net-plus-tax", draft(amounts: [.netTotal: "1", .grandTotal: "5"])).isEmpty)
    }
}
