internal import Formats

/// What single attributes of the vendor mean.
extension CamundaImport {
    mutating func translateAttributes(of element: inout XMLManuscript.Element) {
        for attribute in element.attributes where Self.family.contains(attribute.name.namespace) {
            switch attribute.name.local {
            case "candidateGroups": groups(attribute.value, &element)
            case "class", "delegateExpression", "topic": handler(attribute, &element)
            case "expression": expression(attribute.value, &element)
            case "decisionRef": add("decision", attribute.value, to: &element)
            case "resultVariable", "resultVariableName": add("resultVariable", attribute.value, to: &element)
            case "collection": collection(attribute.value, &element)
            case "elementVariable": add("elementVariable", attribute.value, to: &element)
            case "mapDecisionResult": decisionResult(attribute.value, element)
            case "type" where attribute.value == "external": break
            case let name where Self.needless.contains(name): break
            default:
                name(element, "\(attribute.name.written)=\"\(attribute.value.prefix(60))\" is not executed")
            }
        }
        if element.name.local == "scriptTask" { script(&element) }
        if let called = element.attribute("calledElement"), called.contains("${") {
            name(element, "a call of a process that is chosen when it is called: \(called.prefix(60))")
        }
    }

    /// Attributes that say how the vendor's engine stores and retries; here every step is kept.
    private static let needless: Set<String> = [
        "async", "asyncBefore", "asyncAfter", "exclusive", "historyTimeToLive", "versionTag", "jobPriority",
        "taskPriority", "isStartableInTasklist", "modelerTemplate", "modelerTemplateVersion",
    ]

    private func add(_ name: String, _ value: String, to element: inout XMLManuscript.Element) {
        guard element.attribute(name, in: BPMNDocument.vouch) == nil else { return }
        element.attributes.append(
            .init(name: .init(prefix: "vouch", local: name, namespace: BPMNDocument.vouch), value: value))
    }

    private mutating func groups(_ value: String, _ element: inout XMLManuscript.Element) {
        guard value.contains("${") || value.contains("#{") else {
            return add("candidateGroups", value, to: &element)
        }
        if let feel = feel(value, element) { add("candidateGroups", "=\(feel)", to: &element) }
    }

    /// A handler is called like the class, the bean or the topic.
    private mutating func handler(
        _ attribute: XMLManuscript.Attribute, _ element: inout XMLManuscript.Element
    ) {
        var name = attribute.value
        if JUELTranslation.isExpression(name) {
            name = String(name.dropFirst(2).dropLast().trimmingBlanks)
            guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
                return self.name(
                    element, "\(attribute.name.written)=\"\(attribute.value.prefix(60))\" is not executed")
            }
        } else if attribute.name.local == "class" {
            name = name.split(separator: ".").last.map(String.init) ?? name
        }
        add("handler", name, to: &element)
    }

    /// An expression that only gives a value can be a handler's, but a handler has a name: it is named instead.
    private mutating func expression(_ value: String, _ element: inout XMLManuscript.Element) {
        name(element, "the task evaluates \(value.prefix(60)): give it a handler or make it a script task")
    }

    private mutating func collection(_ value: String, _ element: inout XMLManuscript.Element) {
        guard value.contains("${") || value.contains("#{") else {
            return add("collection", value, to: &element)
        }
        if let feel = feel(value, element) { add("collection", feel, to: &element) }
    }

    private mutating func decisionResult(_ value: String, _ element: XMLManuscript.Element) {
        // A table with one output gives the value, or the list of them with hit policy C: what these two ask for.
        if value != "singleEntry" && value != "collectEntries" {
            name(element, "the result of the decision is taken as it is, not as \(value.prefix(40))")
        }
    }

    private mutating func script(_ element: inout XMLManuscript.Element) {
        guard let format = element.attribute("scriptFormat"), format.lowercased() == "juel",
            let place = element.content.firstIndex(where: { content in
                if case .element(let child) = content { child.name.local == "script" } else { false }
            }), case .element(var script) = element.content[place]
        else { return }
        guard let feel = feel(script.trimmedText, element) else { return }
        script.content = [.text(feel)]
        element.content[place] = .element(script)
        element.attributes = element.attributes.map {
            $0.name.local == "scriptFormat" ? .init(name: $0.name, value: "feel") : $0
        }
    }
}
