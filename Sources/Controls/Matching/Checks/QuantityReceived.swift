import Domain

extension MatchCheck {
    /// The quantity billed so far against what was received, or accepted.
    static let quantityReceived = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            let actual = matched.cumulativeQuantity(place)
            guard matched.movements[place].debit.isPositive, let receivable = balance.receivable,
                let breach = matched.tolerance.breach(
                    .quantityReceived, actual: actual, expected: receivable)
            else { return nil }
            return switch breach.side {
            case .under:
                Hold(.quantityReceived, .orderLine(balance.id), actual: actual, breach, variable: .quantity)
            case .over: shortage(of: balance, actual, breach, matched.tolerance)
            }
        }
    }

    /// The hold that says best why less than `actual` is there: the first reason that fits.
    private static func shortage(
        of balance: OrderLineBalance, _ actual: Rational, _ breach: Tolerance.Breach, _ tolerance: Tolerance
    ) -> Hold {
        func passes(_ expected: Rational) -> Bool {
            tolerance.breach(.quantityReceived, over: actual - expected, under: .zero, expected: expected)
                == nil
        }
        func hold(_ code: HoldCode, _ counterfactual: Hold.Counterfactual) -> Hold {
            Hold(
                code, .orderLine(balance.id), actual: .number(actual), expected: .number(breach.expected),
                row: breach.row, counterfactual: counterfactual)
        }
        let needed = breach.limits.leastExpected(for: actual)
        if balance.arrived.isZero { return hold(.noReceipt, .init(.received, .atLeast, needed)) }
        if balance.level == .fourWay, passes(balance.kept) {
            return hold(.notAccepted, .init(.accepted, .atLeast, needed))
        }
        if passes(balance.receivableWithoutReturns) {
            return hold(.returnUncredited, breach.counterfactual(.quantity))
        }
        return hold(.quantityReceived, .init(.received, .atLeast, needed))
    }
}

extension ToleranceRow.Limits {
    /// The least that would have to be expected for `actual` to be no more than these limits allow.
    func leastExpected(for actual: Rational) -> Rational {
        let byPercent = percent.flatMap { actual.divided(by: .one + .percent($0)) }
        return [byPercent, amount.map { actual - $0 }].compactMap { $0 }.max() ?? actual
    }
}
