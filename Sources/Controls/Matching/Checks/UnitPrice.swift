import Domain

extension MatchCheck {
    /// The net unit price, within what its rounding leaves open, against the order's.
    static let unitPrice = MatchCheck { matched in
        matched.pricedLinks.compactMap { link in
            let line = matched.line(of: link)
            let balance = matched.balance(of: link)
            guard let factor = balance.line.factor(of: line.unit),
                let perUnit = (line.quantity * factor).reciprocal
            else { return nil }
            let printing = PrintedExtension(line, decimals: matched.bill.decimals)
            let scale = matched.spread.factor(of: line) * perUnit.magnitude
            let ends = [scale * printing.plausible.lowerBound, scale * printing.plausible.upperBound].sorted()
            guard
                let breach = matched.tolerance.breach(
                    .unitPrice, over: ends[0] - balance.netPrice, under: balance.netPrice - ends[1],
                    expected: balance.netPrice)
            else { return nil }
            return Hold(
                .unitPrice, matched.scope(of: link), actual: matched.spread.value(of: line) * perUnit, breach,
                variable: .unitPrice)
        }
    }
}
