import Domain

extension MatchCheck {
    /// The value billed so far against the quantity billed so far at the order's price.
    ///
    /// Three bills, each within a tolerance of the price, together may go beyond it.
    static let cumulativeTotal = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            let movement = matched.movements[place]
            guard movement.debit.isPositive || movement.hasSubsequentDebit, balance.level != .totals,
                let ordered = balance.line.quantity, balance.line.basis == .quantity,
                matched.isInCurrency(place)
            else { return nil }
            let quantity = matched.cumulativeQuantity(place)
            let payable = balance.authorised.map { min(quantity, $0) } ?? quantity
            let expected = balance.netPrice * max(ordered, payable)
            let actual = matched.cumulativeValue(place)
            let slack = Rational(Int64(balance.billedLines + movement.links)) * matched.halfDecimal
            // While less than ordered is billed, less value is no discrepancy.
            let under = quantity < ordered ? .zero : expected - actual - slack
            return matched.tolerance.breach(
                .cumulativeLineTotal, over: actual - slack - expected, under: under, expected: expected
            ).map {
                Hold(
                    .cumulativeTotal, .orderLine(balance.id), actual: actual, $0, variable: .cumulativeAmount)
            }
        }
    }
}
