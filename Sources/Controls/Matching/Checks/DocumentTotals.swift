import Domain

extension MatchCheck {
    /// The value of all links against their quantities at the orders' prices.
    static let documentTotal = MatchCheck { matched in
        guard matched.bill.kind == .invoice,
            matched.scenario.policy.level == .totals || matched.tolerance.hasRow(.documentTotal)
        else { return [] }
        let links = matched.links.filter { $0.kind == .debit && matched.isInCurrency($0.balance) }
        let actual = links.map(\.value).sum()
        let expected = links.map { $0.quantity * matched.balance(of: $0).netPrice }.sum()
        let slack = links.map { matched.roundingSlack(of: $0) }.sum()
        let breach = matched.tolerance.breach(
            .documentTotal, actual: actual, expected: expected, slack: slack)
        return breach.map {
            [Hold(.documentTotal, .document, actual: actual, $0, variable: .documentAmount)]
        } ?? []
    }

    /// The printed total against the sum of what is printed above it.
    static let documentArithmetic = MatchCheck { matched in
        let bill = matched.bill
        let net =
            bill.lines.map(\.amount).sum() + bill.charges.map(\.amount).sum()
            - bill.allowances.map(\.amount).sum()
        let sum = net + bill.taxes.map(\.amount).sum() + bill.rounding
        guard bill.total != sum else { return [] }
        return [
            Hold(.documentArithmetic, .document, actual: .number(bill.total), expected: .number(sum))
        ]
    }
}
