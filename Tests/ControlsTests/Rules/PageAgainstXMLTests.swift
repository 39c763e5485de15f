import Controls
import Domain
import Testing

@Suite struct PageAgainstXMLTests {
    private func structured(_ total: String) -> InvoiceDraft {
        var draft = draft(amounts: [.grandTotal: total])
        draft.fields[.grandTotal]?.source = .xml(path: "/total")
        return draft
    }

    @Test func `page and XML that agree are fine`() {
        #expect(
            messages("hybrid.grand_total", structured("100.0"), page: draft(amounts: [.grandTotal: "100.00"]))
                .isEmpty)
    }

    @Test func `another total on the page is told`() {
        #expect(
            messages(
                "hybrid.grand_total", structured("900.00"), page: draft(amounts: [.grandTotal: "100.00"]))
                == [
                    "the page shows 100.00, the XML inside says 900.00"
                ])
    }

    @Test func `what was read without confidence accuses nobody`() {
        var page = draft(amounts: [.grandTotal: "100.00"])
        page.fields[.grandTotal]?.isAccepted = false
        #expect(messages("hybrid.grand_total", structured("900.00"), page: page).isEmpty)
    }
}
