import Domain

/// The orders of a scenario with what is known of their lines before the bill.
struct OrderBook: Sendable {
    /// The orders, in scenario order.
    let orders: [PurchaseOrder]
    /// The lines of all orders, in scenario order.
    private(set) var balances: [OrderLineBalance] = []

    private var places: [OrderLineID: Int] = [:]
    private var ordersByName: [String: Int] = [:]

    init(_ scenario: MatchScenario) {
        orders = scenario.orders
        for (place, order) in orders.enumerated() {
            if let name = NormalText.of(order.id), ordersByName[name] == nil { ordersByName[name] = place }
            for line in order.lines {
                let balance = OrderLineBalance(line, of: order, at: place, policy: scenario.policy)
                places[balance.id] = balances.count
                balances.append(balance)
            }
        }
        for receipt in scenario.receipts {
            if let place = places[receipt.orderLine] { balances[place].add(receipt) }
        }
        for document in scenario.posted {
            guard let sign = document.billedSign else { continue }
            for line in document.lines {
                if let place = places[line.orderLine] { balances[place].add(line, sign: sign) }
            }
        }
    }

    /// What a line of a bill names by its references; what it names wrongly is not named.
    func reference(of line: BillLine, vendor: String) -> OrderReference {
        guard let name = NormalText.of(line.orderReference), let order = ordersByName[name] else {
            return .none
        }
        guard orders[order].vendor == vendor else { return .foreignOrder(order) }
        guard let lineName = NormalText.of(line.lineReference),
            let place = balances.firstIndex(where: {
                $0.order == order && NormalText.of($0.line.id) == lineName
            })
        else { return .order(order) }
        return .line(place, order: order)
    }

    /// The order of a line.
    func order(of balance: Int) -> PurchaseOrder { orders[balances[balance].order] }

    /// Whether order and line are open.
    func isOpen(_ balance: Int) -> Bool {
        order(of: balance).status == .open && balances[balance].line.status == .open
    }
}

/// What a line of a bill names: places of orders and of order lines in the book.
enum OrderReference: Hashable, Sendable {
    /// Nothing that is known.
    case none
    /// An order of another vendor.
    case foreignOrder(Int)
    /// An order.
    case order(Int)
    /// A line of an order.
    case line(Int, order: Int)
}
