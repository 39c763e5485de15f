import Feel

/// A decision table (DMN 1.5, clause 8).
struct DecisionTable: Sendable {
    /// A column of conditions.
    struct Input: Sendable {
        let text: String
        let expression: BoxedExpression
        let type: FeelType
        /// What the column allows, where it says so.
        let values: UnaryTests?
    }

    /// A column of conclusions.
    struct Output: Sendable {
        let name: String
        let type: FeelType
        /// What the column allows, in the order of priority.
        let values: [FeelExpression]
        let allowed: UnaryTests?
        let standard: BoxedExpression?
    }

    /// A row.
    struct Rule: Sendable {
        let id: String
        let line: Int
        let tests: [UnaryTests]
        let conclusions: [BoxedExpression]
    }

    let name: String
    let line: Int
    let hitPolicy: HitPolicy
    let inputs: [Input]
    let outputs: [Output]
    let rules: [Rule]

    /// What the table decides in a scope.
    func value(_ scope: Scope, _ evaluator: Evaluator) -> FeelValue {
        var tested: [FeelValue] = []
        for input in inputs {
            let value = evaluator.fitting(evaluator.value(input.expression, scope), input.type)
            if let values = input.values, !value.isNull, !evaluator.passes(value, values, scope) {
                return evaluator.null("\(value) is no value \(input.text) may have")
            }
            tested.append(value)
        }
        let hits = rules.indices.filter { matches(rules[$0], tested, scope, evaluator) }
        evaluator.firings.append(RuleFiring(table: name, rules: hits.map { $0 + 1 }))
        guard !hits.isEmpty else { return standard(scope, evaluator) }
        return decided(hits, scope, evaluator)
    }

    private func matches(
        _ rule: Rule, _ values: [FeelValue], _ scope: Scope, _ evaluator: Evaluator
    ) -> Bool {
        for (test, value) in zip(rule.tests, values) where !evaluator.passes(value, test, scope) {
            return false
        }
        return true
    }

    private func decided(_ hits: [Int], _ scope: Scope, _ evaluator: Evaluator) -> FeelValue {
        switch hitPolicy {
        case .unique:
            guard hits.count == 1 else {
                return evaluator.null("rules \(Self.numbers(hits)) of \(name) match, and only one may")
            }
            return conclusion(hits[0], scope, evaluator)
        case .first: return conclusion(hits[0], scope, evaluator)
        case .any:
            let conclusions = hits.map { conclusion($0, scope, evaluator) }
            guard conclusions.allSatisfy({ evaluator.areEqual($0, conclusions[0]) }) else {
                return evaluator.null("rules \(Self.numbers(hits)) of \(name) match and differ")
            }
            return conclusions[0]
        case .priority: return ordered(hits, scope, evaluator).first ?? .null
        case .outputOrder: return .list(ordered(hits, scope, evaluator))
        case .ruleOrder, .collect(nil): return .list(hits.map { conclusion($0, scope, evaluator) })
        case .collect(let aggregation?):
            return collected(hits.map { conclusion($0, scope, evaluator) }, aggregation, evaluator)
        }
    }

    private static func numbers(_ hits: [Int]) -> String {
        hits.map { String($0 + 1) }.joined(separator: ", ")
    }

    /// The value of a rule's conclusions: itself where there is one column, else a context.
    private func conclusion(_ rule: Int, _ scope: Scope, _ evaluator: Evaluator) -> FeelValue {
        let values = zip(outputs, rules[rule].conclusions).map { output, expression in
            let value = evaluator.fitting(evaluator.value(expression, scope), output.type)
            guard let allowed = output.allowed, !value.isNull, !evaluator.passes(value, allowed, scope) else {
                return value
            }
            return evaluator.null("\(value) is no value \(output.name) may have")
        }
        return joined(values)
    }

    private func joined(_ values: [FeelValue]) -> FeelValue {
        if outputs.count == 1, let value = values.first { return value }
        return .context(FeelContext(zip(outputs, values).map { ($0.name, $1) }))
    }

    /// What holds where no rule matches.
    private func standard(_ scope: Scope, _ evaluator: Evaluator) -> FeelValue {
        if outputs.contains(where: { $0.standard != nil }) {
            return joined(
                outputs.map { output in
                    output.standard.map { evaluator.fitting(evaluator.value($0, scope), output.type) }
                        ?? .null
                })
        }
        switch hitPolicy {
        case .ruleOrder, .outputOrder, .collect(nil): return .list([])
        case .collect(.count?): return .number(.zero)
        default: return evaluator.null("no rule of \(name) matches")
        }
    }

    // MARK: Order and aggregation

    /// Conclusions by the priority of their values, column by column.
    private func ordered(_ hits: [Int], _ scope: Scope, _ evaluator: Evaluator) -> [FeelValue] {
        let orders = outputs.map { output in
            output.values.isEmpty
                ? evaluator.listedValues(of: output.type)
                : output.values.map { $0.value(in: scope, evaluator) }
        }
        let ranked = hits.map { rule -> (value: FeelValue, rank: [Int]) in
            let value = conclusion(rule, scope, evaluator)
            let parts = outputs.count == 1 ? [value] : outputs.map { value.context?[$0.name] ?? .null }
            return (
                value,
                zip(parts, orders).map { part, order in
                    order.firstIndex { evaluator.areEqual($0, part) } ?? order.count
                }
            )
        }
        return ranked.enumerated().sorted {
            $0.element.rank == $1.element.rank
                ? $0.offset < $1.offset : $0.element.rank.lexicographicallyPrecedes($1.element.rank)
        }
        .map(\.element.value)
    }

    private func collected(
        _ values: [FeelValue], _ aggregation: Aggregation, _ evaluator: Evaluator
    ) -> FeelValue {
        guard outputs.count > 1, aggregation != .count else {
            return evaluator.called(aggregation.function, on: values)
        }
        return joined(
            outputs.map { output in
                evaluator.called(aggregation.function, on: values.map { $0.context?[output.name] ?? .null })
            })
    }
}

/// What happens when more than one rule matches.
enum HitPolicy: Hashable, Sendable {
    case unique, any, priority, first, ruleOrder, outputOrder
    case collect(Aggregation?)

    /// The policy by its name in the file, and the aggregation beside it; `nil` for a name nobody knows.
    init?(_ name: String?, aggregation: String?) {
        switch (name ?? "UNIQUE").uppercased() {
        case "UNIQUE", "U": self = .unique
        case "ANY", "A": self = .any
        case "PRIORITY", "P": self = .priority
        case "FIRST", "F": self = .first
        case "RULE ORDER", "R": self = .ruleOrder
        case "OUTPUT ORDER", "O": self = .outputOrder
        case "COLLECT", "C":
            guard let aggregation, aggregation.uppercased() != "LIST" else {
                self = .collect(nil)
                return
            }
            guard let known = Aggregation(rawValue: aggregation.uppercased()) else { return nil }
            self = .collect(known)
        default: return nil
        }
    }
}

/// What becomes of collected conclusions.
enum Aggregation: String, Hashable, Sendable {
    case sum = "SUM"
    case count = "COUNT"
    case min = "MIN"
    case max = "MAX"

    /// The function of FEEL that does it.
    var function: String { rawValue.lowercased() }
}
