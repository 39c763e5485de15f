import Domain

extension VendorCheck {
    /// A bill that grants a discount for early payment grants no less than was agreed.
    static let agreedDiscount = VendorCheck { subject in
        guard subject.bill.kind == .invoice, let agreed = subject.terms?.discountPercent,
            let printed = subject.draft.text(.discountPercent).flatMap({ Rational(parsing: $0) }),
            printed < agreed
        else { return [] }
        return [
            Hold(
                .termsDiffer, .document, actual: .text("\(printed) % discount"),
                expected: .text("\(agreed) % discount"))
        ]
    }
}
