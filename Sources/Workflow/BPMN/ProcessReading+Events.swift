internal import Formats

/// What events wait for and bring about.
extension ProcessReading {
    mutating func start(_ element: XMLManuscript.Element) -> FlowNode.Kind? {
        guard let trigger = trigger(of: element) else { return nil }
        switch trigger {
        case .error, .escalation:
            // Only event sub-processes begin so; `surroundings` begins with the process.
            if surroundings.count < 2 { fault(element, "a process does not start by an error or escalation") }
        case .none, .message, .signal, .timer: break
        }
        return .start(trigger, interrupts: element.flag("isInterrupting", absent: true))
    }

    mutating func catching(_ element: XMLManuscript.Element) -> FlowNode.Kind? {
        switch trigger(of: element) {
        case nil: return nil
        case .some(.none), .error, .escalation:
            fault(element, "a catch event waits for a message, a signal or a timer")
            return .catching(.none)
        case .some(let trigger): return .catching(trigger)
        }
    }

    mutating func boundary(_ element: XMLManuscript.Element) -> FlowNode.Kind? {
        guard let trigger = trigger(of: element) else { return nil }
        if trigger == .none { fault(element, "a boundary event needs a cause") }
        return .boundary(
            trigger, host: element.attribute("attachedToRef")?.withoutPrefix ?? "",
            interrupts: element.flag("cancelActivity", absent: true))
    }

    /// What an event waits for; `nil` after a fault.
    private mutating func trigger(of element: XMLManuscript.Element) -> Trigger? {
        guard let definition = definition(of: element) else { return Trigger.none }
        switch definition.name.local {
        case "messageEventDefinition":
            guard let name = reference(definition, "messageRef", in: causes.messages, "message") else {
                fault(element, "it waits for a message without a name")
                return .message("")
            }
            return .message(name)
        case "signalEventDefinition":
            guard let name = reference(definition, "signalRef", in: causes.signals, "signal") else {
                fault(element, "it waits for a signal without a name")
                return .signal("")
            }
            return .signal(name)
        case "timerEventDefinition": return timer(definition, element)
        case "errorEventDefinition":
            return .error(code(definition, "errorRef", in: causes.errors, "error"))
        case "escalationEventDefinition":
            return .escalation(code(definition, "escalationRef", in: causes.escalations, "escalation"))
        default: return unknown(definition, of: element)
        }
    }

    private mutating func unknown<Result>(
        _ definition: XMLManuscript.Element, of element: XMLManuscript.Element
    ) -> Result? {
        fault(
            element,
            "\(definition.name.local) at \(element.name.local) is outside of what can be executed")
        return nil
    }

    /// The one event definition of an event; `nil` for none.
    private mutating func definition(of element: XMLManuscript.Element) -> XMLManuscript.Element? {
        let definitions = element.children.filter { $0.name.local.hasSuffix("EventDefinition") }
        if definitions.count > 1 {
            fault(element, "events with several causes are outside of what can be executed")
        }
        if !element.model("eventDefinitionRef").isEmpty {
            fault(element, "a cause that stands elsewhere is outside of what can be executed")
        }
        return definitions.first
    }

    private mutating func timer(
        _ definition: XMLManuscript.Element, _ element: XMLManuscript.Element
    ) -> Trigger {
        let texts = ["timeDate", "timeDuration", "timeCycle"].compactMap { definition.modelText($0) }
        guard texts.count == 1 else {
            fault(element, "a timer has one date, duration or cycle")
            return .timer("")
        }
        return .timer(checkedTimer(texts[0], of: element))
    }

    /// What an event brings about; `nil` after a fault.
    mutating func throwing(_ element: XMLManuscript.Element, isEnd: Bool) -> Throwing? {
        guard let definition = definition(of: element) else { return Throwing.none }
        switch definition.name.local {
        case "messageEventDefinition":
            return .message(handler: definition.vouch("handler") ?? element.vouch("handler"))
        case "signalEventDefinition":
            guard let name = reference(definition, "signalRef", in: causes.signals, "signal") else {
                fault(element, "it throws a signal without a name")
                return .signal("")
            }
            return .signal(name)
        case "escalationEventDefinition":
            return .escalation(code(definition, "escalationRef", in: causes.escalations, "escalation"))
        case "errorEventDefinition" where isEnd:
            return .error(code(definition, "errorRef", in: causes.errors, "error"))
        case "terminateEventDefinition" where isEnd: return .terminate
        default: return unknown(definition, of: element)
        }
    }

    /// The name of what an attribute refers to; `nil` when it refers to nothing, a fault when that is not there.
    mutating func reference(
        _ element: XMLManuscript.Element, _ attribute: String, in names: [String: String], _ what: String
    ) -> String? {
        guard let text = element.attribute(attribute), !text.isEmpty else { return nil }
        guard let name = names[text] ?? names[text.withoutPrefix] else {
            fault(element, "there is no \(what) \(text)")
            return text
        }
        return name
    }

    private mutating func code(
        _ definition: XMLManuscript.Element, _ attribute: String, in codes: [String: String?], _ what: String
    ) -> String? {
        guard let text = definition.attribute(attribute), !text.isEmpty else { return nil }
        guard let code = codes[text] ?? codes[text.withoutPrefix] else {
            fault(definition, "there is no \(what) \(text)")
            return nil
        }
        return code
    }
}
