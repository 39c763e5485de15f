import Formats
import Testing

@testable import Workflow

@Suite struct ImportTests {
    @Test(arguments: [
        ("${approved}", "approved"), ("#{approved}", "approved"), ("${!approved}", "not(approved)"),
        ("${clarified == 'yes'}", "clarified = \"yes\""), ("${a ne \"x\\\"y\"}", "a != \"x\\\"y\""),
        ("${amount >= 1000 && !(urgent || vip)}", "(amount >= 1000 and not(((urgent or vip))))"),
        ("${a + b * 2 - c / 4}", "((a + (b * 2)) - (c / 4))"), ("${n % 2 == 0}", "modulo(n, 2) = 0"),
        ("${empty list}", "(list = null or list = \"\" or list = [])"),
        ("${x > 1 ? 'a' : 'b'}", "(if x > 1 then \"a\" else \"b\")"),
        ("${order.lines[0].net}", "order.lines[1].net"), ("${not a and b lt -3}", "(not(a) and b < -3)"),
        ("PT5M", "\"PT5M\""), ("${list['k']}", "list.k"), ("${map['a b']}", "get value(map, \"a b\")"),
        ("${list[i]}", "list[i + 1]"), ("${list.get(0).net}", "list[1].net"),
        ("${execution.getVariable('amount') > 5}", "amount > 5"),
        ("${execution.hasVariable('x')}", "(x != null)"), ("${list.size() > 0}", "count(list) > 0"),
        ("${not name.isEmpty()}", "not((name = null or name = \"\" or name = []))"),
        ("${'yes'.equals(answer)}", "(\"yes\" = answer)"),
        ("${a.equalsIgnoreCase('B')}", "(lower case(a) = lower case(\"B\"))"),
        ("${name.toUpperCase().startsWith('A')}", "starts with(upper case(name), \"A\")"),
        ("${name.length() == 3}", "string length(name) = 3"), ("${now()}", "now()"),
        ("${map.containsKey('k') && n.intValue() gt 2}", "((map.k != null) and n > 2)"),
        (
            "${x.contains('a')}",
            "(if x instance of string then contains(x, \"a\") else list contains(x, \"a\"))"
        ),
        ("Bill ${n}, $5", "\"Bill \" + (if n = null then \"\" else string(n)) + \", $\" + \"5\""),
        ("${a}${b}", "(if a = null then \"\" else string(a)) + (if b = null then \"\" else string(b))"),
        ("${'}'}", "\"}\""),
    ])
    func `expressions are said in FEEL`(vendor: String, feel: String) throws {
        #expect(try JUELTranslation.feel(vendor) == feel)
        #expect(ExpressionLanguage.feel.fault(feel, []) == nil)
    }

    @Test(arguments: [
        ("${bean.call(x)}", "the call bean.call(…)"), ("${a.b.call()}", "the call a.b.call(…)"),
        ("${a == }", "nothing"),
        ("${(a}", "a bracket that stays open"), ("${a ? b}", "a choice without an alternative"),
        ("${a = b}", "the character ="),
        ("${'a}", "an expression that does not end"), ("${a b}", "an unexpected b"),
        ("${list[1}", "an index that does not end"), ("${f(1}", "a bracket that stays open"),
        ("${execution.getVariable(name)}", "a variable that is named by name"), ("${}", "nothing"),
    ])
    func `what has no counterpart is named`(vendor: String, reason: String) {
        #expect(throws: UntranslatedExpression(reason: reason)) { try JUELTranslation.feel(vendor) }
    }

