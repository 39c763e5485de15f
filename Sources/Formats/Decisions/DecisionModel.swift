import Domain

/// The decision tables of a DMN model, by the names of their decisions.
package struct DecisionModel: Hashable, Sendable {
    /// The tables.
    package let tables: [String: DecisionTable]

    /// Rules a table may have.
    private static let mostRules = 10_000

    /// Reads a DMN file; a table with a cell that is not understood is an error that tells its line.
    ///
    /// - Throws: `FormatError` naming what is wrong.
    package init(parsing bytes: [UInt8]) throws(FormatError) {
        let tree = try XMLTree(parsing: bytes, limits: XMLLimits(bytes: 4 << 20, depth: 32, attributes: 100))
            .root
        let root = XMLNode(root: tree)
        guard tree.name == "definitions" else {
            throw .damaged("its root is <\(tree.name)>, not <definitions>")
        }
        var tables: [String: DecisionTable] = [:]
        for decision in root.all("decision") {
            guard let name = decision.element.attribute("name"), let table = decision.first("decisionTable")
            else {
                continue
            }
            tables[name] = try Self.table(table)
        }
        self.tables = tables
    }

    private static func table(_ node: XMLNode) throws(FormatError) -> DecisionTable {
        let policy = node.element.attribute("hitPolicy") ?? "UNIQUE"
        guard let hitPolicy = DecisionTable.HitPolicy(rawValue: policy) else {
            throw .damaged("line \(node.element.line): hit policy \(policy) is not known")
        }
        let inputs = node.all("input", "inputExpression", "text").map { $0.text ?? "" }
        let outputs = node.all("output").map { $0.element.attribute("name") ?? "" }
        let rows = node.all("rule")
        guard rows.count <= mostRules else { throw .overLimit("\(mostRules) rules of a decision table") }
        var rules: [DecisionTable.Rule] = []
        for (place, row) in rows.enumerated() {
            let tests = try row.all("inputEntry").map { (cell) throws(FormatError) in try test(cell) }
            let values = try row.all("outputEntry").map { (cell) throws(FormatError) in try value(cell) }
            guard tests.count == inputs.count, values.count == outputs.count else {
                throw .damaged("line \(row.element.line): the rule has other columns than its table")
            }
            rules.append(
                .init(id: row.element.attribute("id") ?? "rule \(place + 1)", tests: tests, outputs: values))
        }
        return DecisionTable(hitPolicy: hitPolicy, inputs: inputs, outputs: outputs, rules: rules)
    }

    private static func test(_ cell: XMLNode) throws(FormatError) -> UnaryTest {
        let text = cell.first("text")?.text ?? ""
        guard let test = UnaryTestReader.test(text) else {
            throw .damaged("line \(cell.element.line): \(text) is no test that is understood")
        }
        return test
    }

    private static func value(_ cell: XMLNode) throws(FormatError) -> DecisionValue {
        let text = cell.first("text")?.text ?? ""
        guard let value = UnaryTestReader.value(text) else {
            throw .damaged(
                "line \(cell.element.line): \(text) is neither a text in quotes, a number nor null")
        }
        return value
    }
}
