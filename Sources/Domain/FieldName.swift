/// The header fields of a document; raw values are the names of the command line and the store.
///
/// Terms follow EN 16931 where it has one.
public enum FieldName: String, Hashable, Sendable, CaseIterable {
    case invoiceNumber = "invoice_number"
    case precedingInvoice = "preceding_invoice"
    case issueDate = "issue_date"
    case taxPointDate = "tax_point_date"
    case dueDate = "due_date"
    case deliveryDate = "delivery_date"
    case servicePeriodStart = "service_period_start"
    case servicePeriodEnd = "service_period_end"
    case currency
    case sellerName = "seller_name"
    case sellerAddress = "seller_address"
    case sellerVATID = "seller_vat_id"
    case sellerTaxNumber = "seller_tax_number"
    case sellerRegistration = "seller_registration"
    case sellerIBAN = "seller_iban"
    case sellerBIC = "seller_bic"
    case sellerPhone = "seller_phone"
    case sellerEmail = "seller_email"
    case sellerWeb = "seller_web"
    case buyerName = "buyer_name"
    case buyerAddress = "buyer_address"
    case buyerVATID = "buyer_vat_id"
    case customerNumber = "customer_number"
    case shipTo = "ship_to"
    case remitTo = "remit_to"
    case purchaseOrder = "purchase_order"
    case contract
    case deliveryNote = "delivery_note"
    case project
    case paymentTerms = "payment_terms"
    case discountDays = "discount_days"
    case discountPercent = "discount_percent"
    case paymentReference = "payment_reference"
    case netTotal = "net_total"
    case allowanceTotal = "allowance_total"
    case chargeTotal = "charge_total"
    case freight
    case taxTotal = "tax_total"
    case grandTotal = "grand_total"
    case prepaid
    case rounding
    case amountDue = "amount_due"

    /// What kind of value the field holds.
    public var valueType: ValueType {
        switch self {
        case .issueDate, .taxPointDate, .dueDate, .deliveryDate, .servicePeriodStart, .servicePeriodEnd: .date
        case .netTotal, .allowanceTotal, .chargeTotal, .freight, .taxTotal, .grandTotal, .prepaid, .rounding,
            .amountDue:
            .amount
        case .discountDays, .discountPercent: .number
        case .currency: .currency
        case .sellerName, .buyerName: .name
        case .sellerAddress, .buyerAddress, .shipTo, .remitTo, .paymentTerms: .text
        default: .identifier
        }
    }

    /// The kinds of value a field can hold.
    public enum ValueType: Hashable, Sendable {
        case date, amount, number, currency, name, text, identifier
    }
}
