import Controls
import Domain
import Testing

@Suite struct MinimumRecordTests {
    private let full = draft(
        amounts: [.netTotal: "100.00", .grandTotal: "119.00"], dates: [.issueDate: "2026-06-01"],
        texts: [.invoiceNumber: "R1"])

    @Test func `number, date and two totals are enough`() {
        #expect(messages("record.minimum", full).isEmpty)
    }

    @Test func `what is missing is named`() {
        #expect(messages("record.minimum", draft()) == ["not found on the document: number, date, totals"])
    }

    @Test func `a receipt needs a date and its total`() {
        let receipt = draft(.receipt, amounts: [.grandTotal: "5.00"], dates: [.issueDate: "2026-06-01"])
        #expect(messages("record.minimum", receipt).isEmpty)
        #expect(messages("record.minimum", draft(.receipt)) == ["not found on the document: date, totals"])
    }

    @Test func `a delivery note is not booked`() {
        #expect(messages("record.minimum", draft(.deliveryNote)).isEmpty)
    }
}
