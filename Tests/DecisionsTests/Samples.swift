import Feel
import Testing

@testable import Decisions

/// Models written for a test.
enum Samples {
    /// A model with elements inside.
    static func model(
        _ elements: String, name: String = "m",
        version: String = "https://www.omg.org/spec/DMN/20230324/MODEL/"
    ) throws -> DMNModel {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="\(version)" name="\(name)" namespace="urn:\(name)">
            \(elements)
            </definitions>
            """
        return try DMNModel(reading: Array(text.utf8), file: "\(name).dmn")
    }

    /// A library of one model.
    static func library(_ elements: String) throws -> DecisionLibrary {
        DecisionLibrary(deploying: [try model(elements)])
    }

    /// A decision with literal text.
    static func decision(_ name: String, _ text: String, type: String? = nil, needs: [String] = []) -> String
    {
        let typeRef = type.map { " typeRef=\"\($0.replacing("<", with: "&lt;"))\"" } ?? ""
        return """
            <decision id="\(name)" name="\(name)"><variable name="\(name)"\(typeRef)/>\(requirements(needs))
            <literalExpression><text><![CDATA[\(text)]]></text></literalExpression></decision>
            """
    }

    /// Requirements by the name of the element that says what is required, and the reference.
    static func requirements(_ needs: [String]) -> String {
        needs.map { need in
            let parts = need.split(separator: " ").map(String.init)
            let outer = parts[0] == "requiredKnowledge" ? "knowledgeRequirement" : "informationRequirement"
            return "<\(outer)><\(parts[0]) href=\"#\(parts[1])\"/></\(outer)>"
        }
        .joined()
    }

    /// Input data.
    static func input(_ name: String, type: String) -> String {
        "<inputData id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/></inputData>"
    }

    /// A decision by a table of one or two inputs, numbers `x` and `y`, with rules as `test | test | conclusion`.
    static func table(
        _ policy: String, aggregation: String? = nil,
        columns: [(name: String, type: String)] = [("x", "number")],
        outputs: String = "<output/>", _ rules: [String]
    ) -> String {
        let inputs = columns.map {
            "<input><inputExpression typeRef=\"\($0.type)\"><text>\($0.name)</text></inputExpression></input>"
        }
        let rows = rules.map { rule -> String in
            let cells = rule.split(separator: "|").map { "<text><![CDATA[\($0.drop { $0 == " " })]]></text>" }
            let tests = cells.prefix(columns.count).map { "<inputEntry>\($0)</inputEntry>" }.joined()
            let conclusions = cells.dropFirst(columns.count).map { "<outputEntry>\($0)</outputEntry>" }
                .joined()
            return "<rule>\(tests)\(conclusions)</rule>"
        }
        let collects = aggregation.map { " aggregation=\"\($0)\"" } ?? ""
        return columns.map { input($0.name, type: $0.type) }.joined() + """
            <decision id="d" name="d"><variable name="d"/>\(requirements(columns.map { "requiredInput \($0.name)" }))
            <decisionTable hitPolicy="\(policy)"\(collects)>\(inputs.joined())\(outputs)\(rows.joined(separator: "\n"))</decisionTable></decision>
            """
    }
}

extension DecisionLibrary {
    /// What a decision comes to, as FEEL writes it.
    func text(_ decision: String, _ inputs: [(String, String)] = []) throws -> String {
        let values = try inputs.map { ($0.0, try FeelExpression($0.1).outcome().value) }
        return try outcome(ofDecision: decision, inputs: FeelContext(values), FeelEnvironment()).value
            .description
    }
}
