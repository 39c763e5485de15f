package import Feel
package import Formats

/// A test file of the DMN Technology Compatibility Kit.
package struct DecisionSuiteFile: Sendable {
    /// The file of the model it asks.
    package let model: String
    /// Its cases in order.
    package let cases: [Case]

    /// Questions with the same inputs.
    package struct Case: Sendable {
        /// The id of the case.
        package let id: String
        let kind: Kind
        let invocable: String?
        let inputs: FeelContext
        /// What is asked for, with what must come out.
        package let results: [Result]
    }

    /// What is asked.
    enum Kind: String, Sendable {
        case decision, decisionService, bkm
    }

    /// A value that must come out.
    package struct Result: Sendable {
        /// The name of the node.
        package let name: String
        let kind: Kind
        let expected: FeelValue
    }

    /// Reads a test file.
    package init(reading bytes: [UInt8], zones: ZoneRules) throws(FormatError) {
        let root = try XMLTree(parsing: bytes, limits: DMNModel.limits).root
        guard root.name == "testCases", let model = root.child("modelName")?.text.trimmed else {
            throw .damaged("this is no test file of the kit")
        }
        self.model = model
        cases = root.children(named: "testCase").map { Case($0, zones) }
    }
}

extension DecisionSuiteFile.Case {
    fileprivate init(_ element: XMLElement, _ zones: ZoneRules) {
        let kind = DecisionSuiteFile.Kind(rawValue: element.attribute("type") ?? "") ?? .decision
        id = element.attribute("id") ?? ""
        self.kind = kind
        invocable = element.attribute("invocableName").map { FeelNames.normal($0) }
        inputs = FeelContext(
            element.children(named: "inputNode").map {
                (FeelNames.normal($0.attribute("name") ?? ""), FeelValue(suite: $0, zones))
            })
        results = element.children(named: "resultNode").map { node in
            DecisionSuiteFile.Result(
                name: FeelNames.normal(node.attribute("name") ?? ""),
                kind: DecisionSuiteFile.Kind(rawValue: node.attribute("type") ?? "") ?? kind,
                expected: node.child("expected").map { FeelValue(suite: $0, zones) } ?? .null)
        }
    }
}

extension FeelValue {
    /// A value as the kit writes it: a `value` with its type, a `list` of items, or components.
    fileprivate init(suite element: XMLElement, _ zones: ZoneRules) {
        let components = element.children(named: "component")
        if !components.isEmpty {
            self = .context(
                FeelContext(
                    components.map {
                        (FeelNames.normal($0.attribute("name") ?? ""), FeelValue(suite: $0, zones))
                    }))
        } else if let list = element.child("list") {
            self =
                list.isNil ? .null : .list(list.children(named: "item").map { FeelValue(suite: $0, zones) })
        } else if let value = element.child("value") {
            self = value.isNil ? .null : Self.literal(value.text, type: value.attribute("type"), zones)
        } else {
            self = .null
        }
    }

    private static func literal(_ text: String, type: String?, _ zones: ZoneRules) -> FeelValue {
        let kind = type.map { $0.split(separator: ":").last.map(String.init) ?? $0 }
        switch kind {
        case "decimal"?, "double"?, "float"?, "integer"?, "int"?, "long"?:
            return FeelNumber(text.trimmed).map { .number($0) } ?? .string(text)
        case "boolean"?: return .boolean(text.trimmed == "true" || text.trimmed == "1")
        case "date"?, "time"?, "dateTime"?, "duration"?, "dayTimeDuration"?, "yearMonthDuration"?:
            return TemporalReader.value(text.trimmed, zones: zones) ?? .string(text)
        case "string"?: return .string(text)
        default:
            if let number = FeelNumber(text.trimmed) { return .number(number) }
            return ["true", "false"].contains(text.trimmed) ? .boolean(text.trimmed == "true") : .string(text)
        }
    }
}

extension XMLElement {
    fileprivate var isNil: Bool { attribute("nil") == "true" || attribute("nil") == "1" }
}
