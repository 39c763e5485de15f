package import Feel

/// How a node of a test file came out.
package struct SuiteVerdict: Hashable, Sendable {
    /// The id of the case.
    package let caseID: String
    /// The name of the node.
    package let node: String
    /// What is otherwise; `nil` where the node passes.
    package let difference: String?
    /// Whether it is otherwise because a function of another language is not run.
    package let isExcluded: Bool
}

extension DecisionSuiteFile {
    /// Asks a library everything the file asks.
    package func verdicts(on library: DecisionLibrary, _ environment: FeelEnvironment) -> [SuiteVerdict] {
        cases.flatMap { test in
            test.results.map { result in
                verdict(test, result, library, environment)
            }
        }
    }

    private func verdict(
        _ test: Case, _ result: Result, _ library: DecisionLibrary, _ environment: FeelEnvironment
    ) -> SuiteVerdict {
        var difference: String?
        var isExcluded = false
        do {
            let outcome = try outcome(test, result, library, environment)
            if !SuiteComparison.fits(outcome.value, result.expected) {
                let reasons =
                    outcome.reasons.isEmpty ? "" : " (" + outcome.reasons.joined(separator: "; ") + ")"
                difference = "expected \(result.expected), got \(outcome.value)\(reasons)"
                isExcluded = outcome.reasons.contains(Evaluator.foreignReason)
            }
        } catch {
            difference = "there is no \(error.name)"
        }
        return SuiteVerdict(
            caseID: test.id, node: result.name, difference: difference, isExcluded: isExcluded)
    }

    private func outcome(
        _ test: Case, _ result: Result, _ library: DecisionLibrary, _ environment: FeelEnvironment
    ) throws(UnknownDecision) -> DecisionOutcome {
        switch test.kind {
        case .decisionService:
            let outcome = try library.outcome(
                ofService: test.invocable ?? result.name, inputs: test.inputs, environment)
            guard let part = outcome.value.context?[result.name] else { return outcome }
            return DecisionOutcome(value: part, reasons: outcome.reasons, firings: outcome.firings)
        case .bkm:
            return try library.outcome(
                ofKnowledge: test.invocable ?? result.name, inputs: test.inputs, environment)
        case .decision:
            return try library.outcome(ofDecision: result.name, inputs: test.inputs, environment)
        }
    }
}

/// Compares what came out with what the kit expects.
enum SuiteComparison {
    /// The kit's own runner takes numbers for equal that differ by less than 10⁻⁸.
    private static let tolerance = FeelNumber("0.00000001") ?? .zero

    static func fits(_ value: FeelValue, _ expected: FeelValue) -> Bool {
        switch (value, expected) {
        case (.null, .null): true
        case (.boolean(let value), .boolean(let expected)): value == expected
        case (.number(let value), .number(let expected)): areClose(value, expected)
        case (.string(let value), .string(let expected)): value == expected
        case (.date(let value), .date(let expected)): value == expected
        case (.time(let value), .time(let expected)): value == expected
        case (.dateTime(let value), .dateTime(let expected)): value == expected
        case (.monthsDuration(let value), .monthsDuration(let expected)): value == expected
        case (.timeDuration(let value), .timeDuration(let expected)): value == expected
        case (.list(let value), .list(let expected)):
            value.count == expected.count && zip(value, expected).allSatisfy { fits($0, $1) }
        case (.context(let value), .context(let expected)):
            value.count == expected.count
                && expected.entries.allSatisfy { entry in
                    value[entry.name].map { fits($0, entry.value) } ?? false
                }
        default: false
        }
    }

    private static func areClose(_ value: FeelNumber, _ expected: FeelNumber) -> Bool {
        guard let distance = value.subtracting(expected)?.magnitude else { return false }
        if distance < tolerance { return true }
        return expected.magnitude.multiplied(by: tolerance).map { distance < $0 } ?? false
    }
}
