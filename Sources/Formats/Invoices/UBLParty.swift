import Domain

/// A party of a UBL document.
struct UBLParty {
    let node: XMLNode

    /// Sets the seller's fields.
    func fillSeller(_ builder: inout DraftBuilder) {
        builder.set(.sellerName, name)
        builder.set(.sellerRegistration, node.first("PartyLegalEntity", "CompanyID"))
        builder.set(.sellerPhone, node.first("Contact", "Telephone"))
        builder.set(.sellerEmail, node.first("Contact", "ElectronicMail"))
        builder.set(.sellerWeb, node.first("WebsiteURI"))
        builder.set(.sellerVATID, taxNumber(isVAT: true))
        builder.set(.sellerTaxNumber, taxNumber(isVAT: false))
        setAddress(.sellerAddress, in: &builder)
    }

    /// Sets the buyer's fields.
    func fillBuyer(_ builder: inout DraftBuilder) {
        builder.set(.buyerName, name)
        builder.set(.customerNumber, node.first("PartyIdentification", "ID"))
        builder.set(.buyerVATID, taxNumber(isVAT: true))
        setAddress(.buyerAddress, in: &builder)
    }

    /// BT-27 and BT-44 are the legal names; the trading name stands in where there is no other.
    private var name: XMLNode? {
        let legal = node.first("PartyLegalEntity", "RegistrationName")
        return legal?.text != nil ? legal : node.first("PartyName", "Name")
    }

    private func taxNumber(isVAT: Bool) -> XMLNode? {
        node.all("PartyTaxScheme").first { ($0.first("TaxScheme", "ID")?.text == "VAT") == isVAT }?
            .first("CompanyID")
    }

    private func setAddress(_ name: FieldName, in builder: inout DraftBuilder) {
        guard let address = node.first("PostalAddress") else { return }
        builder.set(name, text: Self.address(address), from: address)
    }

    /// Street, postcode and town, region, country, as one line.
    static func address(_ node: XMLNode) -> String {
        let street = node.joined([["StreetName"], ["AdditionalStreetName"], ["AddressLine", "Line"]])
        let number = node.first("BuildingNumber")?.text ?? ""
        let house = [street, number].filter { !$0.isEmpty }.joined(separator: " ")
        let town = [node.first("PostalZone")?.text, node.first("CityName")?.text].compactMap(\.self)
            .joined(separator: " ")
        return [house, town, node.joined([["CountrySubentity"], ["Country", "IdentificationCode"]])]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
