import Controls
import Domain
import Testing

@Suite struct `Bills keep what was agreed with the vendor` {
    private func holds(
        due: String? = nil, discount: String? = nil, contract: Contract? = nil,
        date day: String = "2026-05-01",
        kind: Bill.Kind = .invoice, total: Rational = 100, terms: PaymentTerms? = nil,
        billedBefore: Rational = .zero
    ) throws -> [Hold] {
        let bill = Bill(
            id: "1", kind: kind, vendor: "V1", number: "R-1", date: date(day),
            currency: try #require(Currency(rawValue: "EUR")), total: total, lines: [])
        var texts: [FieldName: String] = [:]
        texts[.discountPercent] = discount
        let draft = draft(dates: due.map { [.dueDate: $0] } ?? [:], texts: texts)
        return VendorChecks.holds(
            on: bill, draft: draft, vendor: Vendor(id: "V1", name: "Nordwind", terms: terms),
            contract: contract, billedBefore: billedBefore)
    }

    @Test(arguments: [("2026-05-30", true), ("2026-05-31", false), ("2026-07-01", false), (nil, false)])
    func `nothing is due before the agreed days have passed`(due: String?, isHeld: Bool) throws {
        let holds = try holds(due: due, terms: PaymentTerms(days: 30))
        #expect(holds.map(\.code) == (isHeld ? [.termsDiffer] : []))
    }

    @Test func `without terms, and for a credit note, any day will do`() throws {
        #expect(try holds(due: "2026-05-02") == [])
        #expect(try holds(due: "2026-05-02", kind: .creditNote, terms: PaymentTerms(days: 30)) == [])
    }

    @Test(arguments: [("2", true), ("3", false), ("4", false), (nil, false)])
    func `a discount is no less than was agreed`(discount: String?, isHeld: Bool) throws {
        let terms = PaymentTerms(days: 30, discountDays: 10, discountPercent: 3)
        #expect(try holds(discount: discount, terms: terms).map(\.code) == (isHeld ? [.termsDiffer] : []))
    }

    @Test(arguments: [
        ("2026-01-01", 100, false), ("2025-12-31", 100, true), ("2026-12-31", 100, false),
        ("2027-01-01", 100, true),
        ("2026-06-01", 500, false), ("2026-06-01", 501, true),
    ])
    func `a contract holds for its days and up to its limit`(day: String, total: Int64, isHeld: Bool) throws {
        let contract = Contract(
            id: "K-77", vendor: "V1", from: date("2026-01-01"), to: date("2026-12-31"), valueLimit: 500,
            currency: try #require(Currency(rawValue: "EUR")))
        let holds = try holds(contract: contract, date: day, total: Rational(total))
        #expect(holds.map(\.code) == (isHeld ? [.contract] : []))
    }

    @Test(arguments: [(400, Bill.Kind.invoice, false), (401, .invoice, true), (401, .creditNote, false)])
    func `all bills under a contract together keep its limit`(before: Int64, kind: Bill.Kind, isHeld: Bool)
        throws
    {
        let contract = Contract(
            id: "K-77", vendor: "V1", valueLimit: 500, currency: try #require(Currency(rawValue: "EUR")))
        let holds = try holds(contract: contract, kind: kind, billedBefore: Rational(before))
        #expect(holds.map(\.code) == (isHeld ? [.contract] : []))
    }

    @Test func `a contract's terms come before the vendor's`() throws {
        let contract = Contract(
            id: "K-77", vendor: "V1", currency: try #require(Currency(rawValue: "EUR")),
            terms: PaymentTerms(days: 60))
        let terms = PaymentTerms(days: 14)
        #expect(try holds(due: "2026-06-01", contract: contract, terms: terms).count == 1)
        #expect(try holds(due: "2026-06-01", terms: terms) == [])
    }
}
