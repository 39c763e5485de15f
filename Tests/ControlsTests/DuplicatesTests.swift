import Controls
import Domain
import Testing

@Suite struct DuplicatesTests {
    @Test(arguments: [
        ("RE-0012/O5", "re 12 / 05"), ("INV001", "lNV1"), ("2026-0017", "2026 17"), ("A-5", "a S"),
        ("000123", "123"),
    ])
    func `spellings of one number are the same`(one: String, other: String) {
        #expect(Duplicates.normalized(number: one) == Duplicates.normalized(number: other))
    }

    @Test(arguments: [("RE-12", "RE-120"), ("1001", "1010"), ("A1", "A2")])
    func `different numbers stay different`(one: String, other: String) {
        #expect(Duplicates.normalized(number: one) != Duplicates.normalized(number: other))
    }

    @Test func `kind, amount and currency are part of the key`() {
        let bill = draft(amounts: [.grandTotal: "119.00"], texts: [.invoiceNumber: "R-01", .currency: "EUR"])
        var credit = bill
        credit.kind = .creditNote
        #expect(Duplicates.key(of: bill) == "invoice R1 119 EUR")
        #expect(Duplicates.key(of: bill) != Duplicates.key(of: credit))
    }

    @Test func `without a number there is no key`() {
        #expect(Duplicates.key(of: draft()) == nil)
        #expect(Duplicates.key(of: draft(texts: [.invoiceNumber: "---"])) == nil)
    }
}
