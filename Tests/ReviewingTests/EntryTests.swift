import Domain
import Reviewing
import Testing

@Suite struct EntryTests {
    @Test func `everything of the form is asked, in its order`() {
        let review = entry()
        let asked = review.questions.compactMap { question in
            if case .field(let name) = question.subject { name } else { nil as FieldName? }
        }
        #expect(asked == EntryForm.fields)
    }

    @Test func `what was answered, put off or is not there is not asked on the way`() {
        var review = entry()
        review.make(.set(.sellerName, .text("Holmgrund"), at: nil, raw: "Holmgrund"))
        review.make(.clear(.sellerVATID))
        review.make(.skip(.sellerIBAN))
        #expect(review.nextOnTheWay?.subject == .field(.sellerAddress))
        for name in EntryForm.fields { review.make(.skip(name)) }
        for _ in review.open.isKindUnknown ? [0] : [] { Issue.record("an entry has a kind") }
        #expect(review.nextOnTheWay.map { if case .field = $0.subject { true } else { false } } != true)
    }

    @Test func `a needed field that was passed over is doubted when all is confirmed`() {
        var review = entry()
        for name in EntryForm.fields { review.make(.skip(name)) }
        guard case .doubtful(let doubts) = review.response(to: .confirm) else {
            Issue.record("nothing is doubted")
            return
        }
        #expect(doubts.joined().contains("invoice number"))
    }

    @Test func `the total and the amount due are offered from what was keyed`() {
        var review = entry()
        review.make(.set(.netTotal, amount("100.00"), at: nil, raw: "100"))
        #expect(review.completions(of: "", for: .grandTotal).isEmpty)
        review.make(.set(.taxTotal, amount("19.00"), at: nil, raw: "19"))
        #expect(review.completions(of: "", for: .grandTotal).map(\.value) == [amount("119.00")])
        #expect(review.completions(of: "12", for: .grandTotal).isEmpty)
        #expect(session().completions(of: "", for: .grandTotal).isEmpty)
    }

    // MARK: Known records

    static let known = KnownRecords(
        vendors: [
            .init(
                id: "V1", name: "Holmgrund GmbH", vatID: "DE123456788", accounts: ["DE89370400440532013000"]),
            .init(id: "V2", name: "Holzmann AG", vatID: "AT U12345675"),
        ],
        orders: [
            .init(id: "PO-1", vendor: "V2", currency: "EUR"),
            .init(id: "PO-2", vendor: "V1", currency: "SEK"),
        ])

    @Test(arguments: [
        (FieldName.sellerName, "hol", ["Holmgrund GmbH", "Holzmann AG"]),
        (.sellerName, "holz", ["Holzmann AG"]),
        (.sellerName, "", []), (.sellerVATID, "atu", ["AT U12345675"]),
        (.purchaseOrder, "po", ["PO-1", "PO-2"]),
        (.purchaseOrder, "PO-9", []), (.buyerName, "hol", []),
        (.sellerIBAN, "DE89 3704", ["DE89370400440532013000"]),
    ])
    func `vendors and orders complete a beginning`(field: FieldName, beginning: String, offers: [String]) {
        #expect(entry(Self.known).completions(of: beginning, for: field).map(\.raw) == offers)
    }

    @Test func `once the vendor is known, what is known of it is offered before anything is typed`() {
        var review = entry(Self.known)
        review.make(.set(.sellerName, .text("holmgrund gmbh"), at: nil, raw: ""))
        #expect(review.completions(of: "", for: .sellerVATID).map(\.raw) == ["DE123456788"])
        #expect(review.completions(of: "", for: .purchaseOrder).map(\.raw) == ["PO-2"])
        #expect(review.completions(of: "PO-1", for: .purchaseOrder).isEmpty)
        #expect(review.completions(of: "", for: .currency).map(\.raw) == ["SEK"])
    }

