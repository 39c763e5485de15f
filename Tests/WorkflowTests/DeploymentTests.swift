import Formats
import Testing

@testable import Workflow

@Suite struct DeploymentTests {
    typealias D = Drawing

    private func faults(_ content: String) throws -> [String] {
        let document = try D.document(content, file: "bill.bpmn")
        do {
            _ = try ProcessReading.definitions(in: document, expressions: .simple)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    private func reasons(_ nodes: String, flows: String = "") throws -> [String] {
        try faults(D.process("p", nodes, flows: flows)).map { String($0.dropFirst("bill.bpmn:5: ".count)) }
    }

    @Test func `an element outside of the core set is told with file, line and id`() throws {
        let text =
            "<process id=\"p\" isExecutable=\"true\">\n<startEvent id=\"s\"/>\n<complexGateway id=\"g\"/>\n</process>"
        #expect(try faults(text) == ["bill.bpmn:7: g: complexGateway is outside of what can be executed"])
    }

    @Test(arguments: [
        ("<transaction id=\"t\"/>", "t: transaction is outside of what can be executed"),
        ("<adHocSubProcess id=\"t\"/>", "t: adHocSubProcess is outside of what can be executed"),
        ("<callChoreography id=\"t\"/>", "t: callChoreography is outside of what can be executed"),
        (
            "<startEvent id=\"t\"><conditionalEventDefinition/></startEvent>",
            "t: conditionalEventDefinition at startEvent is outside of what can be executed"
        ),
        (
            "<intermediateThrowEvent id=\"t\"><linkEventDefinition/></intermediateThrowEvent>",
            "t: linkEventDefinition at intermediateThrowEvent is outside of what can be executed"
        ),
        (
            "<intermediateThrowEvent id=\"t\"><errorEventDefinition/></intermediateThrowEvent>",
            "t: errorEventDefinition at intermediateThrowEvent is outside of what can be executed"
        ),
        (
            "<endEvent id=\"t\"><cancelEventDefinition/></endEvent>",
            "t: cancelEventDefinition at endEvent is outside of what can be executed"
        ),
        (
            "<endEvent id=\"t\"><terminateEventDefinition/><signalEventDefinition signalRef=\"s1\"/></endEvent>",
            "t: events with several causes are outside of what can be executed"
        ),
        ("<task id=\"t\" isForCompensation=\"true\"/>", "t: compensation is outside of what can be executed"),
        (
            "<scriptTask id=\"t\" scriptFormat=\"javascript\"/>",
            "t: scripts in javascript are outside of what can be executed"
        ),
        ("<task/>", "task needs an id"),
        ("<task id=\"t\"/><userTask id=\"t\"/>", "t: two elements have this id"),
        ("<receiveTask id=\"t\" messageRef=\"m9\"/>", "t: there is no message m9"),
        ("<intermediateCatchEvent id=\"t\"/>", "t: a catch event waits for a message, a signal or a timer"),
        ("<callActivity id=\"t\"/>", "t: it calls no process: calledElement is missing"),
        ("<eventBasedGateway id=\"t\"/>", "t: it waits for nothing"),
        (
            "<boundaryEvent id=\"t\" attachedToRef=\"x\">\(D.message)</boundaryEvent>",
            "t: it is attached to x, which is no activity here"
        ),
        ("<exclusiveGateway id=\"t\" default=\"f\"/>", "t: its default flow f does not come from it"),
        (
            "<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/>",
            "f: it comes from a, which is not there"
        ),
        ("<userTask id=\"t\">\(D.many("a ??"))</userTask>", "t: a ?? is not FEEL: it makes no sense"),
        (
            "<userTask id=\"t\"><multiInstanceLoopCharacteristics/></userTask>",
            "t: it has neither a list nor a number of instances"
        ),
        (
            "<startEvent id=\"t\"><errorEventDefinition/></startEvent>",
            "t: a process does not start by an error or escalation"
        ),
        (
            "<subProcess id=\"t\" triggeredByEvent=\"true\"><startEvent id=\"i\"/></subProcess>",
            "t: an event sub-process has one start event, with a cause"
        ),
    ])
    func `what cannot be executed is told`(element: String, reason: String) throws {
        #expect(try reasons(element) == [reason])
    }

    @Test func `flows keep to their scope, to starts and to ends`() throws {
        let sub = D.subProcess("sub", D.user("in"), flows: "")
        #expect(
            try reasons(D.user("a") + sub, flows: "a>in") == [
                "p.a.in: it crosses the border of a sub-process"
            ])
        #expect(try reasons(D.user("a") + D.start(), flows: "a>s") == ["p.a.s: nothing may lead to s"])
        #expect(try reasons(D.user("a") + D.end(), flows: "e>a") == ["p.e.a: nothing may come from e"])
    }

    @Test func `an expression of another vendor is told with the way to import it`() throws {
        let found = try reasons(D.user("a") + D.user("b"), flows: "a>b if ${approved}")
        #expect(found == ["p.a.b: ${approved} is not FEEL: import the file with --from camunda"])
    }

    @Test func `what is tied to something refused is not told again`() throws {
        let nodes = "<transaction id=\"t\"/>" + D.user("a") + D.boundary("b", on: "t", D.message)
        #expect(
            try reasons(nodes, flows: "a>t,t>a,b>a") == ["t: transaction is outside of what can be executed"])
    }

