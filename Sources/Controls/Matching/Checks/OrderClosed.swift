import Domain

extension MatchCheck {
    /// An order or a line of it that expects no more bills.
    static let orderClosed = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            let movement = matched.movements[place]
            guard movement.debit.isPositive || movement.hasSubsequentDebit, !matched.book.isOpen(place) else {
                return nil
            }
            let status =
                balance.line.status == .open ? matched.book.order(of: place).status : balance.line.status
            return Hold(
                .orderClosed, .orderLine(balance.id), actual: .text(status.rawValue),
                expected: .text(OrderStatus.open.rawValue))
        }
    }
}
