import Domain

extension MatchScenarioJSON {
    static func bill(_ node: JSONNode) throws(FormatError) -> Bill {
        Bill(
            id: try node.member("id").text, kind: try node.member("type").choice(Bill.Kind.self),
            vendor: try node.member("vendor").text, number: try node.member("number").text,
            date: try node.member("date").date, currency: try node.member("currency").currency,
            rate: try node.positive("rate", absent: .one),
            decimals: try node.optional("decimals")?.integer(in: 0...11) ?? 2,
            bankAccount: try node.text("bank_account"), prints: try prints(node),
            total: try node.member("total").rational, rounding: try node.rational("rounding") ?? .zero,
            prepaid: try node.rational("prepaid"), lines: try node.map("lines", billLine),
            charges: try node.map("charges") { (node) throws(FormatError) in
                Bill.Charge(
                    code: try node.member("code").text, amount: try node.member("amount").rational,
                    taxRate: try node.member("tax_rate").rational)
            },
            allowances: try node.map("allowances") { (node) throws(FormatError) in
                Bill.Allowance(
                    amount: try node.member("amount").rational,
                    taxRate: try node.member("tax_rate").rational)
            },
            taxes: try node.map("tax") { (node) throws(FormatError) in
                Bill.Tax(
                    rate: try node.member("rate").rational, amount: try node.member("amount").rational)
            })
    }

    private static func billLine(_ node: JSONNode) throws(FormatError) -> BillLine {
        let kind = try node.choice("kind", absent: BillLine.Kind.item)
        return BillLine(
            id: try node.member("id").text, kind: kind,
            orderReference: try node.text("order_ref"), lineReference: try node.text("line_ref"),
            item: try node.text("item"), descriptionClass: try node.text("desc_class"),
            quantity: kind == .item ? try node.member("qty").rational : try node.rational("qty") ?? .zero,
            unit: try node.member("unit").text,
            price: try price(node), discountPercent: try node.rational("discount_pct") ?? .zero,
            discountAmount: try node.rational("discount_amt") ?? .zero,
            amount: try node.member("amount").rational, taxRate: try node.rational("tax_rate") ?? .zero)
    }

    private static func price(_ node: JSONNode) throws(FormatError) -> BillLine.Price? {
        let base = try node.positive("price_base", absent: .one)
        guard let price = try node.optional("price") else { return nil }
        let printed = try price.printed
        return BillLine.Price(number: printed.number, places: printed.places, base: base)
    }
}
