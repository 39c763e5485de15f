internal import Formats

/// What the elements of a process are to the engine.
extension ProcessReading {
    /// The kind of a node; `nil` for an element that is outside of what can be executed.
    mutating func kind(of element: XMLManuscript.Element) -> FlowNode.Kind? {
        checkAttributes(of: element)
        switch element.name.local {
        case "startEvent": return start(element)
        case "endEvent": return throwing(element, isEnd: true).map { .end($0) }
        case "intermediateThrowEvent": return throwing(element, isEnd: false).map { .throwing($0) }
        case "intermediateCatchEvent": return catching(element)
        case "boundaryEvent": return boundary(element)
        case "exclusiveGateway": return .gateway(.exclusive)
        case "inclusiveGateway": return .gateway(.inclusive)
        case "parallelGateway": return .gateway(.parallel)
        case "eventBasedGateway": return eventGateway(element)
        case "subProcess":
            return element.flag("triggeredByEvent", absent: false) ? .eventSubProcess : .subProcess
        case "callActivity": return call(element).map { .call($0) }
        default: return work(of: element).map { .task($0) }
        }
    }

    private mutating func checkAttributes(of element: XMLManuscript.Element) {
        if element.flag("isForCompensation", absent: false) {
            fault(element, "compensation is outside of what can be executed")
        }
        for name in ["startQuantity", "completionQuantity"] {
            if let quantity = element.attribute(name), quantity != "1" {
                fault(element, "\(name) can only be 1")
            }
        }
        if element.flag("instantiate", absent: false) {
            fault(element, "instantiate is outside of what can be executed: start with a start event")
        }
    }

    private mutating func eventGateway(_ element: XMLManuscript.Element) -> FlowNode.Kind {
        if element.attribute("eventGatewayType") == "Parallel" {
            fault(element, "parallel event gateways are outside of what can be executed")
        }
        return .gateway(.eventBased)
    }

    // MARK: Tasks

    private mutating func work(of element: XMLManuscript.Element) -> FlowNode.Work? {
        switch element.name.local {
        case "task", "manualTask": return FlowNode.Work.none
        case "userTask": return .user(candidates(of: element))
        case "serviceTask", "sendTask": return .service(handler: element.vouch("handler"))
        case "businessRuleTask":
            guard let decision = element.vouch("decision") else {
                return .service(handler: element.vouch("handler"))
            }
            return .decision(decision, result: element.vouch("resultVariable"))
        case "receiveTask":
            return .receive(message: reference(element, "messageRef", in: causes.messages, "message"))
        case "scriptTask": return script(element)
        default: return nil
        }
    }

    private mutating func script(_ element: XMLManuscript.Element) -> FlowNode.Work {
        let format = element.attribute("scriptFormat") ?? "feel"
        guard ["feel", "text/feel", "application/feel"].contains(format.lowercased()) else {
            fault(element, "scripts in \(format.prefix(40)) are outside of what can be executed")
            return .none
        }
        guard let script = checked(element.modelText("script"), of: element) else { return .none }
        return .script(script, result: element.vouch("resultVariable"))
    }

    private mutating func candidates(of element: XMLManuscript.Element) -> FlowNode.CandidateGroups {
        if let groups = element.vouch("candidateGroups") {
            guard groups.hasPrefix("=") else { return .named(Self.names(in: groups)) }
            return .expression(checked(String(groups.dropFirst()), of: element) ?? "null")
        }
        let owners = element.model("potentialOwner").flatMap { owner -> [String] in
            let texts = owner.model("resourceAssignmentExpression").flatMap { $0.model("formalExpression") }
                .flatMap { Self.names(in: $0.trimmedText) }
            let resources = owner.model("resourceRef").map {
                causes.resources[$0.trimmedText.withoutPrefix] ?? $0.trimmedText
            }
            return texts + resources
        }
        guard owners.isEmpty else { return .named(owners) }
        let places = [element.id] + surroundings.reversed()
        return .named(places.compactMap { lanes[$0] }.first.map { [$0] } ?? [])
    }

