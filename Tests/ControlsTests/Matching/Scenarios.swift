import Domain
import Testing

/// A number from its text.
func number(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Rational {
    guard let number = Rational(parsing: text) else {
        Issue.record("\(text) is no number", sourceLocation: sourceLocation)
        return .zero
    }
    return number
}

/// A day of March 2026.
func march(_ day: Int) -> CalendarDate {
    guard let date = CalendarDate(year: 2026, month: 3, day: day) else {
        preconditionFailure("there is no March \(day)")
    }
    return date
}

extension Currency {
    static let euro = Currency(rawValue: "EUR") ?? { preconditionFailure("EUR is a currency") }()
    static let dollar = Currency(rawValue: "USD") ?? { preconditionFailure("USD is a currency") }()
}

/// A line of a bill at a price of `price` a piece, with the amount that comes of it.
func line(
    _ id: String, item: String? = "A", quantity: Rational, price: Rational, amount: Rational? = nil,
    order: String? = nil, orderLine: String? = nil, unit: String = "PCS", kind: BillLine.Kind = .item
) -> BillLine {
    BillLine(
        id: id, kind: kind, orderReference: order, lineReference: orderLine, item: item, quantity: quantity,
        unit: unit, price: .init(number: price.rounded(to: 2), places: 2),
        amount: amount ?? (quantity * price).rounded(to: 2))
}

/// An order line of pieces.
func orderLine(
    _ id: String, item: String? = "A", quantity: Rational?, price: Rational, over: Rational? = 0,
    level: MatchLevel? = nil
) -> OrderLine {
    OrderLine(
        id: id, item: item, level: level, unit: "PCS", units: ["BOX": 12], quantity: quantity, price: price,
        overDeliveryPercent: over)
}

/// A bill of vendor V1 whose total is that of its lines.
func bill(_ lines: [BillLine], id: String = "B", kind: Bill.Kind = .invoice, day: Int = 10) -> Bill {
    Bill(
        id: id, kind: kind, vendor: "V1", number: id, date: march(day), currency: .euro,
        total: lines.map(\.amount).reduce(0, +), lines: lines)
}

/// A scenario of vendor V1, three-way, without tolerances but those given.
func scenario(
    _ orders: [PurchaseOrder], receipts: [GoodsReceipt] = [], posted: [PostedDocument] = [],
    tolerances: [ToleranceRow] = [], level: MatchLevel = .threeWay, bill: Bill
) -> MatchScenario {
    MatchScenario(
        policy: MatchPolicy(level: level, accountingCurrency: .euro, tolerances: tolerances),
        vendor: .init(id: "V1"), orders: orders, receipts: receipts, posted: posted, bill: bill)
}

/// An order of vendor V1 in euros.
func order(_ id: String, _ lines: [OrderLine]) -> PurchaseOrder {
    PurchaseOrder(id: id, vendor: "V1", currency: .euro, lines: lines)
}

/// What arrived for a line of an order.
func receipt(_ id: String, _ order: String, _ line: String, _ received: Rational, returned: Rational = 0)
    -> GoodsReceipt
{
    GoodsReceipt(
        id: id, orderLine: OrderLineID(order: order, line: line), received: received, accepted: received,
        returned: returned)
}