    @Test func `all that is wrong is told at once`() throws {
        #expect(try reasons("<transaction id=\"a\"/><complexGateway id=\"b\"/>").count == 2)
    }

    @Test func `what says something to people alone is passed over`() throws {
        let silent =
            "<documentation>x</documentation><dataObject id=\"d\"/><textAnnotation id=\"n\"><text>?</text>"
            + "</textAnnotation><association id=\"as\" sourceRef=\"a\" targetRef=\"n\"/>"
            + "<group id=\"gr\"/><x:own xmlns:x=\"urn:x\" id=\"o\"/>"
        #expect(try faults(D.process("p", D.user("a"), silent, flows: "")) == [])
    }

    @Test func `only what is meant to be executed is`() throws {
        let other = "<process id=\"q\"><complexGateway id=\"g\"/></process>"
        let document = try D.document(D.process("p", D.user("a"), flows: "") + other)
        let read = try ProcessReading.definitions(in: document, expressions: .simple)
        #expect(read.map(\.id) == ["p"])
    }

    @Test(arguments: ["<html/>", "<definitions xmlns='urn:x'/>", "<a", ""])
    func `what is no BPMN is refused`(text: String) {
        #expect(throws: FormatError.self) { try BPMNDocument(parsing: Array(text.utf8), file: "x") }
    }

    @Test func `sub-processes inside each other have a limit`() throws {
        let deep = (0..<45).reduce(D.user("t")) { inner, level in
            "<subProcess id=\"d\(level)\">\(inner)</subProcess>"
        }
        #expect(try reasons(deep).first?.hasSuffix("sub-processes lie more than 40 deep") == true)
    }

    @Test func `candidates come from the task, its owners, or the innermost lane`() throws {
        let lanes =
            "<laneSet id=\"l\"><lane id=\"l1\" name=\"outer\"><flowNodeRef>b</flowNodeRef><flowNodeRef>sub</flowNodeRef>"
            + "<childLaneSet id=\"c\"><lane id=\"l2\" name=\"inner\"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>"
        let owner =
            "<potentialOwner><resourceAssignmentExpression><formalExpression>group(x), y</formalExpression>"
            + "</resourceAssignmentExpression></potentialOwner>"
        let nodes =
            lanes + "<userTask id=\"a\" vouch:candidateGroups=\"one, two\"/>" + D.user("b")
            + D.user("c", owner)
            + D.subProcess("sub", D.user("d"), flows: "")
            + "<userTask id=\"f\" vouch:candidateGroups=\"=who\"/>"
        let document = try D.document(D.process("p", nodes, flows: ""))
        let read = try ProcessReading.definitions(in: document, expressions: .simple)[0]
        let groups = ["a", "b", "c", "d", "f"].map { read.nodes[$0]?.kind }
        #expect(
            groups == [
                .task(.user(.named(["one", "two"]))), .task(.user(.named(["inner"]))),
                .task(.user(.named(["x", "y"]))), .task(.user(.named(["outer"]))),
                .task(.user(.expression("who"))),
            ])
    }
}
