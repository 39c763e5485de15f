internal import Domain

extension Rule {
    /// Net + tax + rounding = grand total (EN 16931 BR-CO-15).
    static let netPlusTax = Rule(name: "totals.net-plus-tax") { draft, _ in
        guard let net = draft.amount(.netTotal), let tax = draft.amount(.taxTotal),
            let gross = draft.amount(.grandTotal)
        else { return [] }
        let names: [FieldName] = [.netTotal, .taxTotal, .grandTotal]
        let plain = net.adding(tax)
        let rounded = plain.flatMap { $0.adding(draft.amount(.rounding) ?? .zero) }
        if plain == gross || rounded == gross { return [] }
        let sum = plain?.description ?? "too large a sum"
        return [
            draft.finding(
                "totals.net-plus-tax", "net \(net) + tax \(tax) = \(sum), but the grand total is \(gross)",
                names)
        ]
    }
}
