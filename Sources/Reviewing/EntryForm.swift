public import Domain

/// What is asked, in this order, when a person keys an invoice in by hand from nothing.
public enum EntryForm {
    /// The fields: whose bill it is, which one, and what is to be paid.
    public static let fields: [FieldName] = [
        .sellerName, .sellerVATID, .sellerIBAN, .sellerAddress, .buyerName, .invoiceNumber, .issueDate,
        .dueDate, .purchaseOrder, .currency, .netTotal, .taxTotal, .grandTotal, .amountDue,
    ]

    /// The fields that nobody has said anything about.
    static func unsaid(in draft: InvoiceDraft, after history: EditHistory) -> [FieldName] {
        let answered = history.answered
        return fields.filter { draft.fields[$0] == nil && !answered.contains($0) }
    }
}
