package import Feel

/// A row of a table that holds settings: what it concludes, whatever is put in.
package struct TableRow: Sendable {
    /// The id of its rule.
    package let id: String
    /// The line of its rule.
    package let line: Int
    /// What it concludes: a value, or a context of the columns' values.
    package let conclusion: FeelValue
    /// What is not understood in it; `nil` for a row that is sound.
    package let problem: String?
}

extension DMNModel {
    /// The model, with every input given to those decisions that say nothing of what they need.
    ///
    /// Tables that were written by hand often leave the requirements out; their cells would see nothing.
    package var withOpenInputs: DMNModel {
        var model = self
        for index in model.decisions.indices where model.decisions[index].requirements.isEmpty {
            model.decisions[index].requirements = inputs.map { "#\($0.id)" }
        }
        return model
    }
}

extension DecisionLibrary {
    /// The rows of the one table a decision consists of; `nil` where there is no such decision, or it is no table.
    ///
    /// A row is sound where its conditions can be decided for the inputs given, and its conclusions are values
    /// that depend on nothing. What a text in FEEL lacks its quotes for would be a name nobody gave, and null.
    package func rows(
        ofDecision name: String, trying inputs: FeelContext, _ environment: FeelEnvironment
    ) -> [TableRow]? {
        guard let key = key(named: name, where: { if case .decision = $0 { true } else { false } }),
            case .decision(let decision)? = elements[key], let logic = decision.logic,
            let table = logic.tables.first, logic.tables.count == 1
        else { return nil }
        var environment = environment
        environment.types = types
        let run = DecisionRun(self, Evaluator(environment), inputs: inputs)
        let scope = Scope(names(of: decision.needs) { run.value($0.key) })
        return table.rules.map { table.row($0, scope, environment) }
    }
}

extension DecisionTable {
    fileprivate func row(_ rule: Rule, _ scope: Scope, _ environment: FeelEnvironment) -> TableRow {
        let values = zip(outputs, rule.conclusions).map { output, conclusion in
            Self.value(conclusion, output, environment)
        }
        let named = zip(outputs, values).map { ($0.name, $1.value) }
        return TableRow(
            id: rule.id, line: rule.line,
            conclusion: outputs.count == 1 ? values[0].value : .context(FeelContext(named)),
            problem: problem(of: rule, scope, environment) ?? values.lazy.compactMap(\.problem).first)
    }

    /// The value of a conclusion; an empty cell is null.
    private static func value(
        _ conclusion: BoxedExpression, _ output: Output, _ environment: FeelEnvironment
    ) -> (value: FeelValue, problem: String?) {
        if case .absent = conclusion { return (.null, nil) }
        let evaluator = Evaluator(environment)
        let value = evaluator.fitting(evaluator.value(conclusion, Scope(FeelContext())), output.type)
        return (value, evaluator.reasons.first)
    }

    /// Why a condition cannot be decided for the inputs of a scope.
    private func problem(of rule: Rule, _ scope: Scope, _ environment: FeelEnvironment) -> String? {
        for (input, tests) in zip(inputs, rule.tests) {
            let evaluator = Evaluator(environment)
            let tested = evaluator.value(input.expression, scope)
            _ = evaluator.passes(tested, tests, scope)
            let reason =
                evaluator.reasons.first ?? tests.shape(evaluator).flatMap { $0.mismatch(with: tested) }
            if let reason { return "\(tests.text): \(reason)" }
        }
        return nil
    }
}

extension TestShape {
    /// Why no value of a kind could ever pass one of the parts.
    fileprivate func mismatch(with tested: FeelValue) -> String? {
        for part in parts {
            let values: [FeelValue?] =
                switch part {
                case .value(let value): [value]
                case .interval(let interval): [interval.start, interval.end]
                }
            for case let value? in values where !value.isNull && !tested.isNull && value.kind != tested.kind {
                return "a \(tested.kind) is never a \(value.kind)"
            }
        }
        return nil
    }
}
