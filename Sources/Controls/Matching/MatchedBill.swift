import Domain

/// A bill with its links, and what they come to: what every check looks at.
struct MatchedBill: Sendable {
    /// Everything the bill is matched against.
    let scenario: MatchScenario
    /// Orders and what is known of their lines before the bill.
    let book: OrderBook
    /// Discounts on the whole document.
    let spread: AllowanceSpread
    /// Which lines bill which order lines, in document order.
    let links: [LineLink]
    /// Why lines bill none.
    let lineHolds: [Hold]
    /// What the bill moves at each order line of the book.
    let movements: [LineMovement]
    /// The places of the orders links lead to, in scenario order.
    let linkedOrders: [Int]

    init(_ scenario: MatchScenario) {
        self.scenario = scenario
        book = OrderBook(scenario)
        spread = AllowanceSpread(scenario.bill)
        let assignment = LineAssignment(scenario.bill, book: book, spread: spread)
        links = assignment.links
        lineHolds = assignment.holds.map(\.hold)
        var movements = Array(repeating: LineMovement(), count: book.balances.count)
        for link in links { movements[link.balance].add(link) }
        self.movements = movements
        linkedOrders = Set(links.map { [book] in book.balances[$0.balance].order }).sorted()
    }

    var bill: Bill { scenario.bill }

    /// How much may differ.
    var tolerance: Tolerance { Tolerance(rows: scenario.policy.tolerances, rate: bill.rate) }

    /// What is known of the order line of a link.
    func balance(of link: LineLink) -> OrderLineBalance { book.balances[link.balance] }

    /// The line of a link.
    func line(of link: LineLink) -> BillLine { bill.lines[link.line] }

    /// The scope of a hold on a link.
    func scope(of link: LineLink) -> Hold.Scope {
        .link(line: line(of: link).id, orderLine: balance(of: link).id)
    }

    /// Whether prices of the order line can be compared: they are in the bill's currency.
    func isInCurrency(_ balance: Int) -> Bool { book.order(of: balance).currency == bill.currency }

    /// The places of order lines the bill moves, in scenario order.
    var touched: [Int] { movements.indices.filter { movements[$0].links > 0 } }

    /// Quantity billed at an order line, this bill included.
    func cumulativeQuantity(_ balance: Int) -> Rational {
        book.balances[balance].billedQuantity + movements[balance].debit - movements[balance].credit
    }

    /// Value billed at an order line, this bill included.
    func cumulativeValue(_ balance: Int) -> Rational {
        book.balances[balance].billedValue + movements[balance].debitValue - movements[balance].creditValue
    }

    /// Debit links whose unit price and line total are compared.
    var pricedLinks: [LineLink] {
        links.filter { link in
            let balance = balance(of: link)
            return link.kind == .debit && balance.level != .totals && balance.line.basis == .quantity
                && isInCurrency(link.balance)
        }
    }

    /// Half a unit of the last decimal amounts are rounded to.
    var halfDecimal: Rational { .half(ofDecimal: bill.decimals) }

    /// What rounding the line's amount may add to or take from the value of a link.
    func roundingSlack(of link: LineLink) -> Rational {
        (link.share * spread.factor(of: line(of: link))).magnitude * halfDecimal
    }
}
