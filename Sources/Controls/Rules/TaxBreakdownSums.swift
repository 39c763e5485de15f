internal import Domain

extension Rule {
    /// The tax amounts of the breakdown make the tax total (BR-CO-14).
    static let taxBreakdownSums = Rule(name: "tax.sum") { draft, _ in
        let taxes = draft.taxBreakdown.compactMap(\.tax)
        guard let total = draft.amount(.taxTotal), !taxes.isEmpty, taxes.count == draft.taxBreakdown.count,
            let sum = FixedDecimal.sum(taxes), !sum.isNear(total, slack: .cent)
        else { return [] }
        return [
            draft.finding(
                "tax.sum", "the taxes by rate add up to \(sum), but the tax total is \(total)", [.taxTotal])
        ]
    }
}
