import Feel
package import Formats

extension DMNModel {
    /// What a file of decisions may cost.
    package static let limits = XMLLimits(bytes: 32 << 20, depth: 200, attributes: 100)

    /// Reads a model of any version of DMN from 1.1 on.
    package init(reading bytes: [UInt8], file: String) throws(DecisionFault) {
        do {
            try self.init(XMLTree(parsing: bytes, limits: Self.limits).root, file: file)
        } catch let error as FormatError {
            throw DecisionFault(file: file, element: "definitions", line: 1, reason: error.description)
        } catch let error as DecisionFault {
            throw error
        } catch {
            throw DecisionFault(file: file, element: "definitions", line: 1, reason: "it cannot be read")
        }
    }

    init(_ root: XMLElement, file: String) throws(DecisionFault) {
        guard root.name == "definitions", root.namespace.contains("/DMN/") else {
            throw DecisionFault(
                file: file, element: root.name, line: root.line, reason: "this is no model of decisions")
        }
        self.init(
            file: file, name: root.attribute("name") ?? "", namespace: root.attribute("namespace") ?? "")
        for element in root.children where element.namespace == root.namespace { take(element) }
    }

    private mutating func take(_ element: XMLElement) {
        switch element.name {
        case "import":
            imports.append(
                Import(
                    name: FeelNames.normal(element.attribute("name") ?? ""),
                    namespace: element.attribute("namespace") ?? "", line: element.line))
        case "itemDefinition": types.append(ItemDefinition(element))
        case "inputData":
            inputs.append(InputData(id: element.id, name: element.variableName, type: element.variableType))
        case "decision":
            decisions.append(
                Decision(
                    id: element.id, name: element.variableName, type: element.variableType,
                    requirements: element.requirements, logic: element.children.first(where: \.isExpression),
                    line: element.line))
        case "businessKnowledgeModel":
            knowledge.append(
                KnowledgeModel(
                    id: element.id, name: element.variableName, type: element.variableType,
                    requirements: element.requirements, logic: element.child("encapsulatedLogic"),
                    line: element.line))
        case "decisionService":
            services.append(
                DecisionService(
                    id: element.id, name: element.variableName, type: element.variableType,
                    outputs: element.references("outputDecision"),
                    inputDecisions: element.references("inputDecision"),
                    inputData: element.references("inputData"), line: element.line))
        default: break
        }
    }
}

extension ItemDefinition {
    init(_ element: XMLElement) {
        name = FeelNames.normal(element.attribute("name") ?? "")
        base = element.child("typeRef").map { $0.text.trimmed }
        isCollection = element.attribute("isCollection") == "true"
        allowed = element.child("allowedValues")?.child("text")?.text
        constraint = element.child("typeConstraint")?.child("text")?.text
        members = element.children(named: "itemComponent").map { ItemDefinition($0) }
        function = element.child("functionItem").map { item in
            (
                item.children(named: "parameters").map { $0.attribute("typeRef") },
                item.attribute("outputTypeRef")
            )
        }
        line = element.line
    }
}

extension XMLElement {
    /// The id, or the name of an element that has none.
    var id: String { attribute("id") ?? attribute("name") ?? name }

    /// The first child of a name.
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The children of a name.
    func children(named name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// Whether the element is an expression, boxed or literal.
    var isExpression: Bool {
        [
            "literalExpression", "context", "list", "relation", "functionDefinition", "invocation",
            "decisionTable", "conditional", "filter", "for", "some", "every",
        ].contains(name)
    }

    fileprivate var variableName: String {
        FeelNames.normal(attribute("name") ?? child("variable")?.attribute("name") ?? "")
    }

    fileprivate var variableType: String? { child("variable")?.attribute("typeRef") ?? attribute("typeRef") }

    fileprivate var requirements: [String] {
        children.flatMap { requirement -> [String] in
            switch requirement.name {
            case "informationRequirement":
                requirement.references("requiredInput") + requirement.references("requiredDecision")
            case "knowledgeRequirement": requirement.references("requiredKnowledge")
            default: []
            }
        }
    }

    fileprivate func references(_ name: String) -> [String] {
        children(named: name).compactMap { $0.attribute("href") }
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        let head = drop { $0.isWhitespace }
        return String(head.reversed().drop { $0.isWhitespace }.reversed())
    }
}
