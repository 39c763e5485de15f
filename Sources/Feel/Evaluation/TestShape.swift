/// What tests of one value come to where they do not depend on others: a set of values and of intervals.
package struct TestShape: Sendable {
    /// A value, or what lies between two.
    package enum Part: Sendable {
        case value(FeelValue)
        case interval(Interval)
    }

    /// What lies between two ends; `nil` for no end.
    package struct Interval: Sendable {
        /// The lower end.
        package let start: FeelValue?
        /// The upper end.
        package let end: FeelValue?
        /// Whether the lower end belongs to it.
        package let includesStart: Bool
        /// Whether the upper end belongs to it.
        package let includesEnd: Bool
    }

    /// The parts; for a negation those that do not pass.
    package let parts: [Part]
    /// Whether everything but the parts passes.
    package let isNegated: Bool
}

extension UnaryTests {
    /// The shape of the tests; `nil` where they depend on more than the value.
    package func shape(_ evaluator: Evaluator) -> TestShape? {
        switch body {
        case .any: return TestShape(parts: [], isNegated: true)
        case .oneOf(let nodes): return shape(nodes, isNegated: false, evaluator)
        case .noneOf(let nodes): return shape(nodes, isNegated: true, evaluator)
        }
    }

    private func shape(_ nodes: [FeelNode], isNegated: Bool, _ evaluator: Evaluator) -> TestShape? {
        var parts: [TestShape.Part] = []
        var negates = isNegated
        for node in nodes {
            guard node.asTest.isFixed else { return nil }
            guard let own = Self.parts(of: evaluator.value(node.asTest, Scope(FeelContext()))) else {
                guard nodes.count == 1, case .comparisonRange(.notEqual, let other) = node.asTest else {
                    return nil
                }
                negates.toggle()
                parts.append(.value(evaluator.value(other, Scope(FeelContext()))))
                continue
            }
            parts += own
        }
        return TestShape(parts: parts, isNegated: negates)
    }

    private static func parts(of value: FeelValue) -> [TestShape.Part]? {
        switch value {
        case .range(let range):
            switch range.form {
            case .notEqual: return nil
            case .equal: return [.value(range.start)]
            default:
                return [
                    .interval(
                        .init(
                            start: range.start.isNull ? nil : range.start,
                            end: range.end.isNull ? nil : range.end,
                            includesStart: range.includesStart, includesEnd: range.includesEnd))
                ]
            }
        case .list(let elements):
            let parts = elements.map { Self.parts(of: $0) }
            return parts.contains { $0 == nil } ? nil : parts.flatMap { $0 ?? [] }
        case .context, .function: return nil
        default: return [.value(value)]
        }
    }
}

extension Evaluator {
    /// Whether the left value comes before (−1), with (0) or after (1) the right one; `nil` without an order.
    package func order(_ left: FeelValue, _ right: FeelValue) -> Int? { comparing.order(left, right) }
}

extension FeelNode {
    /// `? > 5` as the test `> 5`; any other expression itself.
    fileprivate var asTest: FeelNode {
        if case .comparison(let sign, .variable("?"), let other) = self {
            return .comparisonRange(sign, other)
        }
        if case .membership(.variable("?"), let tests) = self, tests.count == 1 { return tests[0].asTest }
        return self
    }

    /// Whether the expression has the same value everywhere.
    fileprivate var isFixed: Bool {
        switch self {
        case .literal, .temporal: true
        case .negation(let inner), .comparisonRange(_, let inner): inner.isFixed
        case .list(let nodes): nodes.allSatisfy(\.isFixed)
        case .range(let range): range.start.isFixed && range.end.isFixed
        case .arithmetic(_, let left, let right): left.isFixed && right.isFixed
        case .call(.variable(let name), .positional(let arguments)):
            ["date", "time", "date and time", "duration", "number"].contains(name)
                && arguments.allSatisfy(\.isFixed)
        default: false
        }
    }
}
