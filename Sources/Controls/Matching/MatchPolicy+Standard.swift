public import Domain

extension MatchPolicy {
    /// What applies where nobody decided anything else: exact against order and receipt, cents of rounding aside.
    public static func standard(accountingCurrency: Currency) -> MatchPolicy {
        MatchPolicy(
            level: .threeWay, accountingCurrency: accountingCurrency,
            tolerances: [
                ToleranceRow(
                    id: "tax-cents", kind: .tax, over: .init(percent: nil, amount: .centOfRounding),
                    under: .init(percent: nil, amount: .centOfRounding))
            ],
            duplicates: DuplicateWindow(amount: .zero, days: 10, pageBits: 3))
    }
}

extension Rational {
    /// What rounding each line's tax may add up to without a question.
    fileprivate static let centOfRounding: Rational = FixedDecimal(units: 2, scale: 2).exact
}

extension FixedDecimal {
    fileprivate var exact: Rational { Rational(self) }
}
