import Domain

extension MatchScenarioJSON {
    static func posted(_ node: JSONNode) throws(FormatError) -> PostedDocument {
        PostedDocument(
            id: try node.member("id").text, kind: try kind(node),
            status: try node.member("status").choice(PostedDocument.Status.self),
            vendor: try node.member("vendor").text, number: try node.member("number").text,
            date: try node.member("date").date, currency: try node.member("currency").currency,
            total: try node.member("total").rational, prints: try prints(node),
            lines: try node.map("lines", postedLine),
            charges: try node.map("charges") { (node) throws(FormatError) in
                PostedDocument.Charge(
                    order: try node.member("order").text, code: try node.member("code").text,
                    amount: try node.member("amount").rational)
            })
    }

    static func prints(_ node: JSONNode) throws(FormatError) -> DocumentPrints {
        var page: UInt64?
        if let hash = try node.optional("page_hash") {
            guard let bits = UInt64(try hash.text, radix: 16) else {
                throw hash.wrong("is not 64 bits in hexadecimal digits")
            }
            page = bits
        }
        return DocumentPrints(content: try node.text("content_hash"), page: page)
    }

    private static func kind(_ node: JSONNode) throws(FormatError) -> PostedDocument.Kind {
        let type = try node.member("type")
        return switch try type.text {
        case "invoice": .invoice
        case "credit_note": .creditNote(credits: try node.text("credits"))
        case "prepayment":
            .prepayment(order: try node.text("order"), applied: try node.rational("applied") ?? .zero)
        default: throw type.wrong("is none of invoice, credit_note, prepayment")
        }
    }

    private static func postedLine(_ node: JSONNode) throws(FormatError) -> PostedDocument.Line {
        PostedDocument.Line(
            orderLine: OrderLineID(order: try node.member("order").text, line: try node.member("line").text),
            quantity: try node.member("qty").rational, amount: try node.member("amount").rational,
            isValueOnly: try node.optional("value_only")?.bool ?? false)
    }
}