    /// The names of a list with commas, each once; `group(x)` is `x`, and `user(x)` is no group.
    private static func names(in list: String) -> [String] {
        list.split(separator: ",").reduce(into: []) { names, part in
            var name = part.trimmingBlanks
            if name.hasSuffix(")"), name.hasPrefix("user(") { return }
            if name.hasSuffix(")"), name.hasPrefix("group(") {
                name = name.dropFirst(6).dropLast().trimmingBlanks
            }
            if !name.isEmpty, !names.contains(String(name)) { names.append(String(name)) }
        }
    }

    // MARK: Calls and repetition

    private mutating func call(_ element: XMLManuscript.Element) -> FlowNode.Call? {
        guard let called = element.attribute("calledElement"), !called.isEmpty else {
            fault(element, "it calls no process: calledElement is missing")
            return FlowNode.Call(process: "", passedIn: [], passedOut: [])
        }
        let extensions = element.model("extensionElements").flatMap(\.children)
        return FlowNode.Call(
            process: called.withoutPrefix, passedIn: passings("in", extensions, element),
            passedOut: passings("out", extensions, element))
    }

    private mutating func passings(
        _ name: String, _ extensions: [XMLManuscript.Element], _ call: XMLManuscript.Element
    ) -> [FlowNode.Passing] {
        var passings: [FlowNode.Passing] = []
        for passing in extensions
        where passing.name.local == name && passing.name.namespace == BPMNDocument.vouch {
            if passing.attribute("variables") == "all" {
                passings.append(.all)
            } else if let target = passing.attribute("target"), let source = passing.attribute("source") {
                passings.append(.variable(source, target: target))
            } else if let target = passing.attribute("target"),
                let source = checked(passing.attribute("sourceExpression"), of: call)
            {
                passings.append(.expression(source, target: target))
            } else {
                fault(call, "a vouch:\(name) names no source and target")
            }
        }
        return passings
    }

    /// The variable of an item: its name, else its id.
    private static func item(of loop: XMLManuscript.Element, _ kind: String) -> String? {
        guard let item = loop.model(kind).first else { return nil }
        return [item.attribute("name"), item.attribute("id")].compactMap { $0 }.first { !$0.isEmpty }
    }

    mutating func loop(of element: XMLManuscript.Element) -> Loop? {
        if let loop = element.model("standardLoopCharacteristics").first {
            let maximum = loop.attribute("loopMaximum")
            if let maximum, Int(maximum) == nil { fault(element, "loopMaximum is no number") }
            return .standard(
                .init(
                    testsBefore: loop.flag("testBefore", absent: false),
                    condition: checked(loop.modelText("loopCondition"), of: element),
                    maximum: maximum.flatMap { Int($0) }))
        }
        guard let loop = element.model("multiInstanceLoopCharacteristics").first else { return nil }
        if let behavior = loop.attribute("behavior"), behavior != "All" {
            fault(element, "events of inner instances (behavior=\(behavior)) cannot be executed")
        }
        let plan = Loop.MultiInstance(
            isSequential: loop.flag("isSequential", absent: false),
            cardinality: checked(loop.modelText("loopCardinality"), of: element),
            collection: checked(loop.vouch("collection") ?? loop.modelText("loopDataInputRef"), of: element),
            elementVariable: loop.vouch("elementVariable")
                ?? Self.item(of: loop, "inputDataItem"),
            completionCondition: checked(loop.modelText("completionCondition"), of: element),
            output: loop.modelText("loopDataOutputRef"),
            outputItem: Self.item(of: loop, "outputDataItem"))
        if plan.cardinality == nil && plan.collection == nil {
            fault(element, "it has neither a list nor a number of instances")
        }
        return .multiInstance(plan)
    }
}

extension StringProtocol {
    /// The text without white space at both ends.
    var trimmingBlanks: SubSequence {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head.prefix(0) }
        return head[...last]
    }
}
