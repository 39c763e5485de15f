import Controls
import Domain
import Testing

@Suite struct `Prices and values against orders` {
    private func codes(
        _ lines: [BillLine], price: Rational = 2, tolerances: [ToleranceRow] = [],
        posted: [PostedDocument] = [],
        change: (inout MatchScenario) -> Void = { _ in }
    ) -> [HoldCode] {
        var scenario = scenario(
            [order("O1", [orderLine("1", quantity: 48, price: price)])], posted: posted,
            tolerances: tolerances,
            level: .twoWay, bill: bill(lines))
        change(&scenario)
        return Matching.result(of: scenario).holds.map(\.code)
    }

    @Test func `a price above the order's is held, below it is not`() {
        #expect(codes([line("L1", quantity: 10, price: number("2.01"))]) == [.unitPrice, .lineTotal])
        #expect(codes([line("L1", quantity: 10, price: number("1.99"))]) == [])
    }

    @Test func `a price that rounding explains is no discrepancy`() {
        let third = number("10/3")
        #expect(codes([line("L1", quantity: 3, price: third, amount: 10)], price: third) == [])
        #expect(
            codes([line("L1", quantity: 3, price: third, amount: number("10.02"))], price: third)
                .contains(.unitPrice))
    }

    @Test func `an amount no price within its digits explains is told`() {
        #expect(
            codes([line("L1", quantity: 10, price: 2, amount: number("20.06"))]).contains(.lineArithmetic))
        #expect(
            !codes([line("L1", quantity: 10, price: 2, amount: number("20.05"))]).contains(.lineArithmetic))
    }

    @Test func `tolerated three times, held the fourth`() {
        let rows = [
            ToleranceRow(id: "price", kind: .unitPrice, over: .init(percent: 10, amount: nil), under: .none),
            ToleranceRow(id: "line", kind: .lineTotal, over: .init(percent: 10, amount: nil), under: .none),
            ToleranceRow(
                id: "all", kind: .cumulativeLineTotal, over: .init(percent: 5, amount: nil), under: .none),
        ]
        let before = PostedDocument(
            id: "P", kind: .invoice, vendor: "V1", number: "P", date: march(1), currency: .euro,
            total: number("83.6"),
            lines: [
                .init(orderLine: OrderLineID(order: "O1", line: "1"), quantity: 38, amount: number("83.6"))
            ])
        let lines = [line("L1", quantity: 10, price: number("2.2"))]
        #expect(codes(lines, tolerances: rows) == [])
        #expect(codes(lines, tolerances: rows, posted: [before]) == [.cumulativeTotal])
    }

    @Test func `money in tolerances is the accounting currency's unless it says otherwise`() {
        var row = ToleranceRow(
            id: "price", kind: .unitPrice, over: .init(percent: nil, amount: 1), under: .none)
        let line = [line("L1", quantity: 10, price: number("2.6"))]
        #expect(!codes(line, tolerances: [row]).contains(.unitPrice))
        #expect(codes(line, tolerances: [row]) { $0.bill.rate = 2 }.contains(.unitPrice))
        row.isInDocumentCurrency = true
        #expect(!codes(line, tolerances: [row]) { $0.bill.rate = 2 }.contains(.unitPrice))
    }

    @Test func `a discount on the document lowers every price`() {
        let lines = [line("L1", quantity: 10, price: number("2.5"))]
        #expect(codes(lines).contains(.unitPrice))
        let found = codes(lines) {
            $0.bill.allowances = [.init(amount: 5, taxRate: 0)]
            $0.bill.total = 20
        }
        #expect(found == [])
    }

    @Test func `discounts as large as the bill leave nothing and break nothing`() {
        let found = codes([line("L1", quantity: 10, price: 2)]) {
            $0.bill.allowances = [.init(amount: 20, taxRate: 0)]
            $0.bill.total = 0
            $0.orders[0].lines[0].basis = .amount
        }
        #expect(found == [])
    }

    @Test func `charges are measured by what the order agreed to`() {
        func found(_ charges: [Bill.Charge]) -> [HoldCode] {
            codes([line("L1", quantity: 10, price: 2)]) {
                $0.orders[0].charges = [.init(code: "FREIGHT", amount: 8)]
                $0.bill.charges = charges
                $0.bill.total = 20 + charges.map(\.amount).reduce(0, +)
            }
        }
        #expect(found([.init(code: "FREIGHT", amount: 8, taxRate: 0)]) == [])
        #expect(found([.init(code: "FREIGHT", amount: 9, taxRate: 0)]) == [.charge])
        #expect(found([.init(code: "PALLET", amount: 1, taxRate: 0)]) == [.unplannedCharge])
    }

    @Test(arguments: [("3.79", true), ("3.80", false), ("3.81", false), ("3.82", true)])
    func `tax rounded by line, by document or between is legal`(_ tax: String, _ isHeld: Bool) {
        // 19 % of 6.66 three times: 1.27 each by line, 3.80 by document.
        let lines = (1...3).map { place in
            var made = line("L\(place)", quantity: 1, price: number("6.66"), unit: "PCS")
            made.taxRate = 19
            return made
        }
        let found = codes(lines, price: number("6.66")) {
            $0.bill.taxes = [.init(rate: 19, amount: number(tax))]
            $0.bill.total = number("19.98") + number(tax)
        }
        #expect(found == (isHeld ? [.tax] : []))
    }

    @Test func `a total that is not the sum of what is above it is told`() {
        #expect(codes([line("L1", quantity: 10, price: 2)]) { $0.bill.total = 21 } == [.documentArithmetic])
    }

    @Test func `a bill in another currency names its order and is never compared by number`() {
        let named = [line("L1", quantity: 10, price: 3, order: "O1")]
        #expect(codes(named) { $0.orders[0].currency = .dollar } == [.currency])
        #expect(
            codes([line("L1", quantity: 10, price: 3)]) { $0.orders[0].currency = .dollar } == [
                .unorderedLine
            ])
    }
}
