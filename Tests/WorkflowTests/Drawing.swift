import Formats

@testable import Workflow

/// Writes small processes as XML.
enum Drawing {
    /// A file around what stands in its `definitions`.
    static func text(_ content: String) -> String {
        """
        <definitions xmlns="\(BPMNDocument.model)" xmlns:vouch="\(BPMNDocument.vouch)" targetNamespace="t">
        <message id="m1" name="news"/><message id="m2" name="other"/><signal id="s1" name="alarm"/>
        <error id="e1" errorCode="broken"/><error id="e2" errorCode="lost"/><error id="e0"/>
        <escalation id="x1" escalationCode="late"/><escalation id="x0"/>
        \(content)
        </definitions>
        """
    }

    static func document(_ content: String, file: String = "file.bpmn") throws -> BPMNDocument {
        try BPMNDocument(parsing: Array(text(content).utf8), file: file)
    }

    /// A process of nodes, and of flows written as `a>b`, or `a>b if condition`.
    static func process(_ id: String = "p", _ nodes: String..., flows: String) -> String {
        "<process id=\"\(id)\" isExecutable=\"true\">\(nodes.joined())\(Self.flows(flows, of: id))</process>"
    }

    static func subProcess(
        _ id: String, event: Bool = false, _ nodes: String..., flows: String, loop: String = ""
    ) -> String {
        "<subProcess id=\"\(id)\"\(event ? " triggeredByEvent=\"true\"" : "")>\(loop)\(nodes.joined())"
            + "\(Self.flows(flows, of: id))</subProcess>"
    }

    /// Flows separated by commas; their ids are `scope.source.target`.
    static func flows(_ list: String, of scope: String) -> String {
        list.split(separator: ",").map { flow in
            let parts = flow.split(separator: " if ", maxSplits: 1).map(String.init)
            let ends = parts[0].split(separator: ">").map { $0.trimmingBlanks }
            let condition =
                parts.count > 1
                ? "<conditionExpression>\(parts[1].replacing("<", with: "&lt;"))</conditionExpression>" : ""
            return "<sequenceFlow id=\"\(scope).\(ends[0]).\(ends[1])\" sourceRef=\"\(ends[0])\" "
                + "targetRef=\"\(ends[1])\">\(condition)</sequenceFlow>"
        }.joined()
    }

    static func start(_ id: String = "s", _ cause: String = "", attributes: String = "") -> String {
        "<startEvent id=\"\(id)\" \(attributes)>\(cause)</startEvent>"
    }
    static func end(_ id: String = "e", _ cause: String = "") -> String {
        "<endEvent id=\"\(id)\">\(cause)</endEvent>"
    }
    static func user(_ id: String, _ inner: String = "") -> String {
        "<userTask id=\"\(id)\">\(inner)</userTask>"
    }
    static func service(_ id: String, _ handler: String, _ inner: String = "") -> String {
        "<serviceTask id=\"\(id)\" vouch:handler=\"\(handler)\">\(inner)</serviceTask>"
    }
    static func script(_ id: String, _ script: String, into result: String) -> String {
        "<scriptTask id=\"\(id)\" vouch:resultVariable=\"\(result)\"><script>\(script)</script></scriptTask>"
    }
    static func gateway(_ kind: String, _ id: String, default flow: String? = nil) -> String {
        "<\(kind)Gateway id=\"\(id)\"\(flow.map { " default=\"\($0)\"" } ?? "")/>"
    }
    static func boundary(_ id: String, on host: String, _ cause: String, interrupts: Bool = true) -> String {
        "<boundaryEvent id=\"\(id)\" attachedToRef=\"\(host)\" cancelActivity=\"\(interrupts)\">\(cause)"
            + "</boundaryEvent>"
    }
    static func catching(_ id: String, _ cause: String) -> String {
        "<intermediateCatchEvent id=\"\(id)\">\(cause)</intermediateCatchEvent>"
    }
    static func throwing(_ id: String, _ cause: String) -> String {
        "<intermediateThrowEvent id=\"\(id)\">\(cause)</intermediateThrowEvent>"
    }
    static func call(_ id: String, _ process: String, _ passings: String = "", loop: String = "") -> String {
        "<callActivity id=\"\(id)\" calledElement=\"\(process)\"><extensionElements>\(passings)"
            + "</extensionElements>\(loop)</callActivity>"
    }
    static func many(_ count: String, sequential: Bool = false, _ inner: String = "") -> String {
        "<multiInstanceLoopCharacteristics isSequential=\"\(sequential)\">"
            + "<loopCardinality>\(count)</loopCardinality>\(inner)</multiInstanceLoopCharacteristics>"
    }

    static let message = "<messageEventDefinition messageRef=\"m1\"/>"
    static let otherMessage = "<messageEventDefinition messageRef=\"m2\"/>"
    static let signal = "<signalEventDefinition signalRef=\"s1\"/>"
    static func timer(_ duration: String) -> String {
        "<timerEventDefinition><timeDuration>\(duration)</timeDuration></timerEventDefinition>"
    }
    static func cycle(_ cycle: String) -> String {
        "<timerEventDefinition><timeCycle>\(cycle)</timeCycle></timerEventDefinition>"
    }
    static func error(_ id: String = "e1") -> String { "<errorEventDefinition errorRef=\"\(id)\"/>" }
    static func escalation(_ id: String = "x1") -> String {
        "<escalationEventDefinition escalationRef=\"\(id)\"/>"
    }
}
