import Domain
import Formats
import Foundation
import Testing

@Suite struct `Policies come from a decision table` {
    private var shipped: [UInt8] {
        get throws {
            let url = URL(filePath: #filePath).appending(path: "../../../models/decisions/match-policy.dmn")
            return Array(try Data(contentsOf: url.standardizedFileURL))
        }
    }

    private func policy(
        _ model: MatchPolicyModel, vendor: String = "V1", category: String = "goods", amount: Rational = 100
    ) throws -> MatchPolicy {
        model.policy(
            entity: "", vendor: vendor, category: category, amount: amount,
            accountingCurrency: try #require(Currency(rawValue: "EUR")))
    }

    @Test(arguments: [
        ("goods", 50_000, "3-way"), ("services", 9_999, "2-way"), ("services", 10_000, "4-way"),
    ])
    func `the shipped table asks receipts for goods, and acceptance for large services`(
        category: String, amount: Int64, level: String
    ) throws {
        let policy = try policy(
            MatchPolicyModel(parsing: shipped), category: category, amount: Rational(amount))
        #expect(policy.level.rawValue == level)
        #expect(policy.tolerances.map(\.id) == ["tax-cents", "small-freight"])
        #expect(policy.duplicates == .init(amount: 0, days: 10, pageBits: 3))
    }

    private func model(_ rows: [(vendor: String, amount: String, kind: String, limit: String)]) -> [UInt8] {
        let rules = rows.map { row in
            "<rule>"
                + [row.vendor, row.amount].map { "<inputEntry><text>\($0)</text></inputEntry>" }.joined()
                + [row.kind, row.limit].map { "<outputEntry><text>\($0)</text></outputEntry>" }.joined()
                + "</rule>"
        }
        return Array(
            """
            <definitions><decision name="Match level"><decisionTable hitPolicy="FIRST"><output name="level"/>
            <rule><outputEntry><text>"2-way"</text></outputEntry></rule></decisionTable></decision>
            <decision name="Tolerances"><decisionTable hitPolicy="RULE ORDER">
            <input><inputExpression><text>vendor</text></inputExpression></input>
            <input><inputExpression><text>amount</text></inputExpression></input>
            <output name="kind"/><output name="over percent"/>\(rules.joined())</decisionTable></decision></definitions>
            """.utf8)
    }

    @Test(arguments: [
        ("\"V1\"", "-", true), ("\"V2\"", "-", false), ("\"V2\", \"V1\"", "-", true),
        ("not(\"V1\")", "-", false),
        ("not(\"V2\")", "", true), ("-", "&lt; 100", false), ("-", "&lt;= 100", true),
        ("-", "&gt; 99.5", true),
        ("-", "[100..200)", true), ("-", "(100..200]", false), ("-", "[50..100)", false),
        ("-", "[ 50 .. 100 ]", true),
        ("null", "-", false),
    ])
    func `cells ask for what they say`(vendor: String, amount: String, fits: Bool) throws {
        let bytes = model([(vendor, amount, "\"unit_price\"", "2")])
        #expect(try policy(MatchPolicyModel(parsing: bytes)).tolerances.count == (fits ? 1 : 0))
    }

    @Test func `the first row of a kind that fits counts, and null is no limit`() throws {
        let bytes = model([
            ("\"V9\"", "-", "\"unit_price\"", "9"), ("\"V1\"", "-", "\"unit_price\"", "2"),
            ("-", "-", "\"unit_price\"", "0"), ("-", "-", "\"tax\"", "null"),
        ])
        let rows = try policy(MatchPolicyModel(parsing: bytes)).tolerances
        #expect(rows.map(\.over) == [.init(percent: 2, amount: nil), .none])
    }

    @Test(arguments: [
        "<html/>", "<definitions/>", "not XML", "<!DOCTYPE a><definitions/>",
    ])
    func `what is no policy is refused`(text: String) {
        #expect(throws: FormatError.self) { try MatchPolicyModel(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        ("V1", "-", "\"unit_price\"", "2"), ("-", "a..b", "\"unit_price\"", "2"),
        ("-", "-", "\"unit_prize\"", "2"),
        ("-", "-", "\"unit_price\"", "2 + 2"),
    ])
    func `a cell that is not understood is refused, not passed over`(
        vendor: String, amount: String, kind: String, limit: String
    ) {
        #expect(throws: FormatError.self) {
            try MatchPolicyModel(parsing: model([(vendor, amount, kind, limit)]))
        }
    }
}
