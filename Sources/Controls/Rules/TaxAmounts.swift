internal import Domain

extension Rule {
    /// Rate × taxable amount = tax, to two cents (BR-S-09 and its likes).
    static let taxAmounts = Rule(name: "tax.amounts") { draft, _ in
        draft.taxBreakdown.compactMap { entry in
            guard let rate = entry.rate, let base = entry.base, let tax = entry.tax,
                let wanted = base.multiplied(by: rate)?.divided(by: FixedDecimal(100), places: 4),
                !wanted.isNear(tax, slack: FixedDecimal(units: 2, scale: 2))
            else { return nil }
            let shown = wanted.rounded(to: 2)?.description ?? wanted.description
            return Finding(
                rule: "tax.amounts",
                message: "\(rate.normalized) % of \(base) is \(shown), but the tax is \(tax)",
                fields: [.taxTotal].filter { draft.fields[$0] != nil },
                regions: entry.source.region.map { [$0] } ?? [])
        }
    }
}
