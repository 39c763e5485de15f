public import Domain

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
        let available = Self.open(matched).map(\.left).sum()
        applied = min(max(bill.total, .zero), max(available, .zero))
        payable = bill.total - applied
    }

    /// What each prepayment for these orders has left, the oldest first.
    static func open(_ matched: MatchedBill) -> [(document: PostedDocument, left: Rational)] {
        let orders = Set(matched.linkedOrders.map { matched.book.orders[$0].id })
        return matched.scenario.posted.compactMap { document in
            left(of: document, for: orders, in: matched.bill.currency).map { (document, $0) }
        }.sorted { ($0.document.date, $0.document.id) < ($1.document.date, $1.document.id) }
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

extension Matching {
    /// What the bill uses up of each prepayment, the oldest first.
    public static func prepaymentsUsed(by scenario: MatchScenario) -> [String: Rational] {
        guard scenario.posted.contains(where: \.isPrepayment) else { return [:] }
        let matched = MatchedBill(scenario)
        var rest = Prepayments(matched).applied
        var used: [String: Rational] = [:]
        for (document, left) in Prepayments.open(matched) where rest.isPositive && left.isPositive {
            let part = min(rest, left)
            used[document.id] = part
            rest -= part
        }
        return used
    }
}

extension PostedDocument {
    /// Whether it is money paid ahead.
    fileprivate var isPrepayment: Bool {
        guard case .prepayment = kind else { return false }
        return true
    }
}
