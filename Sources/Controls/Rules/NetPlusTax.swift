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
                "totals.net-plus-tax",
                "net \(net) + tax \(tax) = \(sum), but the grand total is \(gross)"
                    + readings(of: draft, names),
                names)
        ]
    }

    /// The other readings of one of the amounts with which the sum would hold: the digit to look at.
    private static func readings(of draft: InvoiceDraft, _ names: [FieldName]) -> String {
        let found = names.flatMap { name in
            (draft.fields[name]?.alternatives ?? []).compactMap { alternative -> String? in
                guard case .amount(let amount) = alternative.value, case .page? = draft.fields[name]?.source
                else {
                    return nil
                }
                let value = { (other: FieldName) in other == name ? amount : draft.amount(other) ?? .zero }
                return value(.netTotal).adding(value(.taxTotal)) == value(.grandTotal)
                    ? "\(name.rawValue) \(amount)" : nil
            }
        }
        return found.isEmpty ? "" : "; it would hold with " + found.joined(separator: " or ")
    }
}
