import Domain

extension MatchCheck {
    /// The quantity billed so far against what was ordered, over-delivery included.
    static let quantityOrdered = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            guard matched.movements[place].debit.isPositive, balance.level != .totals,
                let authorised = balance.authorised
            else { return nil }
            let actual = matched.cumulativeQuantity(place)
            return matched.tolerance.breach(.quantityOrdered, actual: actual, expected: authorised).map {
                Hold(.quantityOrdered, .orderLine(balance.id), actual: actual, $0, variable: .quantity)
            }
        }
    }
}
