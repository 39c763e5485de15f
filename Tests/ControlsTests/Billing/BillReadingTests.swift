import Controls
import Domain
import Testing

@Suite struct `A draft becomes a bill` {
    private func reading(_ draft: InvoiceDraft) -> BillReading {
        BillReading(of: draft, in: BillReading.Frame(id: "1", vendor: "V1")) { currency in
            currency.rawValue == "EUR" ? 1 : nil
        }
    }

    private func bill(_ draft: InvoiceDraft) throws -> Bill {
        let reading = reading(draft)
        #expect(reading.missing == [])
        return try #require(reading.bill)
    }

    private func invoice(
        _ kind: DocumentKind = .invoice, net: String, tax: String, gross: String,
        more: [FieldName: String] = [:],
        lines: [DraftLine], taxes: [DraftTax] = []
    ) -> InvoiceDraft {
        draft(
            kind,
            amounts: [.netTotal: net, .taxTotal: tax, .grandTotal: gross].merging(more) { _, new in new },
            dates: [.issueDate: "2026-05-01"],
            texts: [.invoiceNumber: "R-1", .currency: "EUR", .purchaseOrder: "PO-7"], lines: lines,
            taxes: taxes)
    }

    private func tax(_ rate: String, _ base: String?, _ tax: String?) -> DraftTax {
        DraftTax(rate: decimal(rate), base: base.map(decimal), tax: tax.map(decimal), source: .person)
    }

    @Test func `figures are taken exactly, and the order named is every line's`() throws {
        let bill = try bill(
            invoice(
                net: "21.00", tax: "3.99", gross: "24.99", lines: [line("2", "10.50", "21.00")],
                taxes: [tax("19", "21.00", "3.99")]))
        #expect(bill.total == Rational(decimal("24.99")))
        #expect(bill.lines.map(\.orderReference) == ["PO-7"])
        #expect(bill.lines.first?.price == BillLine.Price(number: Rational(decimal("10.5")), places: 2))
        #expect(bill.lines.map(\.taxRate) == [19])
    }

    @Test func `a line's amount is worked out where none is printed`() throws {
        var open = line("3", "200", "0", discount: "10", base: "100")
        open.lineTotal = nil
        let bill = try bill(invoice(net: "5.40", tax: "0", gross: "5.40", lines: [open]))
        #expect(bill.lines.map(\.amount) == [Rational(decimal("5.4"))])
    }

    @Test func `headings are no lines, and a bill without lines is one`() throws {
        let heading = DraftLine(description: "Delivery of 3 May", confidence: 1, source: .person)
        let one = try bill(invoice(net: "2", tax: "0", gross: "2", lines: [heading, line("1", "2", "2")]))
        #expect(one.lines.map(\.id) == ["2"])
        let none = try bill(invoice(net: "2", tax: "0", gross: "2", lines: []))
        #expect(none.lines.map(\.amount) == [2])
    }

    @Test(
        arguments: [
            (
                [("84.00", nil), ("16.00", nil)], [("19", "84.00", "15.96"), ("7", "16.00", "1.12")],
                ["19", "7"]
            ),
            ([("84.00", nil), ("16.00", nil)], [("7", nil, "1.12"), ("19", nil, "15.96")], ["19", "7"]),
            (
                [("84.00", "7"), ("16.00", nil)], [("19", "16.00", "3.04"), ("7", "84.00", "5.88")],
                ["7", "19"]
            ),
            ([("84.00", nil), ("16.00", nil)], [("19", "100.00", "19.00")], ["19", "19"]),
        ] as [([(String, String?)], [(String, String?, String?)], [String])])
    func `lines without a rate get the one with which taxes come out`(
        lines: [(String, String?)], taxes: [(String, String?, String?)], rates: [String]
    ) throws {
        let bill = try bill(
            invoice(
                net: "100.00", tax: "17.08", gross: "117.08",
                lines: lines.map { line("1", $0.0, $0.0, rate: $0.1) },
                taxes: taxes.map { tax($0.0, $0.1, $0.2) }))
        #expect(bill.lines.map(\.taxRate.description) == rates)
    }

    @Test func `two taxes on the whole are one of both rates`() throws {
        let bill = try bill(
            invoice(
                net: "100.00", tax: "18.00", gross: "118.00", lines: [line("1", "100.00", "100.00")],
                taxes: [tax("9", "100.00", "9.00"), tax("9", "100.00", "9.00")]))
        #expect(bill.taxes == [Bill.Tax(rate: 18, amount: 18)])
    }

    @Test func `without a breakdown the rate follows from the totals`() throws {
        let bill = try bill(
            invoice(
                net: "7161.60", tax: "1360.70", gross: "8522.30", lines: [line("1", "7161.60", "7161.60")]))
        #expect(bill.taxes.map(\.rate) == [19])
    }

    @Test func `freight and discount stand beside the lines, unless they are among them`() throws {
        let extras: [FieldName: String] = [.freight: "10.00", .allowanceTotal: "5.00"]
        let beside = try bill(
            invoice(
                net: "105.00", tax: "0", gross: "105.00", more: extras, lines: [line("1", "100.00", "100.00")]
            ))
        #expect(beside.charges.map(\.code) == ["FREIGHT"] && beside.allowances.map(\.amount) == [5])
        let among = try bill(
            invoice(
                net: "105.00", tax: "0", gross: "105.00", more: extras,
                lines: [line("1", "95.00", "95.00"), line("1", "10.00", "10.00")]))
        #expect(among.charges == [] && among.allowances == [])
    }

    @Test(arguments: ["-", ""])
    func `a credit note is positive, however it is printed`(sign: String) throws {
        let bill = try bill(
            invoice(
                .creditNote, net: "\(sign)20.00", tax: "0", gross: "\(sign)20.00",
                lines: [line("2", "10.00", "\(sign)20.00")]))
        #expect(bill.kind == .creditNote && bill.total == 20)
        #expect(bill.lines.map(\.quantity) == [2] && bill.lines.map(\.amount) == [20])
    }

    @Test(arguments: [
        (FieldName.invoiceNumber, "its number"), (.issueDate, "its date"), (.grandTotal, "its total"),
        (.currency, "its currency"),
    ])
    func `what is missing is named`(field: FieldName, words: String) {
        var draft = invoice(net: "2", tax: "0", gross: "2", lines: [line("1", "2", "2")])
        draft.fields[field] = nil
        let reading = reading(draft)
        #expect(reading.bill == nil && reading.missing == [words])
    }

    @Test func `another currency needs a rate, and a line an amount`() {
        var draft = invoice(net: "2", tax: "0", gross: "2", lines: [line("1", "2", "2")])
        draft.fields[.currency]?.value = .text("CHF")
        draft.lines[0].lineTotal = nil
        draft.lines[0].unitPrice = nil
        #expect(reading(draft).missing == ["an exchange rate for CHF", "the amount of line 1"])
    }

    @Test func `several orders named leave each line to find its own`() throws {
        var draft = invoice(net: "2", tax: "0", gross: "2", lines: [line("1", "2", "2")])
        draft.fields[.purchaseOrder]?.value = .text("PO-7; PO-8 , PO-9")
        #expect(OrderReferences.of(draft) == ["PO-7", "PO-8", "PO-9"])
        #expect(try bill(draft).lines.map(\.orderReference) == [nil])
    }
}
