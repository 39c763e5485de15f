package import Domain

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

    private enum Outcome: String, CaseIterable {
        case matched, held
    }

    private let outcome: Outcome
    private let links: [String]
    private let holds: [ExpectedHold]
    private let payable: Rational

    init(_ node: JSONNode) throws(FormatError) {
        outcome = try node.member("outcome").choice(Outcome.self)
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
        let other: Outcome = result.isHeld ? .held : .matched
        if outcome != other { found.append("outcome: expected \(outcome), got \(other)") }
        if payable != result.payable {
            found.append("payable: expected \(payable), got \(result.payable)")
        }
        found += Self.differences(
            of: "link", expected: links,
            found: result.links.map { "\($0.line) > \($0.orderLine) \($0.quantity)" })
        var rest = result.holds
        for hold in holds {
            guard let place = rest.firstIndex(where: { Self.isSame(hold, $0) }) else {
                found.append("missing hold: \(Self.line(hold))")
                continue
            }
            let got = rest.remove(at: place).counterfactual.map {
                "\($0.variable.rawValue) \($0.relation.rawValue) \($0.bound)"
            }
            if let counterfactual = hold.counterfactual, got != counterfactual {
                found.append(
                    "counterfactual of \(Self.line(hold)): expected \(counterfactual), got \(got ?? "none")")
            }
        }
        return found + rest.map { "unexpected hold: \(Self.line($0))" }
    }

    /// Whether a hold is the expected one, numbers compared as numbers, names as they are written.
    private static func isSame(_ expected: ExpectedHold, _ hold: Hold) -> Bool {
        func isSame(_ text: String, _ value: Hold.Value) -> Bool {
            switch value {
            case .number(let number): Rational(parsing: text) == number
            case .text(let name): text == name
            }
        }
        return expected.code == hold.code.rawValue && expected.scope == hold.scope.description
            && expected.row == hold.row && isSame(expected.actual, hold.actual)
            && isSame(expected.expected, hold.expected)
    }

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
