import Decisions
import Domain
import Foundation
import Testing

@testable import vouch

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
            MatchPolicyModel(reading: shipped, file: "match-policy.dmn"), category: category,
            amount: Rational(amount))
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
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="p">
            <inputData name="vendor"/><inputData name="amount"/><decision name="Match level"><decisionTable hitPolicy="FIRST"><output name="level"/>
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
        ("null", "-", false), ("starts with(?, \"V\")", "-", true), ("-", "? &gt; 2 * 50", false),
    ])
    func `cells ask for what they say`(vendor: String, amount: String, fits: Bool) throws {
        let bytes = model([(vendor, amount, "\"unit_price\"", "2")])
        #expect(
            try policy(MatchPolicyModel(reading: bytes, file: "p.dmn")).tolerances.count == (fits ? 1 : 0))
    }

    @Test func `the first row of a kind that fits counts, and null is no limit`() throws {
        let bytes = model([
            ("\"V9\"", "-", "\"unit_price\"", "9"), ("\"V1\"", "-", "\"unit_price\"", "2"),
            ("-", "-", "\"unit_price\"", "0"), ("-", "-", "\"tax\"", "null"),
        ])
        let rows = try policy(MatchPolicyModel(reading: bytes, file: "p.dmn")).tolerances
        #expect(rows.map(\.over) == [.init(percent: 2, amount: nil), .none])
    }

    @Test(arguments: [
        "<html/>", "<definitions/>", "not XML", "<!DOCTYPE a><definitions/>",
    ])
    func `what is no policy is refused`(text: String) {
        #expect(throws: DecisionFault.self) { try MatchPolicyModel(reading: Array(text.utf8), file: "p.dmn") }
    }

    @Test(arguments: [
        ("V1", "-", "\"unit_price\"", "2"), ("-", "a..b", "\"unit_price\"", "2"),
        ("-", "-", "\"unit_prize\"", "2"),
        ("-", "-", "\"unit_price\"", "2 +"), ("-", "-", "\"unit_price\"", "amount * 0.02"),
        ("-", "-", "\"unit_price\"", "\"2\""), ("-", "-", "unit_price", "2"),
        ("-", "\"large\"", "\"tax\"", "2"),
        ("-", "&lt; \"large\"", "\"tax\"", "2"),
    ])
    func `a cell that is not understood is refused, not passed over`(
        vendor: String, amount: String, kind: String, limit: String
    ) {
        #expect(throws: DecisionFault.self) {
            try MatchPolicyModel(reading: model([(vendor, amount, kind, limit)]), file: "p.dmn")
        }
    }

    @Test func `what is wrong is told with file, line and row`() throws {
        let bytes = model([("-", "-", "\"tax\"", "1"), ("V1", "-", "\"tax\"", "1")])
        let fault = #expect(throws: DecisionFault.self) {
            try MatchPolicyModel(reading: bytes, file: "p.dmn")
        }
        #expect(fault?.description == "p.dmn:7: Tolerances: V1: there is no V1")
    }

    @Test(arguments: ["10", "\"ten\"", "9.5"])
    func `a window of duplicates has whole days`(days: String) throws {
        let text = String(decoding: try shipped, as: UTF8.self)
        let changed = text.replacing(
            "<outputEntry><text>10</text></outputEntry>\n      </rule>\n    </decisionTable>\n  </decision>\n</definitions>",
            with:
                "<outputEntry><text>\(days)</text></outputEntry></rule></decisionTable></decision></definitions>"
        )
        if days == "10" {
            _ = try MatchPolicyModel(reading: Array(changed.utf8), file: "p.dmn")
        } else {
            #expect(throws: DecisionFault.self) {
                try MatchPolicyModel(reading: Array(changed.utf8), file: "p.dmn")
            }
        }
    }

    @Test func `tables that name no requirements see every input, as they did`() throws {
        let text = String(decoding: try shipped, as: UTF8.self)
        let bare = text.split(separator: "\n").filter { !$0.contains("informationRequirement") }
            .joined(separator: "\n")
        let model = try MatchPolicyModel(reading: Array(bare.utf8), file: "p.dmn")
        #expect(try policy(model, category: "services", amount: 10_000).level == .fourWay)
    }

    @Test(arguments: [("19999/2", "2-way"), ("29999/3", "2-way"), ("30001/3", "4-way")])
    func `amounts without an end are compared as they are`(amount: String, level: String) throws {
        let model = try MatchPolicyModel(reading: shipped, file: "p.dmn")
        let amount = try #require(Rational(parsing: amount))
        #expect(try policy(model, category: "services", amount: amount).level.rawValue == level)
    }
}
