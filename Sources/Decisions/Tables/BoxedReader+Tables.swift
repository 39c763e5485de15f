import Feel
import Formats

extension BoxedReader {
    /// Rules a table may have.
    static let maximumRules = 50_000

    mutating func table(_ element: XMLElement, _ names: FeelNames) -> BoxedExpression {
        guard
            let policy = HitPolicy(
                element.attribute("hitPolicy"), aggregation: element.attribute("aggregation"))
        else { return fault(element, "the hit policy is unknown") }
        let inputs = element.children(named: "input").map { input($0, names) }
        let outputs = element.children(named: "output")
        guard !outputs.isEmpty else { return fault(element, "the table has no output") }
        let columns = outputs.map { output($0, names, isOnly: outputs.count == 1, table: element) }
        let rows = element.children(named: "rule")
        guard rows.count <= Self.maximumRules else {
            return fault(element, "the table has more than \(Self.maximumRules) rules")
        }
        let rules = rows.compactMap { rule($0, names, inputs: inputs.count, outputs: columns.count) }
        return .table(
            DecisionTable(
                name: owner, line: element.line, hitPolicy: policy, inputs: inputs, outputs: columns,
                rules: rules))
    }

    private mutating func input(_ element: XMLElement, _ names: FeelNames) -> DecisionTable.Input {
        let expression = element.child("inputExpression")
        return DecisionTable.Input(
            text: (expression?.child("text")?.text ?? element.attribute("label") ?? "").trimmed,
            expression: expression.map { literal($0, names) } ?? .absent("a column has no expression"),
            type: type(expression?.attribute("typeRef"), of: element),
            values: tests(element.child("inputValues"), names))
    }

    private mutating func output(
        _ element: XMLElement, _ names: FeelNames, isOnly: Bool, table: XMLElement
    ) -> DecisionTable.Output {
        let values = element.child("outputValues")
        let standard = element.child("defaultOutputEntry").map { literal($0, names) }
        let type = type(element.attribute("typeRef"), of: element)
        let named = element.attribute("name") ?? (isOnly ? table.attribute("outputLabel") : nil)
        return DecisionTable.Output(
            name: FeelNames.normal(named ?? element.attribute("label") ?? ""), type: type,
            values: listed(values, names), allowed: tests(values, names), standard: standard)
    }

    /// Allowed values as tests; none where they say nothing.
    private mutating func tests(_ element: XMLElement?, _ names: FeelNames) -> UnaryTests? {
        guard let element, let text = element.child("text")?.text, !text.trimmed.isEmpty else { return nil }
        return tests(text, element, names)
    }

    private mutating func tests(_ text: String, _ element: XMLElement, _ names: FeelNames) -> UnaryTests? {
        do {
            return try UnaryTests(text, names: names)
        } catch {
            _ = fault(element, text, error)
            return nil
        }
    }

    /// Allowed values one by one, in order; none where they are not a list of expressions.
    private func listed(_ element: XMLElement?, _ names: FeelNames) -> [FeelExpression] {
        guard let text = element?.child("text")?.text else { return [] }
        return FeelExpression.list(text, names: names) ?? []
    }

    private mutating func rule(
        _ element: XMLElement, _ names: FeelNames, inputs: Int, outputs: Int
    ) -> DecisionTable.Rule? {
        let conditions = element.children(named: "inputEntry")
        let conclusions = element.children(named: "outputEntry")
        guard conditions.count == inputs, conclusions.count == outputs else {
            _ = fault(
                element,
                "a rule has \(conditions.count) conditions for \(inputs) columns and \(conclusions.count) conclusions for \(outputs)"
            )
            return nil
        }
        var tested: [UnaryTests] = []
        for condition in conditions {
            let text = condition.child("text")?.text.trimmed ?? ""
            guard let tests = tests(text.isEmpty ? "-" : text, condition, names) else { return nil }
            tested.append(tests)
        }
        return DecisionTable.Rule(
            id: element.attribute("id") ?? owner, line: element.line, tests: tested,
            conclusions: conclusions.map { literal($0, names) })
    }
}
