package import Domain

/// Invoices and orders that come as XML: CII (Factur-X, ZUGFeRD, XRechnung, Order-X) and UBL.
package enum ElectronicInvoice {
    /// Reads an invoice, credit note or order out of an XML document.
    ///
    /// - Throws: `FormatError`; `.notAnInvoice` with the root element's name for any other well-formed XML.
    package static func parse(_ bytes: [UInt8], limits: XMLLimits) throws(FormatError) -> InvoiceDraft {
        try draft(from: XMLTree(parsing: bytes, limits: limits).root)
    }

    /// Reads an invoice, credit note or order out of an element that was parsed before.
    package static func draft(from root: XMLElement) throws(FormatError) -> InvoiceDraft {
        switch (root.name, root.namespace) {
        case ("CrossIndustryInvoice", let space)
        where space.hasPrefix("\(cefact)standard:CrossIndustryInvoice:"),
            ("CrossIndustryDocument", let space) where space.hasPrefix("urn:ferd:CrossIndustryDocument:"):
            CIIInvoice(root: XMLNode(root: root)).draft
        case ("SCRDMCCBDACIOMessageStructure", let space)
        where space.hasPrefix("\(cefact)SCRDMCCBDACIOMessageStructure:"),
            ("CrossIndustryOrder", let space) where space.hasPrefix("\(cefact)standard:CrossIndustryOrder:"):
            CIIInvoice(root: XMLNode(root: root)).draft
        case ("Invoice", ubl + "Invoice-2"), ("CreditNote", ubl + "CreditNote-2"), ("Order", ubl + "Order-2"),
            ("OrderResponse", ubl + "OrderResponse-2"):
            UBLInvoice(root: XMLNode(root: root)).draft
        default: throw .notAnInvoice(root: String(root.name.prefix(80)))
        }
    }

    private static let cefact = "urn:un:unece:uncefact:data:"
    private static let ubl = "urn:oasis:names:specification:ubl:schema:xsd:"
}
