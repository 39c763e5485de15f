import Domain
import Testing

@testable import Formats

@Suite struct UBLInvoiceTests {
    private func draft(_ xml: String) throws(FormatError) -> InvoiceDraft {
        try ElectronicInvoice.parse(Array(xml.utf8), limits: .forTests)
    }

    @Test func `a full invoice fills every field it states`() throws {
        let draft = try draft(Sample.ublInvoice)
        let expected: [FieldName: String] = [
            .invoiceNumber: "F-1001", .issueDate: "2026-09-15", .dueDate: "2026-10-15", .currency: "SEK",
            .servicePeriodStart: "2026-08-01", .servicePeriodEnd: "2026-08-31",
            .deliveryDate: "2026-09-01", .purchaseOrder: "4500001", .precedingInvoice: "F-900",
            .contract: "C-5", .sellerName: "Svensk Handel AB", .sellerVATID: "SE556000016701",
            .sellerTaxNumber: "F-skatt", .sellerRegistration: "556000-0167",
            .sellerAddress: "Storgatan 1, 22100 Lund, SE", .sellerIBAN: "SE35 5000 0000 0549 1000 0003",
            .sellerBIC: "ESSESESS", .buyerName: "Köparen", .customerNumber: "K1",
            .paymentReference: "18003", .freight: "50", .netTotal: "150", .taxTotal: "37.50",
            .grandTotal: "187.50", .rounding: "0.50", .amountDue: "188",
        ]
        #expect(draft.kind == .invoice)
        #expect(draft.fields.mapValues(\.value.canonical) == expected)
        #expect(draft.fields[.taxTotal]?.source == .xml(path: "/Invoice/TaxTotal[2]/TaxAmount"))
        #expect(draft.taxBreakdown.map(\.base) == [FixedDecimal(150)])
        #expect(
            draft.lines == [
                DraftLine(
                    position: "1", articleNumber: "S-1", description: "Stol", quantity: FixedDecimal(2),
                    unit: "H87", unitPrice: FixedDecimal(50), taxRate: FixedDecimal(25),
                    lineTotal: FixedDecimal(100), confidence: 1, source: .xml(path: "/Invoice/InvoiceLine"))
            ])
    }

    @Test func `a credit note is read by its own names`() throws {
        let draft = try draft(
            Sample.ubl(
                "CreditNote",
                """
                <cbc:ID>G-1</cbc:ID><cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>
                <cac:PaymentMeans><cbc:PaymentDueDate>2026-10-01</cbc:PaymentDueDate></cac:PaymentMeans>
                <cac:CreditNoteLine><cbc:CreditedQuantity>3</cbc:CreditedQuantity></cac:CreditNoteLine>
                """))
        #expect(draft.kind == .creditNote && draft.text(.invoiceNumber) == "G-1")
        #expect(draft.text(.dueDate) == "2026-10-01" && draft.lines.map(\.quantity) == [FixedDecimal(3)])
    }

    @Test func `an order fills the order's fields`() throws {
        let draft = try draft(
            Sample.ubl(
                "Order",
                """
                <cbc:ID>4500001</cbc:ID>
                <cac:SellerSupplierParty><cac:Party><cac:PartyName><cbc:Name>Handel</cbc:Name>
                 </cac:PartyName></cac:Party></cac:SellerSupplierParty>
                <cac:AnticipatedMonetaryTotal><cbc:PayableAmount>80</cbc:PayableAmount>
                 </cac:AnticipatedMonetaryTotal>
                <cac:OrderLine><cac:LineItem><cbc:Quantity>4</cbc:Quantity><cac:Item>
                 <cbc:Name>Stol</cbc:Name></cac:Item></cac:LineItem></cac:OrderLine>
                """))
        #expect(draft.kind == .purchaseOrder && draft.text(.purchaseOrder) == "4500001")
        #expect(draft.fields[.invoiceNumber] == nil && draft.text(.sellerName) == "Handel")
        #expect(draft.lines.map(\.description) == ["Stol"] && draft.text(.amountDue) == "80")
    }

    @Test(arguments: [
        ("<html/>", "html"), ("<Invoice/>", "Invoice"), ("<Invoice xmlns='urn:mine'/>", "Invoice"),
        ("<CrossIndustryInvoice xmlns='urn:oasis:names'/>", "CrossIndustryInvoice"),
        ("<Catalogue xmlns='urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2'/>", "Catalogue"),
    ])
    func `other XML is refused by the name of its root`(xml: String, root: String) {
        #expect(throws: FormatError.notAnInvoice(root: root)) { try draft(xml) }
    }

    @Test func `an invoice that states nothing is an empty draft`() throws {
        let draft = try draft(Sample.ubl("Invoice", ""))
        #expect(draft.fields.isEmpty && draft.lines.isEmpty && draft.taxBreakdown.isEmpty)
    }

    @Test(arguments: [
        ("1", "1"), ("+1.50", "1.50"), (".5", "0.5"), ("7.", "7"), ("-0.10", "-0.10"), ("1.0000", "1.00"),
        ("0.33333333333333333", "0.333333333333"), ("12345678.3333333333333", "12345678.33333333333"),
        ("0.9999999999999", "1.000000000000"), ("000012", "12"),
    ])
    func `decimals of XML are read exactly, beyond twelve places rounded`(text: String, expected: String) {
        #expect(XMLValues.decimal(text)?.description == expected)
    }

    @Test(arguments: ["", ".", "-", "+-1", "1,5", "1e3", "INF", "1.2.3", "١", "9999999999999999999"])
    func `other spellings are no decimals`(text: String) {
        #expect(XMLValues.decimal(text) == nil)
    }

    @Test(arguments: ["2026-02-30", "2026-2-3", "26-02-03", "2026/02/03", "202602", "2026020", "20260203x"])
    func `days that do not exist or are spelt otherwise are no dates`(text: String) {
        #expect(XMLValues.date(text) == nil)
    }
}
