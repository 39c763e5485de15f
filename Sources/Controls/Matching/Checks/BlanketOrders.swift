import Domain

extension MatchCheck {
    /// More value billed on a frame than was agreed.
    static let blanketValue = MatchCheck { matched in
        matched.linkedOrders.compactMap { place in
            let order = matched.book.orders[place]
            let lines = matched.lines(ofOrder: place)
            guard case .blanket(let limit?, _, _) = order.form, order.currency == matched.bill.currency,
                lines.contains(where: { matched.movements[$0].debitValue.isPositive })
            else { return nil }
            let actual = lines.map { matched.cumulativeValue($0) }.sum()
            guard actual > limit else { return nil }
            return Hold(
                .blanketValue, .order(order.id), actual: .number(actual), expected: .number(limit),
                counterfactual: .init(.cumulativeAmount, .atMost, limit))
        }
    }

    /// A bill from before a frame began, or after it ended.
    static let blanketDate = MatchCheck { matched in
        matched.linkedOrders.compactMap { place in
            let order = matched.book.orders[place]
            let date = matched.bill.date
            guard case .blanket(_, let from, let to) = order.form,
                matched.lines(ofOrder: place).contains(where: { matched.movements[$0].debit.isPositive }),
                from.map({ date < $0 }) ?? false || to.map({ date > $0 }) ?? false
            else { return nil }
            return Hold(
                .blanketDate, .order(order.id), actual: .text(date.description),
                expected: .text("\(from?.description ?? "")..\(to?.description ?? "")"))
        }
    }
}

extension MatchedBill {
    /// The places of the lines of an order.
    fileprivate func lines(ofOrder order: Int) -> [Int] {
        book.balances.indices.filter { book.balances[$0].order == order }
    }
}
