internal import Domain

extension Rule {
    /// The lines − allowances + charges make the net total, or the grand total where prices are gross (BR-CO-13).
    static let linesToTotals = Rule(name: "totals.lines") { draft, _ in
        let totals = draft.lines.compactMap(\.lineTotal)
        guard !totals.isEmpty, totals.count == draft.lines.count, let sum = FixedDecimal.sum(totals),
            let slack = FixedDecimal(units: Int64(totals.count), scale: 2).multiplied(
                by: FixedDecimal(units: 5, scale: 1))
        else { return [] }
        let allowances = draft.amount(.allowanceTotal)?.magnitude ?? .zero
        let charges = [draft.amount(.chargeTotal), draft.amount(.freight)].compactMap(\.self)
        let adjusted = FixedDecimal.sum([sum] + charges)?.subtracting(allowances)
        let wanted = [draft.amount(.netTotal), draft.amount(.grandTotal)].compactMap(\.self)
        guard !wanted.isEmpty else { return [] }
        let tolerance = max(slack, .cent)
        let isMet = wanted.contains { total in
            sum.isNear(total, slack: tolerance) || adjusted?.isNear(total, slack: tolerance) == true
        }
        if isMet { return [] }
        let whole = wanted.map(\.description).joined(separator: " or ")
        let lines = totals.count == 1 ? "line adds" : "\(totals.count) lines add"
        return [
            draft.finding(
                "totals.lines", "the \(lines) up to \(sum), not to \(whole)",
                [.netTotal, .grandTotal], lines: draft.lines)
        ]
    }
}
