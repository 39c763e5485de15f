import Domain

extension MatchCheck {
    /// A bill in another currency than the order.
    static let currency = MatchCheck { matched in
        matched.linkedOrders.compactMap { place in
            let order = matched.book.orders[place]
            guard order.currency != matched.bill.currency else { return nil }
            return Hold(
                .currency, .order(order.id), actual: .text(matched.bill.currency.rawValue),
                expected: .text(order.currency.rawValue))
        }
    }
}
