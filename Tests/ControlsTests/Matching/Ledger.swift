import Controls
import Domain
import Seeds

/// A house's books in small: bills are matched against what came before them, and again when something arrives.
struct Ledger {
    let orders: [PurchaseOrder]
    let tolerances: [ToleranceRow]
    private(set) var receipts: [GoodsReceipt] = []
    /// Bills in the order they came.
    private(set) var bills: [Bill] = []
    /// What the books keep of each bill, in the same order.
    private(set) var posted: [PostedDocument] = []
    /// What matching each bill came to last.
    private(set) var results: [MatchResult] = []

    init(orders: [PurchaseOrder], tolerances: [ToleranceRow]) {
        self.orders = orders
        self.tolerances = tolerances
    }

    mutating func receive(_ receipt: GoodsReceipt) {
        receipts.append(receipt)
        for place in bills.indices where posted[place].status == .pending { match(place) }
    }

    mutating func take(_ bill: Bill) {
        bills.append(bill)
        match(bills.count - 1)
    }

    /// Matches a bill against what came before it; the books keep a bill on hold as pending.
    private mutating func match(_ place: Int) {
        let scenario = scenario(of: place)
        let result = Matching.result(of: scenario)
        let kept = Matching.posting(of: scenario, status: result.isHeld ? .pending : .posted)
        if place < posted.count {
            posted[place] = kept
            results[place] = result
        } else {
            posted.append(kept)
            results.append(result)
        }
    }

    /// What counts as before a bill: everything posted, and what waits and came earlier.
    ///
    /// Posted later counts too: a bill that waited may find its place at another order line than it first had.
    private func scenario(of place: Int) -> MatchScenario {
        let before = posted.enumerated().filter { other, document in
            other < place || (other > place && document.status == .posted)
        }
        return MatchScenario(
            policy: MatchPolicy(level: .threeWay, accountingCurrency: .euro, tolerances: tolerances),
            vendor: .init(id: "V1"), orders: orders, receipts: receipts, posted: before.map(\.element),
            bill: bills[place])
    }

    /// Quantity and value posted on an order line: what was or will be paid.
    func paid(_ orderLine: OrderLineID) -> Rational {
        posted.filter { $0.status == .posted }.reduce(0) { sum, document in
            let own = document.lines.filter { $0.orderLine == orderLine }.map(\.quantity).reduce(0, +)
            return sum + (document.billedSign ?? 0) * own
        }
    }

    /// What arrived for an order line and was kept.
    func kept(_ orderLine: OrderLineID) -> Rational {
        receipts.filter { $0.orderLine == orderLine }.map { $0.received - $0.returned }.reduce(0, +)
    }
}

/// An event of a house.
enum LedgerEvent {
    case receipt(GoodsReceipt)
    case bill(Bill)
}

extension Ledger {
    mutating func take(_ event: LedgerEvent) {
        switch event {
        case .receipt(let receipt): receive(receipt)
        case .bill(let bill): take(bill)
        }
    }
}

/// Orders, and what may happen to them.
struct RandomHouse {
    var chance: Chance
    let orders: [PurchaseOrder]
    let tolerances: [ToleranceRow]
    private let names: [OrderLineID]

    init(seed: UInt64) {
        var chance = Chance(seed: seed)
        orders = (1...2).map { place in
            let lines = (1...2).map { line in
                orderLine(
                    "\(line)0", item: chance.one(of: ["A", "B"]),
                    quantity: Rational(Int64(4 + chance.below(8))),
                    price: 5, over: chance.one(of: [0, 25]))
            }
            return order("O\(place)", lines)
        }
        let percent: Rational = chance.one(of: [0, 10])
        tolerances =
            chance.below(2) == 0
            ? []
            : [
                ToleranceRow(
                    id: "received", kind: .quantityReceived, over: .init(percent: percent, amount: 1),
                    under: .none)
            ]
        names = orders.flatMap { order in order.lines.map { OrderLineID(order: order.id, line: $0.id) } }
        self.chance = chance
    }

    var orderLines: [OrderLineID] { names }

    mutating func receipt(_ id: Int) -> GoodsReceipt {
        let name = chance.one(of: names)
        return ControlsTests.receipt(
            "R\(id)", name.order, name.line, Rational(Int64(1 + chance.below(6))),
            returned: chance.one(of: [0, 0, 1]))
    }

    /// A bill of one or two lines; `isNamed` names the order lines, else items alone are printed.
    mutating func bill(_ id: Int, isNamed: Bool, credits: Bool) -> Bill {
        let lines = (0...chance.below(2)).map { place in
            let name = chance.one(of: names)
            return line(
                "L\(place)", item: isNamed ? nil : chance.one(of: ["A", "B"]),
                quantity: Rational(Int64(1 + chance.below(5))), price: 5, order: isNamed ? name.order : nil,
                orderLine: isNamed ? name.line : nil)
        }
        return ControlsTests.bill(
            lines, id: "B\(id)", kind: credits && chance.below(4) == 0 ? .creditNote : .invoice, day: 1)
    }
}
