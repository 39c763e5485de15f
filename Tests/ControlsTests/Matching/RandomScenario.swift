import Domain
import Seeds

/// Makes small scenarios by chance: few items, few prices, small quantities, so that ties and splits are common.
struct RandomScenario {
    var chance: Chance

    init(seed: UInt64) { chance = Chance(seed: seed) }

    mutating func make() -> MatchScenario {
        let orders = (0...chance.below(2)).map { place in orderByChance("O\(place + 1)") }
        let names = orders.flatMap { order in order.lines.map { OrderLineID(order: order.id, line: $0.id) } }
        let receipts = (0..<chance.below(4)).map { place in receiptByChance("R\(place)", of: names) }
        let posted = (0..<chance.below(3)).map { place in postedByChance("P\(place)", of: names) }
        let lines = (0...chance.below(3)).map { place in lineByChance("L\(place + 1)", of: names) }
        return scenario(
            orders, receipts: receipts, posted: posted, level: chance.one(of: MatchLevel.allCases),
            bill: bill(lines, kind: chance.below(5) == 0 ? .creditNote : .invoice))
    }

    private mutating func orderByChance(_ id: String) -> PurchaseOrder {
        var order = order(id, (0...chance.below(1 + 1)).map { lineByChance("\($0 + 1)0") })
        order.vendor = chance.below(9) == 0 ? "V2" : "V1"
        order.currency = chance.below(9) == 0 ? .dollar : .euro
        order.status = chance.below(9) == 0 ? .closed : .open
        return order
    }

    private mutating func lineByChance(_ id: String) -> OrderLine {
        var line = orderLine(
            id, item: chance.one(of: ["A", "A", "B", nil]), quantity: Rational(Int64(1 + chance.below(4))),
            price: Rational(Int64(5 + chance.below(2))), over: chance.one(of: [0, 0, 100, 200, nil]),
            level: chance.one(of: [nil, nil, .twoWay, .threeWay, .fourWay]))
        line.descriptionClass = chance.one(of: ["c", "d", nil])
        return line
    }

    private mutating func receiptByChance(_ id: String, of names: [OrderLineID]) -> GoodsReceipt {
        GoodsReceipt(
            id: id, orderLine: chance.one(of: names), received: Rational(Int64(1 + chance.below(4))),
            accepted: chance.one(of: [nil, 1, 2]), returned: chance.one(of: [0, 0, 1]))
    }

    private mutating func postedByChance(_ id: String, of names: [OrderLineID]) -> PostedDocument {
        let quantity = Rational(Int64(1 + chance.below(2)))
        return PostedDocument(
            id: id, kind: chance.below(4) == 0 ? .creditNote(credits: nil) : .invoice,
            status: chance.one(of: [.posted, .pending, .void]), vendor: "V1", number: id, date: march(1),
            currency: .euro, total: quantity * 5,
            lines: [.init(orderLine: chance.one(of: names), quantity: quantity, amount: quantity * 5)])
    }

    private mutating func lineByChance(_ id: String, of names: [OrderLineID]) -> BillLine {
        let name = chance.one(of: names)
        let isNamed = chance.below(4) == 0
        var made = line(
            id, item: chance.one(of: ["A", "A", "B", nil]),
            quantity: Rational(Int64(1 + chance.below(3))) * (chance.below(6) == 0 ? -1 : 1),
            price: Rational(Int64(5 + chance.below(2))), order: isNamed ? name.order : nil,
            orderLine: isNamed && chance.below(2) == 0 ? name.line : nil)
        made.descriptionClass = chance.one(of: ["c", "d", nil])
        return made
    }
}
