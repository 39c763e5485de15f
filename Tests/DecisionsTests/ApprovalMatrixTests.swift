import Feel
import Foundation
import Testing

@testable import Decisions

/// The matrix of approvals that comes with Vouch, as it stands in its file.
struct ApprovalMatrixTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "models/decisions/approval.dmn")

    private static func library() throws -> DecisionLibrary {
        DecisionLibrary(deploying: [
            try DMNModel(reading: Array(try Data(contentsOf: file)), file: "approval.dmn")
        ])
    }

    @Test func `it has no faults, gaps or overlaps, and every rule can decide`() throws {
        let library = try Self.library()
        #expect(library.faults.map(\.description) == [])
        #expect(library.tableFindings(FeelEnvironment()).map(\.sentence) == [])
    }

    @Test(arguments: [
        ("0", "\"IT\"", "\"goods\"", "\"low\"", "approvers@IT"),
        ("-250", "\"IT\"", "\"goods\"", "\"low\"", "approvers@IT"),
        ("499.99", "\"IT\"", "\"services\"", "\"normal\"", "approvers@IT"),
        ("500", "\"IT\"", "\"services\"", "\"normal\"", "department heads@IT"),
        ("500", "\"IT\"", "\"goods\"", "\"normal\"", "approvers@IT"),
        ("5000", "\"IT\"", "\"goods\"", "\"low\"", "department heads@IT, then finance"),
        (
            "25000", "\"Kitchen\"", "\"food\"", "\"low\"",
            "department heads@Kitchen, then finance and management"
        ),
        ("4999.99", "\"Management\"", "\"goods\"", "\"low\"", "finance"),
        ("5000", "\"Management\"", "\"goods\"", "\"low\"", "finance and management"),
        ("10", "\"IT\"", "\"goods\"", "\"high\"", "department heads@IT, then finance"),
        ("10", "null", "null", "null", "department heads, then finance"),
        ("10", "\"\"", "\"\"", "\"low\"", "approvers"),
        ("9999999", "null", "null", "\"unheard of\"", "department heads, then finance and management"),
    ])
    func `it asks whom it should`(
        amount: String, department: String, category: String, risk: String, levels: String
    ) throws {
        #expect(try Self.levels(amount, department, category, risk) == levels)
    }

    @Test func `an amount that is not known leads nowhere`() throws {
        #expect(try Self.levels("null", "\"IT\"", "\"goods\"", "\"low\"") == nil)
    }

    @Test func `every outcome asks somebody, and ends with a level whose limit counts`() throws {
        let library = try Self.library()
        let inputs = try #require(
            library.representatives(others: ["department": [.string("IT"), .null]], FeelEnvironment()))
        #expect(inputs.count > 100)
        for context in inputs {
            let outcome = try library.outcome(ofDecision: "approval", inputs: context, FeelEnvironment())
            let levels = try #require(outcome.value.list)
            let last = try #require(levels.last?.context)
            #expect(last["limit"]?.boolean == true, "\(context)")
            for level in levels { #expect(level.context?["approvers"]?.list?.isEmpty == false) }
        }
    }

    private static func levels(
        _ amount: String, _ department: String, _ category: String, _ risk: String
    ) throws -> String? {
        let inputs = try [
            ("amount", amount), ("department", department), ("category", category), ("risk", risk),
        ].map { ($0.0, try FeelExpression($0.1).outcome().value) }
        let outcome = try library().outcome(
            ofDecision: "approval", inputs: FeelContext(inputs), FeelEnvironment())
        return outcome.value.list?.map { level in
            (level.context?["approvers"]?.list ?? []).compactMap(\.string).joined(separator: " and ")
        }.joined(separator: ", then ")
    }
}

struct RepresentativesTests {
    private func inputs(_ columns: [(name: String, type: String)], _ rules: [String]) throws -> [String]? {
        try Samples.library(Samples.table("FIRST", columns: columns, rules))
            .representatives(others: [:], FeelEnvironment())?.map { FeelValue.context($0).description }
    }

    @Test func `values on, beside and between what tests mention stand for all`() throws {
        #expect(
            try inputs([("x", "number")], ["< 10 | 1", "[10..20] | 2"]) == [
                "{x: 9}", "{x: 10}", "{x: 15}", "{x: 20}", "{x: 21}",
            ])
        #expect(
            try inputs([("s", "string")], ["\"a\" | 1", "not(\"a\") | 2"]) == [
                "{s: \"a\"}", "{s: \"any other\"}",
            ])
    }

    @Test func `columns are combined`() throws {
        let columns = [(name: "x", type: "number"), (name: "s", type: "string")]
        #expect(try inputs(columns, ["5 | \"a\" | 1"])?.count == 6)
    }

    @Test func `tables whose tests take more than plain inputs have none`() throws {
        #expect(try inputs([("x", "number")], ["< x + 1 | 1"]) == nil)
    }
}
