import Domain
import Testing

@testable import Formats

@Suite struct CIIInvoiceTests {
    private func draft(_ xml: String) throws(FormatError) -> InvoiceDraft {
        try ElectronicInvoice.parse(Array(xml.utf8), limits: .forTests)
    }

    @Test func `a full invoice fills every field it states`() throws {
        let draft = try draft(Sample.cii)
        #expect(draft.kind == .invoice && draft.language == "de")
        let expected: [FieldName: String] = [
            .invoiceNumber: "RE-2026-0815", .issueDate: "2026-09-15", .dueDate: "2026-10-15",
            .deliveryDate: "2026-09-14", .currency: "EUR", .sellerName: "Lagerhaus Nord GmbH",
            .sellerAddress: "Am Kai 7, 24103 Kiel, DE", .sellerVATID: "DE136695976",
            .sellerTaxNumber: "19/123/45678", .sellerRegistration: "HRB 4711",
            .sellerEmail: "post@lagerhaus.example", .sellerIBAN: "DE02120300000000202051",
            .buyerName: "Mühle & Söhne KG", .buyerVATID: "DE811569869", .customerNumber: "K-2207",
            .purchaseOrder: "PO-77", .paymentTerms: "#SKONTO#TAGE=14#PROZENT=2.25#", .discountDays: "14",
            .discountPercent: "2.25", .paymentReference: "RF18539007547034", .netTotal: "190.00",
            .chargeTotal: "10.00", .freight: "10.00", .taxTotal: "34.90", .grandTotal: "224.90",
            .prepaid: "24.90", .amountDue: "200.00",
        ]
        #expect(draft.fields.mapValues(\.value.canonical) == expected)
        #expect(draft.fields.values.allSatisfy { $0.confidence == 1 && $0.isAccepted })
    }

    @Test func `a value remembers its element, and a second account stays in sight`() throws {
        let draft = try draft(Sample.cii)
        let settlement = "/CrossIndustryInvoice/SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
        #expect(
            draft.fields[.taxTotal]?.source
                == .xml(
                    path: settlement
                        + "/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount[2]"))
        #expect(
            draft.fields[.sellerIBAN]?.alternatives.map(\.value.canonical) == ["DE02500105170137075030"])
        #expect(draft.taxBreakdown.map(\.source).last == .xml(path: settlement + "/ApplicableTradeTax[2]"))
    }

    @Test func `lines carry price base, discount and rate; a mere note is no line`() throws {
        let draft = try draft(Sample.cii)
        #expect(
            draft.lines == [
                DraftLine(
                    position: "1", articleNumber: "K-10", description: "Kugellager 6204",
                    quantity: FixedDecimal(40), unit: "C62", unitPrice: FixedDecimal(450),
                    priceBase: FixedDecimal(100), discountPercent: FixedDecimal(10),
                    taxRate: FixedDecimal(19), lineTotal: FixedDecimal(180), confidence: 1,
                    source: .xml(
                        path:
                            "/CrossIndustryInvoice/SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem"
                    ))
            ])
        #expect(draft.taxBreakdown.map(\.rate) == [FixedDecimal(19), FixedDecimal(7)])
        #expect(
            draft.taxBreakdown.map(\.tax) == [
                FixedDecimal(units: 3420, scale: 2), FixedDecimal(units: 70, scale: 2),
            ])
    }

    @Test func `the names of version 1 mean the same, and no lines are no error`() throws {
        let draft = try draft(Sample.zugferd1(typeCode: "380", amount: "529.87"))
        let texts = draft.fields.mapValues(\.value.canonical)
        #expect(
            texts == [
                .invoiceNumber: "471", .issueDate: "2013-03-05", .sellerName: "Alt & Gut OHG",
                .purchaseOrder: "B-9", .currency: "EUR", .grandTotal: "529.87",
            ])
        #expect(draft.lines.isEmpty && draft.taxBreakdown.map(\.rate) == [FixedDecimal(19)])
    }

    @Test(arguments: [
        ("380", "1.00", DocumentKind.invoice), ("381", "1.00", .creditNote), ("384", "1.00", .invoice),
        ("384", "-1.00", .creditNote), ("380", "-1.00", .creditNote), ("389", "1.00", .invoice),
        ("261", "1.00", .creditNote), ("325", "1.00", .other), ("", "1.00", .invoice),
    ])
    func `the kind follows from the type code and the sign`(code: String, amount: String, kind: DocumentKind)
        throws
    {
        #expect(try draft(Sample.zugferd1(typeCode: code, amount: amount)).kind == kind)
    }

    @Test(arguments: [
        ("220", DocumentKind.purchaseOrder, 10), ("230", .purchaseOrder, 10), ("231", .orderResponse, 6),
    ])
    func `an order's number is the order number, and the answer names the order`(
        code: String, kind: DocumentKind, quantity: Int64
    ) throws {
        let draft = try draft(Sample.orderX(typeCode: code))
        #expect(draft.kind == kind && draft.text(.purchaseOrder) == "PO-77")
        #expect(draft.fields[.invoiceNumber] == nil && draft.text(.currency) == "EUR")
        #expect(draft.lines.map(\.quantity) == [FixedDecimal(quantity)])
    }

    @Test(arguments: [
        ("20260915", "2026-13-45"), ("20260915", "20260230"), ("224.90", "22x"), ("224.90", "1e3"),
        ("224.90", "99999999999999999999.00"), (">EUR<", ">Euro<"),
    ])
    func `what cannot be read as its type is left out`(good: String, bad: String) throws {
        let whole = try draft(Sample.cii)
        let less = try draft(Sample.cii.replacing(good, with: bad))
        #expect(less.fields.count == whole.fields.count - 1)
    }
}
