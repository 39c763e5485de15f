import Domain

extension MatchScenarioJSON {
    static func policy(_ node: JSONNode) throws(FormatError) -> MatchPolicy {
        MatchPolicy(
            level: try node.member("level").choice(MatchLevel.self),
            accountingCurrency: try node.member("accounting_currency").currency,
            tolerances: try node.map("tolerances", tolerance),
            duplicates: try duplicates(try node.optional("duplicate")))
    }

    private static func tolerance(_ node: JSONNode) throws(FormatError) -> ToleranceRow {
        let money = try node.text("amount_currency") ?? "accounting"
        guard money == "accounting" || money == "transaction" else {
            throw node.wrong("has an unknown amount_currency")
        }
        return ToleranceRow(
            id: try node.member("id").text, kind: try node.member("kind").choice(ToleranceRow.Kind.self),
            code: try node.text("code"),
            over: .init(percent: try node.rational("over_pct"), amount: try node.rational("over_amt")),
            under: .init(percent: try node.rational("under_pct"), amount: try node.rational("under_amt")),
            isInDocumentCurrency: money == "transaction")
    }

    private static func duplicates(_ node: JSONNode?) throws(FormatError) -> MatchPolicy.DuplicateWindow? {
        guard let node else { return nil }
        return MatchPolicy.DuplicateWindow(
            amount: try node.member("amount").rational,
            days: try node.member("days").integer(in: 0...100_000),
            pageBits: try node.member("page_bits").integer(in: 0...64))
    }
}
