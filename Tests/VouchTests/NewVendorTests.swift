import Domain
import Reviewing
import Testing

@testable import vouch

@Suite struct NewVendorTests {
    private func draft(_ values: [FieldName: String]) -> InvoiceDraft {
        InvoiceDraft(
            kind: .invoice, language: "en",
            fields: values.mapValues {
                Field(value: .text($0), raw: $0, confidence: 1, isAccepted: true, source: .person)
            })
    }

    private func review(_ draft: InvoiceDraft) throws -> ReviewSession {
        ReviewSession(
            asRead: draft, pages: [], findings: [],
            arrival: try #require(CalendarDate(year: 2026, month: 11, day: 22)))
    }

    private let seller: [FieldName: String] = [
        .sellerName: "Quillmoor Fasteners Ltd", .sellerVATID: "DE 136 695 976",
        .sellerIBAN: "DE89370400440532013000",
    ]

    @Test func `two keys take the seller on record, its account unconfirmed`() throws {
        var dialog = ReviewDialog()
        let review = try review(draft(seller))
        #expect(dialog.press(.character("v"), in: review) == nil)
        let vendor = Domain.Vendor(
            id: "quillmoor-fasteners-ltd", name: "Quillmoor Fasteners Ltd", vatID: "DE136695976",
            accounts: [BankAccount(number: "DE89370400440532013000", isVerified: false)])
        #expect(dialog.press(.enter, in: review) == .createVendor(vendor))
    }

    @Test func `any other key takes nobody on record`() throws {
        var dialog = ReviewDialog()
        let review = try review(draft(seller))
        _ = dialog.press(.character("v"), in: review)
        #expect(dialog.press(.character("n"), in: review) == nil)
        guard case .overview = dialog.mode else {
            Issue.record("the overview is not back")
            return
        }
    }

    @Test func `a seller without a name is no vendor`() throws {
        var dialog = ReviewDialog()
        #expect(dialog.press(.character("v"), in: try review(draft([:]))) == nil)
        #expect(dialog.message == "The seller has no name yet.")
    }

    @Test func `a number that is no account is not taken for one`() {
        let draft = draft([.sellerName: "Acme", .sellerIBAN: "DE89370400440532013001"])
        #expect(VendorIntake.vendor(of: draft)?.accounts == [])
    }
}
