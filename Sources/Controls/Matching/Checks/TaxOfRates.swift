import Domain

extension MatchCheck {
    /// Tax of each rate against what rounding by line or by document makes of its entries, and what lies between.
    static let tax = MatchCheck { matched in
        let bill = matched.bill
        let entries = bill.taxedEntries
        let rates = (entries.map(\.rate) + bill.taxes.map(\.rate)).distinct()
        return rates.compactMap { rate in
            let amounts = entries.filter { $0.rate == rate }.map(\.amount)
            let byDocument = (amounts.sum() * .percent(rate)).rounded(to: bill.decimals)
            let byLine = amounts.map { ($0 * .percent(rate)).rounded(to: bill.decimals) }.sum()
            let printed = bill.taxes.filter { $0.rate == rate }.map(\.amount).sum()
            let (least, most) = (min(byDocument, byLine), max(byDocument, byLine))
            let nearest = min(max(printed, least), most)
            return matched.tolerance.breach(.tax, actual: printed, expected: nearest).map {
                Hold(.tax, .tax(rate), actual: printed, $0, variable: .tax)
            }
        }
    }
}

extension Bill {
    /// What tax is due on: lines and charges, less discounts.
    fileprivate var taxedEntries: [(rate: Rational, amount: Rational)] {
        lines.map { ($0.taxRate, $0.amount) } + charges.map { ($0.taxRate, $0.amount) }
            + allowances.map { ($0.taxRate, -$0.amount) }
    }
}
