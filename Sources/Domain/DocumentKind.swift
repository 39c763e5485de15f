/// What a document is, in the order of the field's own terms.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    case invoice
    case creditNote = "credit_note"
    case receipt
    case purchaseOrder = "purchase_order"
    case orderResponse = "order_response"
    case deliveryNote = "delivery_note"
    case quotation
    case statement
    case reminder
    case remittanceAdvice = "remittance_advice"
    case other
}
