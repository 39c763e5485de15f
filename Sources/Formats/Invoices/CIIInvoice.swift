import Domain

/// A UN/CEFACT Cross Industry Invoice or Order: Factur-X, ZUGFeRD 1.0 and 2.x, XRechnung CII, Order-X.
///
/// The steps give ZUGFeRD 1.0's names behind the bar: `ExchangedDocument|HeaderExchangedDocument`.
struct CIIInvoice {
    let root: XMLNode

    /// The record the document fills.
    var draft: InvoiceDraft {
        let document = root.first("ExchangedDocument|HeaderExchangedDocument")
        let kind = DocumentKind(documentTypeCode: document?.first("TypeCode")?.text ?? "")
        let language = document?.first("LanguageID")?.text?.prefix(2).lowercased() ?? ""
        var builder = DraftBuilder(kind: kind, language: language)
        setDocument(document, in: &builder)
        let transaction = root.first("SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
        if let transaction {
            setAgreement(transaction, in: &builder)
            setDelivery(transaction, in: &builder)
            let settlement = transaction.first(
                "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
            if let settlement { CIISettlement(node: settlement).fill(&builder) }
            for line in transaction.all("IncludedSupplyChainTradeLineItem") {
                if let line = CIILine(node: line).draft { builder.append(line) }
            }
        }
        return builder.finished
    }

    private func setDocument(_ document: XMLNode?, in builder: inout DraftBuilder) {
        switch builder.draft.kind {
        case .purchaseOrder: builder.set(.purchaseOrder, document?.first("ID"))
        case .orderResponse: break  // its own number is no invoice number; it names the order it answers
        default: builder.set(.invoiceNumber, document?.first("ID"))
        }
        builder.set(.issueDate, document?.first("IssueDateTime", "DateTimeString|DateTime"))
    }

    private func setAgreement(_ transaction: XMLNode, in builder: inout DraftBuilder) {
        guard
            let agreement = transaction.first(
                "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
        else { return }
        if let seller = agreement.first("SellerTradeParty") { setSeller(seller, in: &builder) }
        if let buyer = agreement.first("BuyerTradeParty") { setBuyer(buyer, in: &builder) }
        builder.set(.purchaseOrder, reference(agreement, "BuyerOrderReferencedDocument"))
        builder.set(.contract, reference(agreement, "ContractReferencedDocument"))
        builder.set(.project, agreement.first("SpecifiedProcuringProject", "ID"))
    }

    private func reference(_ node: XMLNode, _ name: String) -> XMLNode? {
        node.first(name, "IssuerAssignedID|ID")
    }

    private func setSeller(_ seller: XMLNode, in builder: inout DraftBuilder) {
        let contact = seller.first("DefinedTradeContact")
        builder.set(.sellerName, seller.first("Name"))
        builder.set(.sellerRegistration, seller.first("SpecifiedLegalOrganization", "ID"))
        builder.set(.sellerPhone, contact?.first("TelephoneUniversalCommunication", "CompleteNumber"))
        builder.set(.sellerEmail, contact?.first("EmailURIUniversalCommunication", "URIID|CompleteNumber"))
        for uri in seller.all("URIUniversalCommunication", "URIID")
        where uri.element.attribute("schemeID") == "EM" && builder.draft.fields[.sellerEmail] == nil {
            builder.set(.sellerEmail, uri)
        }
        setAddress(.sellerAddress, of: seller, in: &builder)
        for number in seller.all("SpecifiedTaxRegistration", "ID") {
            switch number.element.attribute("schemeID") {
            case "VA": builder.set(.sellerVATID, number)
            case "FC": builder.set(.sellerTaxNumber, number)
            default: break
            }
        }
    }

    private func setBuyer(_ buyer: XMLNode, in builder: inout DraftBuilder) {
        builder.set(.buyerName, buyer.first("Name"))
        builder.set(.customerNumber, buyer.first("ID"))
        setAddress(.buyerAddress, of: buyer, in: &builder)
        for number in buyer.all("SpecifiedTaxRegistration", "ID")
        where number.element.attribute("schemeID") == "VA" {
            builder.set(.buyerVATID, number)
        }
    }

    private func setDelivery(_ transaction: XMLNode, in builder: inout DraftBuilder) {
        guard
            let delivery = transaction.first(
                "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery")
        else { return }
        setAddress(.shipTo, of: delivery.first("ShipToTradeParty"), withName: true, in: &builder)
        builder.set(
            .deliveryDate,
            delivery.first(
                "ActualDeliverySupplyChainEvent|RequestedDeliverySupplyChainEvent", "OccurrenceDateTime",
                "DateTimeString"))
        builder.set(.deliveryNote, reference(delivery, "DeliveryNoteReferencedDocument"))
        if builder.draft.fields[.deliveryNote] == nil {
            builder.set(.deliveryNote, reference(delivery, "DespatchAdviceReferencedDocument"))
        }
    }

    private func setAddress(
        _ name: FieldName, of party: XMLNode?, withName: Bool = false, in builder: inout DraftBuilder
    ) {
        guard let party else { return }
        builder.set(name, text: Self.address(of: party, withName: withName), from: party)
    }

    /// Name (on request), street, postcode and town, country, as one line.
    static func address(of party: XMLNode, withName: Bool) -> String {
        let name = withName ? party.joined([["Name"]]) : ""
        guard let address = party.first("PostalTradeAddress") else { return name }
        let street = address.joined([["LineOne"], ["LineTwo"], ["LineThree"]])
        let town = [address.first("PostcodeCode")?.text, address.first("CityName")?.text]
            .compactMap(\.self).joined(separator: " ")
        return [name, street, town, address.joined([["CountrySubDivisionName"], ["CountryID"]])]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