    @Test func `what is on the page and known is offered once, with its place`() {
        let review = ReviewSession(
            asRead: InvoiceDraft(kind: .invoice, language: "de"), pages: [samplePage(["Auftrag PO-2"])],
            findings: [], arrival: arrival, known: Self.known)
        let offers = review.completions(of: "PO-2", for: .purchaseOrder)
        #expect(offers.map(\.raw) == ["PO-2"])
        #expect(offers.first?.region != nil)
    }

    // MARK: Tax

    @Test(arguments: [
        ("100.00", "19.00", "19"), ("100", "19", "19"), ("33.61", "6.39", "19"), ("1234.56", "67.90", "5.5"),
        ("100.00", "19.37", nil), ("0.00", "0.00", nil), ("0.10", "0.01", nil),
    ])
    func `one rate is proposed where the totals are of one`(net: String, tax: String, rate: String?) {
        var draft = InvoiceDraft(kind: .invoice, language: "")
        draft.fields = [.netTotal: field(amount(net)), .taxTotal: field(amount(tax))]
        let sheet = TaxSheet(of: draft)
        #expect(sheet.taxes.first?.rate == rate.map(decimal))
        #expect(sheet.taxes.count == (rate == nil ? 0 : 1))
    }

    @Test func `the tax is edited as a table, and what is no number is refused`() {
        var sheet = TaxSheet([])
        #expect(sheet.take(.enter("19")) != nil)
        #expect(sheet.take(.remove) != nil)
        #expect(sheet.take(.add) == nil)
        #expect(sheet.take(.enter("19 %")) == nil)
        _ = sheet.take(.right)
        #expect(sheet.take(.enter("1.000,00")) == nil)
        #expect(sheet.take(.enter("many")) != nil)
        _ = sheet.take(.right)
        _ = sheet.take(.right)
        #expect(sheet.take(.enter("190,00")) == nil)
        #expect(
            sheet.taxes == [
                DraftTax(
                    rate: decimal("19"), base: decimal("1000.00"), tax: decimal("190.00"), source: .person)
            ])
        #expect(sheet.take(.enter("")) == nil)
        #expect(sheet.taxes.first?.tax == nil)
    }

    @Test func `a breakdown that does not make the tax is questioned and kept when said again`() {
        let review = session()
        let taxes = [
            DraftTax(rate: decimal("19"), base: decimal("1000.00"), tax: decimal("19.00"), source: .person)
        ]
        guard case .doubtful = review.response(to: .taxes(taxes)) else {
            Issue.record("it is not doubted")
            return
        }
        #expect(review.response(to: .taxes(taxes), isSure: true) == .edit(.taxes(taxes)))
        #expect(!review.findings(withTaxes: taxes).isEmpty)
    }

    // MARK: Lines

    @Test func `Tab goes on from cell to cell and row to row, and multiplies what is missing`() {
        var sheet = LineSheet([], withRow: true)
        for text in ["Stuhl", "3", "Stk", "19,99", "19"] {
            #expect(sheet.take(.enter(text)) == nil)
            _ = sheet.take(.next)
        }
        #expect(sheet.cell == .lineTotal)
        #expect(sheet.lines[0].lineTotal == decimal("59.97"))
        _ = sheet.take(.next)
        #expect(sheet.lines.count == 2)
        #expect((sheet.row, sheet.cell) == (1, .description))
        #expect(sheet.filled.count == 1)
    }

    @Test func `a total that was typed is not multiplied over`() {
        var sheet = LineSheet([line("2", "10.00", "19.00")])
        for _ in LineCell.allCases { _ = sheet.take(.right) }
        for _ in 0..<2 { _ = sheet.take(.left) }
        _ = sheet.take(.next)
        _ = sheet.take(.next)
        #expect(sheet.lines[0].lineTotal == decimal("19.00"))
    }

    private func entry(_ known: KnownRecords = KnownRecords()) -> ReviewSession {
        ReviewSession(
            asRead: InvoiceDraft(kind: .invoice, language: ""), pages: [], findings: [], arrival: arrival,
            isEntry: true, known: known)
    }
}
