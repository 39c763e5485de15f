import Controls
import Domain
import Testing

@Suite struct `Money paid ahead` {
    private func ahead(_ id: String, _ total: Rational, day: Int, applied: Rational = 0, order: String = "O1")
        -> PostedDocument
    {
        PostedDocument(
            id: id, kind: .prepayment(order: order, applied: applied), vendor: "V1", number: id,
            date: march(day),
            currency: .euro, total: total)
    }

    private func used(_ posted: [PostedDocument], kind: Bill.Kind = .invoice) -> [String: Rational] {
        Matching.prepaymentsUsed(
            by: scenario(
                [order("O1", [orderLine("10", quantity: 10, price: 10)])], posted: posted, level: .twoWay,
                bill: bill([line("1", quantity: 10, price: 10)], kind: kind)))
    }

    @Test func `is used up oldest first, and no further than the bill goes`() {
        #expect(used([ahead("B", 80, day: 3), ahead("A", 50, day: 2)]) == ["A": 50, "B": 50])
        #expect(used([ahead("A", 30, day: 2, applied: 10)]) == ["A": 20])
    }

    @Test func `for another order, already used or on a credit note it is nothing`() {
        #expect(used([ahead("A", 50, day: 2, order: "O2")]) == [:])
        #expect(used([ahead("A", 50, day: 2, applied: 50)]) == [:])
        #expect(used([ahead("A", 50, day: 2)], kind: .creditNote) == [:])
        #expect(used([]) == [:])
    }
}
