import Domain

extension VendorCheck {
    /// A bill is not due before the agreed days have passed.
    static let paymentDays = VendorCheck { subject in
        guard subject.bill.kind == .invoice, let terms = subject.terms,
            let due = subject.draft.date(.dueDate), let agreed = subject.bill.date.adding(days: terms.days),
            due < agreed
        else { return [] }
        return [
            Hold(
                .termsDiffer, .document, actual: .text("due on \(due)"),
                expected: .text("due on \(agreed), \(terms.days) days after its date"))
        ]
    }
}
