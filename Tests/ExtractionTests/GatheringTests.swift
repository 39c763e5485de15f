import Domain
import Testing

@testable import Extraction

@Suite struct GatheringTests {
    private let lexicon = Lexicon([
        LanguageLabels(
            language: "en", functionWords: ["the", "of"],
            fields: [
                "invoice_number": [.strong: ["invoice number"]],
                "issue_date": [.strong: ["invoice date"]],
                "customer_number": [.strong: ["customer no"]], "vat_id": [.strong: ["vat id"]],
                "grand_total": [.strong: ["total sales inclusive of tax"]],
                "net_total": [.strong: ["total sales"]], "rounding": [.strong: ["rounding"]],
            ])
    ])

    private func candidates(_ rows: [String], recognised: Bool = false) -> [Candidate] {
        var words: [Word] = []
        for (index, row) in rows.enumerated() {
            for var word in line(row, top: 40 + Double(index) * 14) {
                if recognised { word.reader = .neural }
                words.append(word)
            }
        }
        let page = Page(
            number: 1, width: 595, height: 842, origin: recognised ? .image : .textLayer, words: words)
        return Evidence(gatheredFrom: [page], lexicon: lexicon).candidates
    }

    @Test(arguments: [
        (["Springfield, USA"], "2002-01-02"), (["Austin, TX 73301-0001"], "2002-01-02"),
        (["Springfield, UK"], "2002-02-01"), (["Austin, TX 733"], "2002-02-01"), ([], "2002-02-01"),
        (["Springfield, USA", "Total 100.00 £"], "2002-02-01"),
        (["Springfield, USA", "Invoice date 31/12/2001"], "2002-02-01"),
    ])
    func `an address in the United States puts the month first where no other date or money tells`(
        rows: [String], date: String
    ) {
        let found = candidates(rows + ["Invoice date 01/02/2002"]).filter { $0.field == .issueDate }
        #expect(found.contains { $0.value.canonical == date })
    }

    @Test(arguments: [
        ("Rounding  002", "0.02"), ("Rounding  -001", "-0.01"), ("Rounding  0.02", "0.02"),
        ("Rounding  2", "2"), ("Rounding  100", "100"),
    ])
    func `what is rounded off is hundredths where its point was lost`(row: String, amount: String) {
        #expect(candidates([row]).first { $0.field == .rounding }?.value.canonical == amount)
    }

    @Test func `a longer label with a misread letter goes before a shorter one without`() {
        let row = "Total sales (lnclusive of tax)  80.90"
        let read = candidates([row], recognised: true)
        #expect(read.first { $0.field == .grandTotal && $0.strength(of: "label.strong") > 0 } != nil)
        #expect(!read.contains { $0.field == .netTotal })
        #expect(candidates([row]).contains { $0.field == .netTotal })
    }

    @Test func `the first letter of a value is not taken for the end of its label`() {
        let read = candidates(["Invoice number: R0005532486"], recognised: true)
        #expect(read.first { $0.field == .invoiceNumber }?.value.canonical == "R0005532486")
    }

    @Test func `a tax id right below the customer's number may be the customer's`() {
        let below = candidates(["Customer no: 4711", "VAT id: DE136695976"])
        #expect(below.first { $0.field == .sellerVATID }?.strength(of: "side.customerNumber") == 1)
        let apart = candidates(["VAT id: DE136695976", "Customer no: 4711"])
        #expect(apart.first { $0.field == .sellerVATID }?.strength(of: "side.customerNumber") == 0)
    }
}
