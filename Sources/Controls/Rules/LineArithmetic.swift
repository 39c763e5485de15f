internal import Domain

extension Rule {
    /// Quantity × price − discount makes the line's total, with or without its tax.
    static let lineArithmetic = Rule(name: "line.arithmetic") { draft, _ in
        draft.lines.enumerated().compactMap { index, line in
            guard let quantity = line.quantity, let price = line.unitPrice, let total = line.lineTotal,
                let product = product(of: line, quantity, price),
                !isMet(product, line, quantity, price, total)
            else { return nil }
            let shown = product.rounded(to: 2)?.description ?? product.description
            return draft.finding(
                "line.arithmetic",
                "line \(index + 1): \(quantity) × \(price) makes \(shown), but its total is \(total)", [],
                lines: [line])
        }
    }

    private static func product(
        of line: DraftLine, _ quantity: FixedDecimal, _ price: FixedDecimal
    ) -> FixedDecimal? {
        guard let product = quantity.multiplied(by: price) else { return nil }
        guard let base = line.priceBase, !base.isZero else { return product }
        return product.divided(by: base, places: 6)
    }

    private static func isMet(
        _ product: FixedDecimal, _ line: DraftLine, _ quantity: FixedDecimal, _ price: FixedDecimal,
        _ total: FixedDecimal
    ) -> Bool {
        // Half of the price's last place for every unit, and a cent.
        let half = FixedDecimal(units: 5, scale: min(price.scale + 1, FixedDecimal.maximumScale))
        guard let ofPrice = price.scale >= 2 ? half.multiplied(by: quantity.magnitude) : .zero,
            let slack = ofPrice.adding(.cent)
        else { return true }
        let hundred = FixedDecimal(100)
        var wanted = [product]
        let discounted = line.discountPercent.flatMap { hundred.subtracting($0.magnitude) }
            .flatMap { product.multiplied(by: $0) }?.divided(by: hundred, places: 6)
        if let discounted { wanted.append(discounted) }
        // A discount column may hold an amount.
        if let discount = line.discountPercent, let less = product.subtracting(discount) {
            wanted.append(less)
        }
        for net in wanted {
            if net.magnitude.isNear(total.magnitude, slack: slack) { return true }
            let gross = line.taxRate.flatMap { hundred.adding($0) }.flatMap { net.multiplied(by: $0) }?
                .divided(by: hundred, places: 6)
            if let gross, gross.magnitude.isNear(total.magnitude, slack: slack) { return true }
        }
        return false
    }
}
