import Domain

/// Money paid ahead for the orders a bill is linked to, applied before the balance.
struct Prepayments: Sendable {
    /// How much of it this bill uses up.
    let applied: Rational
    /// What is left to pay.
    let payable: Rational

    init(_ matched: MatchedBill) {
        let bill = matched.bill
        guard bill.kind == .invoice else {
            applied = .zero
            payable = -bill.total
            return
        }
        let orders = Set(matched.linkedOrders.map { matched.book.orders[$0].id })
        let available = matched.scenario.posted.compactMap {
            Self.left(of: $0, for: orders, in: bill.currency)
        }
        applied = min(max(bill.total, .zero), max(available.sum(), .zero))
        payable = bill.total - applied
    }

    private static func left(of document: PostedDocument, for orders: Set<String>, in currency: Currency)
        -> Rational?
    {
        guard case .prepayment(let order?, let applied) = document.kind, document.status == .posted,
            document.currency == currency, orders.contains(order)
        else { return nil }
        return document.total - applied
    }
}
