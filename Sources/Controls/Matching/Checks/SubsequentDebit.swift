import Domain

extension MatchCheck {
    /// A later debit for goods that were not billed, or not as many.
    static let notBilled = MatchCheck { matched in
        matched.subsequentDebits.compactMap { link, quantity in
            let billed = matched.balance(of: link).billedQuantity
            guard !matched.balance(of: link).isBilled(quantity) else { return nil }
            return Hold(
                .notBilled, matched.scope(of: link), actual: .number(billed), expected: .number(quantity),
                counterfactual: .init(.quantity, .atMost, billed))
        }
    }

    /// The value of billed goods with a later debit against the order's price.
    static let subsequentDebit = MatchCheck { matched in
        matched.subsequentDebits.compactMap { link, quantity in
            let balance = matched.balance(of: link)
            guard balance.isBilled(quantity), matched.isInCurrency(link.balance),
                let part = quantity.divided(by: balance.billedQuantity)
            else { return nil }
            let actual = (matched.line(of: link).amount + balance.billedValue) * part
            return matched.tolerance.breach(
                .lineTotal, actual: actual, expected: quantity * balance.netPrice
            ).map {
                Hold(.subsequentDebit, matched.scope(of: link), actual: actual, $0, variable: .lineAmount)
            }
        }
    }
}

extension MatchedBill {
    /// Later debits, each with the quantity in order units it is about.
    fileprivate var subsequentDebits: [(link: LineLink, quantity: Rational)] {
        links.filter { $0.kind == .subsequentDebit }.map { link in
            let line = line(of: link)
            let factor = balance(of: link).line.factor(of: line.unit) ?? .one
            return (link, line.quantity * factor)
        }
    }
}

extension OrderLineBalance {
    /// Whether at least `quantity`, and anything at all, was billed.
    fileprivate func isBilled(_ quantity: Rational) -> Bool {
        billedQuantity >= quantity && billedQuantity.isPositive
    }
}
