import Controls
import Domain
import Testing

@Suite struct `What the books keep of a bill` {
    private func posted(
        _ lines: [BillLine], kind: Bill.Kind = .invoice, basis: OrderLine.Basis = .quantity,
        charges: [Bill.Charge] = [], status: PostedDocument.Status = .posted
    ) -> PostedDocument {
        var foreign = orderLine("1", item: "B", quantity: 100, price: 2)
        foreign.basis = basis
        var dollars = order("O2", [foreign])
        dollars.currency = .dollar
        dollars.charges = [.init(code: "FREIGHT", amount: 8), .init(code: "TOLL", amount: 1)]
        var euros = order("O1", [orderLine("1", quantity: 10, price: 2)])
        euros.charges = [.init(code: "FREIGHT", amount: 8)]
        var bill = bill(lines, kind: kind)
        bill.charges = charges
        return Matching.posting(
            of: scenario([dollars, euros], level: .twoWay, bill: bill), status: status)
    }

    private let own = line("L1", quantity: 3, price: 2, order: "O1", orderLine: "1")
    private let foreign = line("L2", item: "B", quantity: 5, price: 2, order: "O2", orderLine: "1")

    @Test func `quantities and values stand at the order lines they were billed at`() {
        #expect(
            posted([own]).lines == [
                .init(orderLine: OrderLineID(order: "O1", line: "1"), quantity: 3, amount: 6)
            ])
    }

    @Test func `money in another currency than the order's is not kept, the quantity is`() {
        let lines = posted([own, foreign]).lines
        #expect(lines.map(\.quantity) == [3, 5])
        #expect(lines.map(\.amount) == [6, 0])
    }

    @Test func `what is money alone, in another currency, is not kept at all`() {
        #expect(posted([foreign], basis: .amount).lines == [])
        var later = foreign
        later.kind = .subsequentDebit
        #expect(posted([later]).lines == [])
    }

    @Test func `a charge goes to an order in the bill's currency that agreed to it`() {
        let charges = ["FREIGHT", "TOLL", "OTHER"].map { Bill.Charge(code: $0, amount: 8, taxRate: 0) }
        #expect(
            posted([own, foreign], charges: charges).charges == [
                .init(order: "O1", code: "FREIGHT", amount: 8)
            ])
    }

    @Test func `a credit note on hold takes nothing back`() {
        #expect(posted([own], kind: .creditNote, status: .pending).lines == [])
        #expect(posted([own], kind: .creditNote).lines.map(\.quantity) == [3])
    }
}
