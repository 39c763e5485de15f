import Domain

extension MatchCheck {
    /// What the bill says was paid ahead against what the books have left of it.
    static let prepayment = MatchCheck { matched in
        let applied = Prepayments(matched).applied
        guard matched.bill.kind == .invoice, let prepaid = matched.bill.prepaid, prepaid != applied else {
            return []
        }
        return [Hold(.prepayment, .document, actual: .number(prepaid), expected: .number(applied))]
    }
}
