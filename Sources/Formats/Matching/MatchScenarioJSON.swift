package import Domain

/// Scenarios of matching as JSON: orders, receipts and documents before a bill, the policy, and the bill.
package enum MatchScenarioJSON {
    /// Pairs of a line of the bill and one of an order at most: each may be tried, in seconds.
    static let maximumPairs = 60_000

    /// The scenario of a JSON text.
    ///
    /// - Throws: `FormatError` naming the place that is wrong.
    package static func scenario(in bytes: [UInt8]) throws(FormatError) -> MatchScenario {
        try scenario(of: JSONNode(try JSONTree(parsing: bytes)))
    }

    static func scenario(of node: JSONNode) throws(FormatError) -> MatchScenario {
        let scenario = MatchScenario(
            policy: try policy(try node.member("policy")), vendor: try vendor(try node.member("vendor")),
            orders: try node.map("orders", order), receipts: try node.map("receipts", receipt),
            posted: try node.map("posted", posted), bill: try bill(try node.member("invoice")))
        let ordered = scenario.orders.reduce(0) { $0 + $1.lines.count }
        guard scenario.bill.lines.count * ordered <= maximumPairs else {
            throw .overLimit("\(maximumPairs) pairs of a line of the invoice and one of an order")
        }
        return scenario
    }

    private static func vendor(_ node: JSONNode) throws(FormatError) -> MatchScenario.Vendor {
        let status = try node.text("status") ?? "active"
        guard status == "active" || status == "blocked" else { throw node.wrong("has an unknown status") }
        return MatchScenario.Vendor(
            id: try node.member("id").text, isBlocked: status == "blocked",
            cluster: try node.map("cluster") { (node) throws(FormatError) in try node.text },
            accounts: try node.map("bank_accounts") { (node) throws(FormatError) in
                BankAccount(
                    number: try node.member("account").text, isVerified: try node.member("verified").bool)
            })
    }

    private static func receipt(_ node: JSONNode) throws(FormatError) -> GoodsReceipt {
        GoodsReceipt(
            id: try node.member("id").text,
            orderLine: OrderLineID(order: try node.member("order").text, line: try node.member("line").text),
            unit: try node.text("unit"), received: try node.member("received").rational,
            accepted: try node.rational("accepted"), returned: try node.rational("returned") ?? .zero)
    }
}