    @Test func `brackets without end are refused`() {
        let deep = "${" + String(repeating: "(", count: 10_000) + "}"
        #expect(throws: UntranslatedExpression(reason: "too many brackets")) {
            try JUELTranslation.feel(deep)
        }
        let signs = "${" + String(repeating: "!", count: 10_000) + "a}"
        #expect(throws: UntranslatedExpression(reason: "too many signs")) { try JUELTranslation.feel(signs) }
        for growing in [
            String(repeating: "empty ", count: 40) + "a", "a" + String(repeating: ".isEmpty()", count: 40),
        ] {
            #expect(throws: UntranslatedExpression(reason: "too long a part")) {
                try JUELTranslation.feel("${\(growing)}")
            }
        }
    }

    private static let vendorFile = """
        <definitions xmlns="\(BPMNDocument.model)" xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
        <process id="p" isExecutable="true" c:historyTimeToLive="9">
        <startEvent id="s"/>
        <businessRuleTask id="d" c:decisionRef="who" c:resultVariable="groups" c:mapDecisionResult="collectEntries"/>
        <userTask id="a" c:candidateGroups="${groups}" c:assignee="demo"><extensionElements><c:taskListener event="create"/></extensionElements></userTask>
        <userTask id="b" c:candidateGroups="accounting">
        <multiInstanceLoopCharacteristics c:collection="${people}" c:elementVariable="one"/></userTask>
        <serviceTask id="k" c:class="org.example.ArchiveService"/><serviceTask id="l" c:delegateExpression="#{mailer}"/>
        <callActivity id="r" calledElement="review"><extensionElements>
        <c:in source="x" target="y"/><c:in sourceExpression="${x + 1}" target="z"/><c:out variables="all"/></extensionElements></callActivity>
        <sequenceFlow id="f" sourceRef="s" targetRef="d"/><sequenceFlow id="g" sourceRef="d" targetRef="a"/>
        <sequenceFlow id="h" sourceRef="a" targetRef="b"><conditionExpression>${!approved}</conditionExpression></sequenceFlow>
        </process></definitions>
        """

    @Test(arguments: ["http://flowable.org/bpmn", "http://activiti.org/bpmn"])
    func `the words of its family are understood in their own namespaces`(namespace: String) throws {
        let text = Self.vendorFile.replacing("http://camunda.org/schema/1.0/bpmn", with: namespace)
            .replacing("c:resultVariable=", with: "c:resultVariableName=")
            .replacing("c:class=", with: "c:type=\"mail\" c:class=")
        let document = try BPMNDocument(parsing: Array(text.utf8), file: "bill.bpmn")
        let (translated, remainders) = CamundaImport.translated(document)
        #expect(remainders.contains { $0.reason == "c:type=\"mail\" is not executed" })
        let again = try BPMNDocument(parsing: translated.bytes, file: "bill.bpmn")
        let read = try ProcessReading.definitions(in: again, expressions: .feel)[0]
        #expect(read.nodes["d"]?.kind == .task(.decision("who", result: "groups")))
        #expect(read.nodes["k"]?.kind == .task(.service(handler: "ArchiveService")))
    }

    @Test func `attributes of the vendor are said in Vouch's words, and the rest is named`() throws {
        let document = try BPMNDocument(parsing: Array(Self.vendorFile.utf8), file: "bill.bpmn")
        let (translated, remainders) = CamundaImport.translated(document)
        #expect(
            remainders.map(\.description) == [
                "bill.bpmn:5: a: c:assignee=\"demo\" is not executed",
                "bill.bpmn:5: a: c:taskListener is not executed",
            ])
        let again = try BPMNDocument(parsing: translated.bytes, file: "bill.bpmn")
        let read = try ProcessReading.definitions(in: again, expressions: .feel)[0]
        #expect(read.nodes["d"]?.kind == .task(.decision("who", result: "groups")))
        #expect(read.nodes["a"]?.kind == .task(.user(.expression("groups"))))
        #expect(read.nodes["b"]?.kind == .task(.user(.named(["accounting"]))))
        #expect(read.nodes["k"]?.kind == .task(.service(handler: "ArchiveService")))
        #expect(read.nodes["l"]?.kind == .task(.service(handler: "mailer")))
        #expect(read.flows["h"]?.condition == "not(approved)")
        let call = FlowNode.Call(
            process: "review", passedIn: [.variable("x", target: "y"), .expression("(x + 1)", target: "z")],
            passedOut: [.all])
        #expect(read.nodes["r"]?.kind == .call(call))
        guard case .multiInstance(let plan)? = read.nodes["b"]?.loop else {
            Issue.record("b is repeated")
            return
        }
        #expect(plan.collection == "people" && plan.elementVariable == "one")
    }

    @Test func `the vendor's own words stay`() throws {
        let document = try BPMNDocument(parsing: Array(Self.vendorFile.utf8), file: "bill.bpmn")
        let text = String(decoding: CamundaImport.translated(document).0.bytes, as: UTF8.self)
        #expect(
            text.contains("c:assignee=\"demo\"") && text.contains("c:class=\"org.example.ArchiveService\""))
    }

    @Test func `what cannot be said in FEEL is named with its place and stays as it was`() throws {
        let text = Self.vendorFile.replacing("${!approved}", with: "${check.it(1)}")
            .replacing("c:delegateExpression=\"#{mailer}\"", with: "c:expression=\"${mailer.send()}\"")
        let (translated, remainders) = CamundaImport.translated(
            try BPMNDocument(parsing: Array(text.utf8), file: "bill.bpmn"))
        let reasons = remainders.map(\.description)
        #expect(
            reasons.contains("bill.bpmn:12: h: ${check.it(1)} cannot be said in FEEL: the call check.it(…)"))
        #expect(reasons.contains { $0.hasPrefix("bill.bpmn:8: l: the task evaluates ${mailer.send()}") })
        #expect(throws: DeploymentError.self) {
            try ProcessReading.definitions(in: translated, expressions: .feel)
        }
    }
}
