import Controls
import Domain
import Testing

@Suite struct `Quantities against orders and receipts` {
    private func result(
        _ quantity: Rational, received: [GoodsReceipt], tolerances: [ToleranceRow] = [], over: Rational? = 0,
        level: MatchLevel = .threeWay, posted: [PostedDocument] = []
    ) -> MatchResult {
        let orders = [order("O1", [orderLine("1", quantity: 48, price: 2, over: over)])]
        return Matching.result(
            of: scenario(
                orders, receipts: received, posted: posted, tolerances: tolerances, level: level,
                bill: bill([line("L1", quantity: quantity, price: 2)])))
    }

    private func before(_ quantity: Rational, _ status: PostedDocument.Status) -> PostedDocument {
        PostedDocument(
            id: "P1", kind: .invoice, status: status, vendor: "V1", number: "P1", date: march(1),
            currency: .euro,
            total: quantity * 2,
            lines: [
                .init(
                    orderLine: OrderLineID(order: "O1", line: "1"), quantity: quantity, amount: quantity * 2)
            ])
    }

    @Test func `what was received may be billed, in parts and exactly`() {
        #expect(!result(48, received: [receipt("R1", "O1", "1", 20), receipt("R2", "O1", "1", 28)]).isHeld)
        #expect(!result(8, received: [receipt("R1", "O1", "1", 48)], posted: [before(40, .pending)]).isHeld)
        #expect(!result(48, received: [receipt("R1", "O1", "1", 48)], posted: [before(40, .void)]).isHeld)
    }

    @Test func `a bill before its goods waits for them and says for how many`() {
        #expect(
            result(48, received: []).holds == [
                Hold(
                    .noReceipt, .orderLine(OrderLineID(order: "O1", line: "1")), actual: .number(48),
                    expected: .number(0), row: "default", counterfactual: .init(.received, .atLeast, 48))
            ])
    }

    @Test(arguments: [
        (number("45"), Rational.zero, HoldCode.quantityReceived), (48, 3, .returnUncredited),
        (0, 0, .noReceipt),
    ])
    func `the reason is told that fits best`(_ received: Rational, _ returned: Rational, _ code: HoldCode) {
        let found = result(
            48, received: received.isZero ? [] : [receipt("R", "O1", "1", received, returned: returned)])
        #expect(found.holds.map(\.code) == [code])
    }

    @Test func `too much waits for goods, too little for a change of the order`() {
        let row = ToleranceRow(id: "r", kind: .quantityReceived, over: .exact, under: .exact)
        let received = [receipt("R", "O1", "1", 45)]
        let over = result(48, received: received, tolerances: [row]).holds
        #expect(over.map(\.code) == [.quantityReceived])
        #expect(over.map(\.release) == [.receipt])
        #expect(over.map(\.owner) == [.receiving])
        let under = result(40, received: received, tolerances: [row]).holds
        #expect(under.map(\.code) == [.quantityReceived])
        #expect(under.map(\.release) == [.orderChange])
        #expect(under.map(\.owner) == [.purchasing])
    }

    @Test func `goods that nobody accepted wait for inspection`() {
        let sheet = GoodsReceipt(
            id: "R", orderLine: OrderLineID(order: "O1", line: "1"), received: 48, accepted: 40)
        let found = result(48, received: [sheet], level: .fourWay)
        #expect(found.holds.map(\.code) == [.notAccepted])
        #expect(found.holds.first?.counterfactual == .init(.accepted, .atLeast, 48))
        #expect(!result(40, received: [sheet], level: .fourWay).isHeld)
    }

    @Test func `both limits of a side have to hold, and each is met at its end`() {
        let row = ToleranceRow(
            id: "T1", kind: .quantityReceived, over: .init(percent: 10, amount: 4), under: .none)
        #expect(!result(44, received: [receipt("R", "O1", "1", 40)], tolerances: [row]).isHeld)
        let found = result(45, received: [receipt("R", "O1", "1", 40)], tolerances: [row])
        #expect(found.holds.map(\.row) == ["T1"])
        #expect(found.holds.first?.counterfactual?.bound == 41)
    }

    @Test func `zero is exact and nothing is unlimited`() {
        let exact = ToleranceRow(
            id: "exact", kind: .quantityReceived, over: .init(percent: 0, amount: nil), under: .none)
        let free = ToleranceRow(id: "free", kind: .quantityReceived, over: .none, under: .none)
        let received = [receipt("R", "O1", "1", 47)]
        #expect(result(number("47.002"), received: received, tolerances: [exact]).isHeld)
        #expect(!result(48, received: received, tolerances: [free]).isHeld)
    }

    @Test func `over-delivery is payable up to the order's percentage and not beyond`() {
        let received = [receipt("R", "O1", "1", 60)]
        #expect(!result(number("52.8"), received: received, over: 10).isHeld)
        let found = result(53, received: received, over: 10)
        #expect(found.holds.map(\.code).contains(.quantityOrdered))
        #expect(!result(60, received: received, over: nil).holds.map(\.code).contains(.quantityOrdered))
    }

    @Test func `boxes are counted in pieces`() {
        let orders = [order("O1", [orderLine("1", quantity: 48, price: 2)])]
        let found = Matching.result(
            of: scenario(
                orders, receipts: [receipt("R", "O1", "1", 48)],
                bill: bill([line("L1", quantity: 4, price: 24, unit: "BOX")])))
        #expect(found.links.map(\.quantity) == [48])
        #expect(!found.isHeld)
        let unknown = Matching.result(
            of: scenario(orders, bill: bill([line("L1", quantity: 4, price: 24, unit: "PAL")])))
        #expect(unknown.holds.map(\.code) == [.unitUnknown])
    }
}
