import Domain

/// How screens name the fields, and in which groups they stand.
extension FieldName {
    /// The groups of the screen of one document, from top to bottom.
    static let screenGroups: [[FieldName]] = [
        [
            .invoiceNumber, .precedingInvoice, .issueDate, .dueDate, .taxPointDate, .deliveryDate,
            .servicePeriodStart, .servicePeriodEnd,
        ],
        [
            .sellerName, .sellerAddress, .sellerVATID, .sellerTaxNumber, .sellerRegistration, .sellerPhone,
            .sellerEmail, .sellerWeb,
        ],
        [.buyerName, .buyerAddress, .buyerVATID, .customerNumber, .shipTo],
        [.purchaseOrder, .contract, .deliveryNote, .project],
        [
            .sellerIBAN, .sellerBIC, .paymentReference, .paymentTerms, .discountDays, .discountPercent,
            .remitTo,
        ],
    ]

    /// The amounts, as they stand at the foot of an invoice.
    static let screenTotals: [FieldName] = [
        .allowanceTotal, .chargeTotal, .freight, .netTotal, .taxTotal, .rounding, .grandTotal, .prepaid,
        .amountDue,
    ]

    /// The name for people.
    var label: String {
        switch self {
        case .sellerVATID: "Seller VAT id"
        case .sellerIBAN: "IBAN"
        case .sellerBIC: "BIC"
        case .sellerName: "Seller"
        case .buyerName: "Buyer"
        case .buyerVATID: "Buyer VAT id"
        case .netTotal: "Net"
        case .taxTotal: "Tax"
        case .grandTotal: "Total"
        case .precedingInvoice: "Corrects invoice"
        case .servicePeriodStart: "Service from"
        case .servicePeriodEnd: "Service until"
        default: Self.capitalised(rawValue)
        }
    }

    private static func capitalised(_ name: String) -> String {
        let words = String(name.map { $0 == "_" ? " " : $0 })
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

extension DocumentKind {
    /// The name for people.
    var label: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
