public import Domain

extension DocumentKind {
    /// The least a document of the kind can be booked on.
    public var essentialFields: [FieldName] {
        switch self {
        case .invoice, .creditNote: [.invoiceNumber, .issueDate, .sellerName, .currency, .grandTotal]
        case .receipt: [.issueDate, .sellerName, .grandTotal]
        case .purchaseOrder, .orderResponse: [.purchaseOrder, .issueDate]
        case .deliveryNote, .quotation, .statement, .reminder, .remittanceAdvice, .other: []
        }
    }
}
