import Controls
import Domain
import Testing

@Suite struct AmountDueTests {
    @Test(arguments: [
        [FieldName.grandTotal: "100.00", .amountDue: "100.00"],
        [.grandTotal: "100.00", .prepaid: "40.00", .amountDue: "60.00"],
        [.grandTotal: "100.00", .prepaid: "-40.00", .amountDue: "60.00"],
        [.grandTotal: "100.02", .rounding: "-0.02", .amountDue: "100.00"],
        [.grandTotal: "100.00", .amountDue: "0.00"],
    ])
    func `what is due follows from total and prepaid`(amounts: [FieldName: String]) {
        #expect(messages("totals.due", draft(amounts: amounts)).isEmpty)
    }

    @Test func `another amount due is told`() {
        #expect(
            messages(
                "totals.due", draft(amounts: [.grandTotal: "100.00", .prepaid: "40.00", .amountDue: "70.00"]))
                == [
                    "total 100.00 less prepaid 40.00 is 60.00, but 70.00 is to be paid"
                ])
    }
}
