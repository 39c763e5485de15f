import Domain
import Testing

@testable import Formats

@Suite struct `What a scenario is expected to come to` {
    private static let name = OrderLineID(order: "O1", line: "10")
    private static let link = #"{"line": "L1", "order_line": "O1/10", "qty": "48.0"}"#
    private static let hold = """
        {"code": "NO_RECEIPT", "scope": "order_line:O1/10", "actual": "48.00", "expected": "0", "row": "default",
         "counterfactual": {"var": "received", "op": ">=", "value": "48"}}
        """

    private let found = MatchResult(
        links: [.init(line: "L1", orderLine: name, quantity: 48)],
        holds: [
            Hold(
                .noReceipt, .orderLine(name), actual: .number(48), expected: .number(0), row: "default",
                counterfactual: .init(.received, .atLeast, 48))
        ], payable: 120)

    private func expectation(
        _ outcome: String = "held", payable: String = "120.0", links: [String] = [link],
        holds: [String] = [hold]
    ) throws -> MatchExpectation {
        let text = """
            {"outcome": "\(outcome)", "payable": "\(payable)", "links": [\(links.joined(separator: ","))],
             "holds": [\(holds.joined(separator: ","))]}
            """
        return try MatchExpectation(JSONNode(try JSONTree(parsing: Array(text.utf8))))
    }

    @Test func `numbers are the same however they are written`() throws {
        #expect(try expectation().differences(from: found) == [])
        let halves = Self.hold.replacing(#""48.00""#, with: #""96/2""#)
        #expect(try expectation(holds: [halves]).differences(from: found) == [])
    }

    @Test func `names are compared as they are written`() throws {
        let differs = Hold(.itemDiffers, .line("L1"), actual: .text("007"), expected: .text("8"))
        let result = MatchResult(links: [], holds: [differs], payable: 120)
        func differences(_ item: String) throws -> [String] {
            let hold = #"{"code": "ITEM_DIFFERS", "scope": "line:L1", "actual": "\#(item)", "expected": "8"}"#
            return try expectation(links: [], holds: [hold]).differences(from: result)
        }
        #expect(try differences("007") == [])
        #expect(try differences("7").count == 2)
    }

    @Test func `what is missing and what is unexpected is told`() throws {
        let none = MatchResult(links: [], holds: [], payable: 119)
        #expect(
            try expectation().differences(from: none) == [
                "outcome: expected held, got matched", "payable: expected 120, got 119",
                "missing link: L1 > O1/10 48",
                "missing hold: NO_RECEIPT order_line:O1/10 48.00 against 0, row default",
            ])
        #expect(
            try expectation("matched", links: [], holds: []).differences(from: found) == [
                "outcome: expected matched, got held", "unexpected link: L1 > O1/10 48",
                "unexpected hold: NO_RECEIPT order_line:O1/10 48 against 0, row default",
            ])
    }

    @Test func `what comes twice is one too many`() throws {
        var doubled = found
        doubled.links += found.links
        doubled.holds += found.holds
        #expect(
            try expectation().differences(from: doubled) == [
                "unexpected link: L1 > O1/10 48",
                "unexpected hold: NO_RECEIPT order_line:O1/10 48 against 0, row default",
            ])
        #expect(
            try expectation(holds: [Self.hold, Self.hold]).differences(from: found) == [
                "missing hold: NO_RECEIPT order_line:O1/10 48.00 against 0, row default"
            ])
    }

    @Test func `a row is part of a hold`() throws {
        let other = Self.hold.replacing(#""default""#, with: "null")
        #expect(try expectation(holds: [other]).differences(from: found).count == 2)
    }

    @Test func `a counterfactual is compared where one is expected`() throws {
        var result = found
        result.holds[0].counterfactual = .init(.quantity, .atMost, 48)
        let place = "counterfactual of NO_RECEIPT order_line:O1/10 48.00 against 0, row default"
        #expect(
            try expectation().differences(from: result) == [
                "\(place): expected received >= 48, got quantity <= 48"
            ])
        result.holds[0].counterfactual = nil
        #expect(
            try expectation().differences(from: result) == ["\(place): expected received >= 48, got none"])
        let silent =
            #"{"code": "NO_RECEIPT", "scope": "order_line:O1/10", "actual": "48", "expected": "0", "row": "default"}"#
        #expect(try expectation(holds: [silent]).differences(from: result) == [])
    }

    @Test func `an outcome is held or matched`() {
        #expect(throws: FormatError.damaged("outcome: is none of matched, held")) {
            try expectation("released")
        }
    }
}
