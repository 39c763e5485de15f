public import Domain

extension Matching {
    /// What the books keep of a bill: what it bills of each order line and of agreed charges.
    ///
    /// A charge goes to the first linked order that agreed to it; one that none agreed to bills no order. Books
    /// of an order are kept in its currency: of a bill in another one they keep quantities, not money. What a
    /// pending bill takes back is not counted before it is posted: a credit note on hold must not make room for
    /// paying more than was received.
    public static func posting(of scenario: MatchScenario, status: PostedDocument.Status) -> PostedDocument {
        let matched = MatchedBill(scenario)
        let bill = scenario.bill
        let links = matched.links.filter { status != .pending || !$0.takesBack }
        let charges = status == .pending && bill.kind == .creditNote ? [] : bill.charges
        return PostedDocument(
            id: bill.id, kind: bill.kind == .invoice ? .invoice : .creditNote(credits: nil), status: status,
            vendor: bill.vendor, number: bill.number, date: bill.date, currency: bill.currency,
            total: bill.total, prints: bill.prints, lines: links.compactMap { line(of: $0, matched) },
            charges: charges.compactMap { charge($0, matched) })
    }

    private static func line(of link: LineLink, _ matched: MatchedBill) -> PostedDocument.Line? {
        let isInCurrency = matched.isInCurrency(link.balance)
        let countsPieces = link.kind.movesQuantity && matched.balance(of: link).line.basis == .quantity
        guard isInCurrency || countsPieces else { return nil }
        let sign: Rational = link.takesBack == (matched.bill.kind == .creditNote) ? .one : -.one
        return PostedDocument.Line(
            orderLine: matched.balance(of: link).id, quantity: sign * link.quantity,
            amount: isInCurrency ? sign * link.value : .zero, isValueOnly: !link.kind.movesQuantity)
    }

    private static func charge(_ charge: Bill.Charge, _ matched: MatchedBill) -> PostedDocument.Charge? {
        let order = matched.linkedOrders.map { matched.book.orders[$0] }.first { order in
            order.currency == matched.bill.currency && order.charges.contains { $0.code == charge.code }
        }
        return order.map { PostedDocument.Charge(order: $0.id, code: charge.code, amount: charge.amount) }
    }
}
