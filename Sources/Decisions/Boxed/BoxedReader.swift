import Feel
import Formats

/// Understands the expressions of a model, and keeps what is wrong with them.
struct BoxedReader {
    let file: String
    /// Finds types by the names the model uses.
    let type: @Sendable (String) -> FeelType?
    /// What the expression belongs to.
    let owner: String
    private(set) var faults: [DecisionFault] = []

    init(file: String, owner: String, type: @escaping @Sendable (String) -> FeelType?) {
        self.file = file
        self.owner = owner
        self.type = type
    }

    mutating func fault(_ element: XMLElement, _ reason: String) -> BoxedExpression {
        let name = element.attribute("id") ?? owner
        faults.append(DecisionFault(file: file, element: name, line: element.line, reason: reason))
        return .absent(reason)
    }

    /// A text that is no expression: the fault names the line of the file the error is on, and shows the place.
    mutating func fault(
        _ element: XMLElement, _ text: String, _ error: FeelSyntaxError
    ) -> BoxedExpression {
        let name = element.attribute("id") ?? owner
        let line = (element.child("text") ?? element).line + error.line - 1
        let reason = "\(FeelNames.normal(String(text.trimmed.prefix(80)))): \(error)"
        faults.append(
            DecisionFault(file: file, element: name, line: line, reason: reason, pointer: error.pointer))
        return .absent(reason)
    }

    /// The type an attribute or a variable names; `.any` for none.
    mutating func type(_ name: String?, of element: XMLElement) -> FeelType {
        guard let name, !name.trimmed.isEmpty else { return .any }
        if let type = type(name.trimmed) { return type }
        _ = fault(element, "there is no type \(name)")
        return .any
    }

    /// The expression an element is.
    mutating func expression(
        _ element: XMLElement, _ names: FeelNames, isFilter: Bool = false
    ) -> BoxedExpression {
        let expression = untyped(element, names, isFilter: isFilter)
        guard element.name != "functionDefinition", let name = element.attribute("typeRef") else {
            return expression
        }
        let type = type(name, of: element)
        if case .any = type { return expression }
        return .typed(expression, type)
    }

    private mutating func untyped(
        _ element: XMLElement, _ names: FeelNames, isFilter: Bool
    ) -> BoxedExpression {
        switch element.name {
        case "literalExpression": return literal(element, names, isFilter: isFilter)
        case "context": return context(element, names)
        case "list": return .list(expressions(in: element, names))
        case "relation": return relation(element, names)
        case "functionDefinition": return function(element, names)
        case "invocation": return invocation(element, names)
        case "decisionTable": return table(element, names)
        case "conditional":
            return .conditional(
                inner("if", of: element, names), inner("then", of: element, names),
                inner("else", of: element, names))
        case "filter":
            return .filter(
                inner("in", of: element, names),
                inner("match", of: element, adding("item", to: names), isFilter: true))
        case "for":
            let name = iterator(element)
            let inside = adding("partial", to: adding(name, to: names))
            return .iteration(name, inner("in", of: element, names), inner("return", of: element, inside))
        case "some", "every":
            let name = iterator(element)
            return .quantified(
                isSome: element.name == "some", name, inner("in", of: element, names),
                inner("satisfies", of: element, adding(name, to: names)))
        default: return fault(element, "\(element.name) is no expression")
        }
    }

    private func adding(_ name: String, to names: FeelNames) -> FeelNames {
        var names = names
        names.add(variable: name)
        return names
    }

    private func iterator(_ element: XMLElement) -> String {
        FeelNames.normal(element.attribute("iteratorVariable") ?? "")
    }

    /// The expression in a named part of a box.
    private mutating func inner(
        _ part: String, of element: XMLElement, _ names: FeelNames, isFilter: Bool = false
    ) -> BoxedExpression {
        guard let expression = element.child(part)?.children.first(where: \.isExpression) else {
            return fault(element, "\(element.name) has no \(part)")
        }
        return self.expression(expression, names, isFilter: isFilter)
    }

    private mutating func expressions(in element: XMLElement, _ names: FeelNames) -> [BoxedExpression] {
        var expressions: [BoxedExpression] = []
        for child in element.children where child.isExpression {
            expressions.append(expression(child, names))
        }
        return expressions
    }

    mutating func literal(
        _ element: XMLElement, _ names: FeelNames, isFilter: Bool = false
    ) -> BoxedExpression {
        if let language = element.attribute("expressionLanguage"), !language.isEmpty,
            !language.lowercased().contains("feel")
        {
            return fault(element, "expressions of \(language) are not run")
        }
        guard let text = element.child("text")?.text, !text.trimmed.isEmpty else {
            return .absent("an expression is empty")
        }
        do {
            return .literal(try FeelExpression(text, names: names, isFilter: isFilter))
        } catch {
            return fault(element, text, error)
        }
    }

    private mutating func context(_ element: XMLElement, _ names: FeelNames) -> BoxedExpression {
        var names = names
        var entries: [BoxedExpression.Entry] = []
        for entry in element.children(named: "contextEntry") {
            let variable = entry.child("variable")
            let name = variable?.attribute("name").map { FeelNames.normal($0) }
            guard let expression = entry.children.first(where: \.isExpression) else { continue }
            entries.append(
                .init(
                    name: name, type: type(variable?.attribute("typeRef"), of: entry),
                    value: self.expression(expression, names)))
            if let name {
                names.add(variable: name)
                names.add(member: name)
            }
        }
        return .context(entries)
    }

    private mutating func relation(_ element: XMLElement, _ names: FeelNames) -> BoxedExpression {
        let columns = element.children(named: "column").map { FeelNames.normal($0.attribute("name") ?? "") }
        var rows: [[BoxedExpression]] = []
        for row in element.children(named: "row") {
            let cells = expressions(in: row, names)
            guard cells.count == columns.count else {
                return fault(row, "a row has \(cells.count) cells for \(columns.count) columns")
            }
            rows.append(cells)
        }
        return .relation(columns, rows)
    }

    /// A function: parameters and a body, which FEEL alone can run.
    mutating func function(_ element: XMLElement, _ names: FeelNames) -> BoxedExpression {
        var inside = names
        var parameters: [FeelFunction.Parameter] = []
        for parameter in element.children(named: "formalParameter") {
            let name = FeelNames.normal(parameter.attribute("name") ?? "")
            parameters.append(.init(name: name, type: type(parameter.attribute("typeRef"), of: parameter)))
            inside.add(variable: name)
        }
        if let kind = element.attribute("kind"), kind != "FEEL" {
            return .function(parameters, .absent(Evaluator.foreignReason))
        }
        guard let body = element.children.first(where: \.isExpression) else {
            return .function(parameters, .absent("a function has no body"))
        }
        return .function(parameters, expression(body, inside))
    }

    private mutating func invocation(_ element: XMLElement, _ names: FeelNames) -> BoxedExpression {
        guard let callee = element.children.first(where: \.isExpression) else {
            return fault(element, "an invocation names no function")
        }
        let function = expression(callee, names)
        var bindings: [BoxedExpression.Binding] = []
        for binding in element.children(named: "binding") {
            let name = FeelNames.normal(binding.child("parameter")?.attribute("name") ?? "")
            let value = binding.children.first(where: \.isExpression).map { expression($0, names) }
            bindings.append(.init(name: name, value: value ?? .absent("the argument \(name) has no value")))
        }
        return .invocation(function, bindings)
    }
}
