import Domain

extension MatchCheck {
    /// More taken back than was ever billed.
    static let creditQuantity = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            let movement = matched.movements[place]
            let billed = balance.billedQuantity + movement.debit
            guard movement.credit.isPositive, movement.credit > billed else { return nil }
            return Hold(
                .creditQuantity, .orderLine(balance.id), actual: .number(movement.credit),
                expected: .number(billed), counterfactual: .init(.quantity, .atMost, billed))
        }
    }

    /// More value taken back than was ever billed.
    static let creditValue = MatchCheck { matched in
        matched.touched.compactMap { place in
            let balance = matched.book.balances[place]
            let movement = matched.movements[place]
            let billed = balance.billedValue + movement.debitValue
            guard matched.isInCurrency(place), movement.creditValue.isPositive, movement.creditValue > billed
            else { return nil }
            return Hold(
                .creditValue, .orderLine(balance.id), actual: .number(movement.creditValue),
                expected: .number(billed), counterfactual: .init(.creditAmount, .atMost, billed))
        }
    }
}
