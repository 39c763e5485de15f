package import Domain

/// The scenarios of the matching suite: each a bill with everything before it, and what it comes to.
package enum MatchingSuite {
    /// One scenario.
    package struct Case: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// A bill with everything before it.
        package let scenario: MatchScenario
        /// What it comes to.
        package let expectation: MatchExpectation
    }

    /// The scenario of one file.
    ///
    /// - Throws: `FormatError` naming the place that is wrong.
    package static func scenario(in bytes: [UInt8]) throws(FormatError) -> Case {
        let node = JSONNode(try JSONTree(parsing: bytes))
        return Case(
            name: try node.text("name") ?? "", scenario: try MatchScenarioJSON.scenario(of: node),
            expectation: try MatchExpectation(try node.member("expect")))
    }
}

/// What a scenario says that its bill comes to.
package struct MatchExpectation: Hashable, Sendable {
    private struct ExpectedHold: Hashable {
        let code: String
        let scope: String
        let actual: String
        let expected: String
        let row: String?
        let counterfactual: String?
    }

    private let isHeld: Bool
    private let links: [String]
    private let holds: [ExpectedHold]
    private let payable: Rational

    init(_ node: JSONNode) throws(FormatError) {
        isHeld = try node.member("outcome").text == "held"
        payable = try node.member("payable").rational
        links = try node.map("links") { (node) throws(FormatError) in
            let (line, orderLine) = (try node.member("line").text, try node.member("order_line").text)
            return "\(line) > \(orderLine) \(try node.member("qty").rational)"
        }
        holds = try node.map("holds") { (node) throws(FormatError) in
            ExpectedHold(
                code: try node.member("code").text, scope: try node.member("scope").text,
                actual: try node.member("actual").text, expected: try node.member("expected").text,
                row: try node.text("row"), counterfactual: try Self.counterfactual(node))
        }
    }

    private static func counterfactual(_ node: JSONNode) throws(FormatError) -> String? {
        guard let node = try node.optional("counterfactual") else { return nil }
        let (variable, relation) = (try node.member("var").text, try node.member("op").text)
        return "\(variable) \(relation) \(try node.member("value").rational)"
    }

    /// What is otherwise in `result`, a sentence each; empty when it is as expected.
    package func differences(from result: MatchResult) -> [String] {
        var found: [String] = []
        if isHeld != result.isHeld {
            found.append("outcome: expected \(outcome(isHeld)), got \(outcome(result.isHeld))")
        }
        if payable != result.payable {
            found.append("payable: expected \(payable), got \(result.payable)")
        }
        found += Self.differences(
            of: "link", expected: links,
            found: result.links.map { "\($0.line) > \($0.orderLine) \($0.quantity)" })
        found += Self.differences(
            of: "hold", expected: holds.map(Self.line), found: result.holds.map(Self.line))
        for hold in holds {
            guard let counterfactual = hold.counterfactual,
                let other = result.holds.first(where: { Self.line($0) == Self.line(hold) })
            else { continue }
            let got = other.counterfactual.map {
                "\($0.variable.rawValue) \($0.relation.rawValue) \($0.bound)"
            }
            if got != counterfactual {
                found.append(
                    "counterfactual of \(Self.line(hold)): expected \(counterfactual), got \(got ?? "none")")
            }
        }
        return found
    }

    private func outcome(_ isHeld: Bool) -> String { isHeld ? "held" : "matched" }

    private static func line(_ hold: ExpectedHold) -> String {
        "\(hold.code) \(hold.scope) \(hold.actual) against \(hold.expected), row \(hold.row ?? "none")"
    }

    private static func line(_ hold: Hold) -> String {
        "\(hold.code.rawValue) \(hold.scope) \(hold.actual) against \(hold.expected), row \(hold.row ?? "none")"
    }

    /// What is missing, unexpected, or there more than once.
    private static func differences(of what: String, expected: [String], found: [String]) -> [String] {
        var rest = found
        var differences: [String] = []
        for entry in expected {
            if let place = rest.firstIndex(of: entry) {
                rest.remove(at: place)
            } else {
                differences.append("missing \(what): \(entry)")
            }
        }
        return differences + rest.map { "unexpected \(what): \($0)" }
    }
}
