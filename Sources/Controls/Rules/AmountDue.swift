internal import Domain

extension Rule {
    /// Grand total − prepaid + rounding = amount due (BR-CO-16).
    static let amountDue = Rule(name: "totals.due") { draft, _ in
        guard let gross = draft.amount(.grandTotal), let due = draft.amount(.amountDue) else { return [] }
        let prepaid = draft.amount(.prepaid)?.magnitude ?? .zero
        let rounding = draft.amount(.rounding) ?? .zero
        let plain = gross.subtracting(prepaid)
        // The rounding may be in the grand total already.
        if plain == due || plain?.adding(rounding) == due { return [] }
        // Nothing left to pay of a document that says it is paid.
        if due.isZero, draft.fields[.prepaid] == nil { return [] }
        let shown = plain?.description ?? "too large a sum"
        return [
            draft.finding(
                "totals.due", "total \(gross) less prepaid \(prepaid) is \(shown), but \(due) is to be paid",
                [.grandTotal, .prepaid, .amountDue])
        ]
    }
}
