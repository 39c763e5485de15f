import Domain

extension MatchScenarioJSON {
    static func order(_ node: JSONNode) throws(FormatError) -> PurchaseOrder {
        PurchaseOrder(
            id: try node.member("id").text, vendor: try node.member("vendor").text,
            currency: try node.member("currency").currency,
            status: try node.choice("status", absent: OrderStatus.open), form: try form(node),
            discountPercent: try node.rational("discount_pct") ?? .zero,
            charges: try node.map("charges") { (node) throws(FormatError) in
                PurchaseOrder.Charge(
                    code: try node.member("code").text, amount: try node.member("amount").rational)
            },
            lines: try node.map("lines", orderLine))
    }

    private static func form(_ node: JSONNode) throws(FormatError) -> PurchaseOrder.Form {
        switch try node.text("type") ?? "standard" {
        case "standard": .standard
        case "blanket":
            .blanket(
                valueLimit: try node.rational("value_limit"), from: try node.date("valid_from"),
                to: try node.date("valid_to"))
        default: throw node.wrong("has an unknown type")
        }
    }

    private static func orderLine(_ node: JSONNode) throws(FormatError) -> OrderLine {
        OrderLine(
            id: try node.member("id").text, item: try node.text("item"),
            descriptionClass: try node.text("desc_class"),
            basis: try node.choice("basis", absent: OrderLine.Basis.quantity),
            level: try node.optional("level")?.choice(MatchLevel.self),
            status: try node.choice("status", absent: OrderStatus.open), unit: try node.member("unit").text,
            units: try units(try node.optional("units")), quantity: try node.rational("qty"),
            price: try node.member("price").rational,
            priceBase: try node.positive("price_base", absent: .one),
            discountPercent: try node.rational("discount_pct") ?? .zero,
            overDeliveryPercent: try overDelivery(node))
    }

    /// The percentage that may be delivered beyond the order: none where it is absent, without limit where null.
    private static func overDelivery(_ node: JSONNode) throws(FormatError) -> Rational? {
        guard case .object(let members) = node.value, members["over_delivery_pct"] != nil else {
            return .zero
        }
        return try node.rational("over_delivery_pct")
    }

    private static func units(_ node: JSONNode?) throws(FormatError) -> [String: Rational] {
        guard let node else { return [:] }
        guard case .object(let members) = node.value else { throw node.wrong("is not an object") }
        var units: [String: Rational] = [:]
        for unit in members.keys.sorted() { units[unit] = try node.member(unit).positive }
        return units
    }
}
