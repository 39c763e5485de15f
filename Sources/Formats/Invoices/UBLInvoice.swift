import Domain

/// A UBL 2.x invoice, credit note, order or order response (Peppol BIS, XRechnung UBL and others).
struct UBLInvoice {
    let root: XMLNode

    /// The record the document fills.
    var draft: InvoiceDraft {
        var builder = DraftBuilder(kind: kind, language: "")
        setReferences(in: &builder)
        if let seller = root.first("AccountingSupplierParty|SellerSupplierParty", "Party") {
            UBLParty(node: seller).fillSeller(&builder)
        }
        if let buyer = root.first("AccountingCustomerParty|BuyerCustomerParty", "Party") {
            UBLParty(node: buyer).fillBuyer(&builder)
        }
        setDelivery(in: &builder)
        setPayment(in: &builder)
        setTaxes(in: &builder)
        setTotals(in: &builder)
        let lines = root.all("InvoiceLine|CreditNoteLine") + root.all("OrderLine", "LineItem")
        for line in lines { builder.append(UBLLine(node: line).draft) }
        return builder.finished
    }

    private var kind: DocumentKind {
        switch root.element.name {
        case "CreditNote": .creditNote
        case "Order": .purchaseOrder
        case "OrderResponse": .orderResponse
        default: DocumentKind(documentTypeCode: root.first("InvoiceTypeCode")?.text ?? "")
        }
    }

    private func setReferences(in builder: inout DraftBuilder) {
        switch builder.draft.kind {
        case .purchaseOrder: builder.set(.purchaseOrder, root.first("ID"))
        case .orderResponse: break  // its own number is no invoice number; it names the order it answers
        default: builder.set(.invoiceNumber, root.first("ID"))
        }
        builder.set(.issueDate, root.first("IssueDate"))
        builder.set(.dueDate, root.first("DueDate"))
        builder.set(.dueDate, root.first("PaymentMeans", "PaymentDueDate"))
        builder.set(.taxPointDate, root.first("TaxPointDate"))
        builder.set(.currency, root.first("DocumentCurrencyCode"))
        builder.set(.servicePeriodStart, root.first("InvoicePeriod", "StartDate"))
        builder.set(.servicePeriodEnd, root.first("InvoicePeriod", "EndDate"))
        for order in root.all("OrderReference", "ID") { builder.set(.purchaseOrder, order) }
        for preceding in root.all("BillingReference", "InvoiceDocumentReference", "ID") {
            builder.set(.precedingInvoice, preceding)
        }
        for note in root.all("DespatchDocumentReference", "ID") { builder.set(.deliveryNote, note) }
        builder.set(.contract, root.first("ContractDocumentReference|Contract", "ID"))
        builder.set(.project, root.first("ProjectReference", "ID"))
    }

    private func setDelivery(in builder: inout DraftBuilder) {
        guard let delivery = root.first("Delivery") else { return }
        builder.set(.deliveryDate, delivery.first("ActualDeliveryDate"))
        let name = delivery.first("DeliveryParty", "PartyName", "Name")?.text ?? ""
        let place = delivery.first("DeliveryLocation", "Address").map(UBLParty.address) ?? ""
        let parts = [name, place].filter { !$0.isEmpty }
        builder.set(.shipTo, text: parts.joined(separator: ", "), from: delivery)
    }

    private func setPayment(in builder: inout DraftBuilder) {
        builder.set(.remitTo, root.first("PayeeParty", "PartyName", "Name"))
        for means in root.all("PaymentMeans") {
            builder.set(.paymentReference, means.first("PaymentID"))
            // Domestic account numbers stand in the same element; the field is for IBANs.
            guard let account = means.first("PayeeFinancialAccount"), let id = account.first("ID"),
                id.text.map(Self.isShapedLikeIBAN) ?? false
            else { continue }
            builder.set(.sellerIBAN, id)
            builder.set(.sellerBIC, account.first("FinancialInstitutionBranch", "ID"))
        }
        guard let terms = root.all("PaymentTerms", "Note").first(where: { $0.text != nil }) else { return }
        builder.set(.paymentTerms, terms)
        builder.setDiscount(fromXRechnung: terms)
    }

    private static func isShapedLikeIBAN(_ text: String) -> Bool {
        let bytes = Array(text.utf8.filter { $0 != UInt8(ascii: " ") })
        let isLetter: (UInt8) -> Bool = { (65...90).contains($0 & 0xDF) }
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
        return (15...34).contains(bytes.count) && bytes.prefix(2).allSatisfy(isLetter)
            && bytes[2..<4].allSatisfy(isDigit)
    }

    private func setTaxes(in builder: inout DraftBuilder) {
        // BT-110 is in the invoice's currency, BT-111 repeats it in the seller's accounting currency.
        let currency = builder.draft.text(.currency)
        let totals = root.all("TaxTotal")
        let total =
            totals.first { $0.first("TaxAmount")?.element.attribute("currencyID") == currency }
            ?? totals.first
        builder.set(.taxTotal, total?.first("TaxAmount"))
        for tax in total?.all("TaxSubtotal") ?? [] {
            builder.append(
                DraftTax(
                    rate: tax.first("TaxCategory", "Percent")?.decimal ?? tax.first("Percent")?.decimal,
                    base: tax.first("TaxableAmount")?.decimal, tax: tax.first("TaxAmount")?.decimal,
                    source: .xml(path: tax.path)))
        }
    }

    private func setTotals(in builder: inout DraftBuilder) {
        // UNTDID 7161 code FC: freight service.
        let freight = root.all("AllowanceCharge").filter {
            $0.first("AllowanceChargeReasonCode")?.text == "FC" && $0.first("ChargeIndicator")?.text == "true"
        }
        builder.set(.freight, sumOf: freight.compactMap { $0.first("Amount") })
        guard let totals = root.first("LegalMonetaryTotal|AnticipatedMonetaryTotal") else { return }
        for (name, element) in Self.totals { builder.set(name, totals.first(element)) }
    }

    private static let totals: [(FieldName, String)] = [
        (.netTotal, "TaxExclusiveAmount"), (.allowanceTotal, "AllowanceTotalAmount"),
        (.chargeTotal, "ChargeTotalAmount"), (.grandTotal, "TaxInclusiveAmount"),
        (.prepaid, "PrepaidAmount"), (.rounding, "PayableRoundingAmount"), (.amountDue, "PayableAmount"),
    ]
}
