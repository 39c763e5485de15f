import Feel
import Testing

@testable import Decisions

@Suite struct `Models of decisions` {
    @Test func `decisions use what they require, and nothing else`() throws {
        let library = try Samples.library(
            Samples.input("Net Sum", type: "number")
                + Samples.decision("Tax", "Net Sum * 0.2", needs: ["requiredInput Net"])
                .replacing("#Net\"", with: "#Net Sum\"")
                + Samples.decision("Gross", "Tax * 6", type: "number", needs: ["requiredDecision Tax"])
                + Samples.decision("Alone", "Tax"))
        #expect(library.faults == [])
        #expect(try library.text("Gross", [("Net Sum", "100")]) == "120")
        #expect(try library.text("Alone", [("Net Sum", "100")]) == "null")
        #expect(library.decisionNames == ["Tax", "Gross", "Alone"])
    }

    @Test(arguments: [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    ])
    func `every version of DMN is read`(_ version: String) throws {
        let model = try Samples.model(Samples.decision("d", "1 + 1", type: "feel:number"), version: version)
        let library = DecisionLibrary(deploying: [model])
        #expect(library.faults == [])
        #expect(try library.text("d") == "2")
    }

    @Test func `knowledge models are functions and may call themselves`() throws {
        let factorial = """
            <businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
            <literalExpression><text><![CDATA[if n <= 1 then 1 else n * f(n - 1)]]></text></literalExpression></encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement></businessKnowledgeModel>
            """
        let library = try Samples.library(
            factorial + Samples.decision("d", "f(20)", needs: ["requiredKnowledge f"])
                + Samples.decision("e", "f(\"x\")", needs: ["requiredKnowledge f"])
                + Samples.decision("g", "f(100000)", needs: ["requiredKnowledge f"]))
        #expect(try library.text("d") == "2432902008176640000")
        #expect(try library.text("e") == "null")
        #expect(try library.text("g") == "null")
    }

    @Test func `a decision that needs itself is a fault and null`() throws {
        let library = try Samples.library(
            Samples.decision("a", "b", needs: ["requiredDecision b"])
                + Samples.decision("b", "a", needs: ["requiredDecision a"]))
        #expect(
            library.faults.map(\.reason)
                == Array(repeating: "the decision needs itself, or one that does", count: 2))
        #expect(try library.text("a") == "null")
    }

    @Test func `a chain of decisions that is too long is given up`() throws {
        let chain = (1...1500).map {
            Samples.decision("d\($0)", "d\($0 - 1)", needs: ["requiredDecision d\($0 - 1)"])
        }
        let library = try Samples.library(Samples.decision("d0", "1") + chain.joined())
        #expect(library.faults == [])
        #expect(try library.text("d100") == "1")
        #expect(try library.text("d1500") == "null")
    }

    @Test func `services are asked and called with their inputs alone`() throws {
        let service = """
            <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#out"/><inputDecision href="#in"/>
            <inputData href="#x"/></decisionService>
            """
        let library = try Samples.library(
            service + Samples.input("x", type: "number") + Samples.decision("in", "0")
                + Samples.decision("out", "x - in", needs: ["requiredInput x", "requiredDecision in"])
                + Samples.decision("d", "s(10, 3)", needs: ["requiredKnowledge s"]))
        #expect(try library.text("d") == "7")
        let inputs = FeelContext([("x", .number(FeelNumber(5))), ("in", .number(FeelNumber(2)))])
        #expect(
            try library.outcome(ofService: "s", inputs: inputs, FeelEnvironment()).value.description == "3")
        #expect(throws: UnknownDecision(name: "t")) {
            try library.outcome(ofService: "t", inputs: inputs, FeelEnvironment())
        }
    }

    @Test func `imported elements go by the name of the import`() throws {
        let imported = try Samples.model(
            Samples.decision("Base Rate", "0.2")
                + "<itemDefinition name=\"tRate\"><typeRef>number</typeRef></itemDefinition>", name: "rates")
        let main = try Samples.model(
            """
            <import name="my rates" namespace="urn:rates" importType="x"/>
            <decision id="d" name="d"><variable name="d" typeRef="my rates.tRate"/>
            <informationRequirement><requiredDecision href="urn:rates#Base Rate"/></informationRequirement>
            <literalExpression><text>my rates.Base Rate * 2</text></literalExpression></decision>
            """)
        let library = DecisionLibrary(deploying: [main, imported])
        #expect(library.faults == [])
        #expect(try library.text("d") == "0.4")
        #expect(DecisionLibrary(deploying: [main]).faults.contains { $0.reason.contains("urn:rates") })
    }

    @Test func `data of a model imported twice lies under the names of both imports`() throws {
        let names = try Samples.model(Samples.input("name", type: "string"), name: "names")
        func greeting(_ model: String, _ text: String) throws -> DMNModel {
            try Samples.model(
                """
                <import name="inner" namespace="urn:names" importType="x"/>
                <decision id="d" name="d"><variable name="d"/>
                <informationRequirement><requiredInput href="urn:names#name"/></informationRequirement>
                <literalExpression><text>"\(text) " + inner.name</text></literalExpression></decision>
                """, name: model)
        }
        let main = try Samples.model(
            """
            <import name="A" namespace="urn:a" importType="x"/><import name="B" namespace="urn:b" importType="x"/>
            <decision id="e" name="e"><variable name="e"/>
            <informationRequirement><requiredDecision href="urn:a#d"/></informationRequirement>
            <informationRequirement><requiredDecision href="urn:b#d"/></informationRequirement>
            <literalExpression><text>[A.d, B.d]</text></literalExpression></decision>
            """)
        let library = DecisionLibrary(
            deploying: [main, try greeting("a", "Hello"), try greeting("b", "Bye"), names])
        #expect(library.faults == [])
        let inputs = [("A", "{inner: {name: \"Ada\"}}"), ("B", "{inner: {name: \"Bob\"}}")]
        #expect(try library.text("e", inputs) == "[\"Hello Ada\", \"Bye Bob\"]")
        #expect(try library.text("e", [("name", "\"Eve\"")]) == "[\"Hello Eve\", \"Bye Eve\"]")
    }

    @Test(arguments: [
        ("string", "1", "null"), ("string", "[\"a\"]", "\"a\""), ("tNumbers", "1", "[1]"),
        ("tNumbers", "[1, \"a\"]", "null"),
        ("list<number>", "1", "[1]"), ("list<tSmall>", "[1, 50]", "null"),
        ("range<number>", "[1..3]", "[1..3]"),
        ("context<a: number>", "{a: 1}", "{a: 1}"), ("feel:number", "1", "1"), ("x:tSmall", "50", "null"),
        ("tSmall", "5", "5"), ("tSmall", "50", "null"), ("tPair", "{a: 1, b: 2, c: 3}", "{a: 1, b: 2, c: 3}"),
        ("tPair", "{a: 1}", "null"),
        ("date and time", "date(\"2021-01-01\")", "2021-01-01T00:00:00Z"), ("tFew", "[1, 2]", "[1, 2]"),
        ("tFew", "[1, 2, 3]", "null"),
    ])
    func `results fit their types or are null`(_ type: String, _ text: String, _ value: String) throws {
        let types = """
            <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
            <itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues><text>[0..10]</text></allowedValues></itemDefinition>
            <itemDefinition name="tPair"><itemComponent name="a"><typeRef>number</typeRef></itemComponent><itemComponent name="b"><typeRef>tSmall</typeRef></itemComponent></itemDefinition>
            <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><typeConstraint><text><![CDATA[count(?) < 3]]></text></typeConstraint></itemDefinition>
            """
        let library = try Samples.library(types + Samples.decision("d", text, type: type))
        #expect(library.faults == [])
        #expect(try library.text("d") == value)
    }

    @Test func `faults are told and do not stop the rest`() throws {
        let library = try Samples.library(
            Samples.decision("good", "1") + Samples.decision("bad", "1 +")
                + Samples.decision("typed", "1", type: "tNone")
                + Samples.decision("lost", "1", needs: ["requiredDecision nowhere"])
                + "<itemDefinition name=\"tSelf\"><typeRef>tSelf</typeRef></itemDefinition>")
        #expect(try library.text("good") == "1")
        #expect(try library.text("bad") == "null")
        #expect(library.faults.count == 4)
        #expect(library.faults.allSatisfy { $0.line > 1 && $0.file == "m.dmn" })
    }

    @Test(arguments: ["<a/>", "<definitions xmlns=\"urn:x\"/>", "<definitions", ""])
    func `what is no model is refused`(_ text: String) {
        #expect(throws: DecisionFault.self) { try DMNModel(reading: Array(text.utf8), file: "f") }
    }

    @Test func `functions of other languages are not run`() throws {
        let library = try Samples.library(
            """
            <businessKnowledgeModel id="j" name="j"><variable name="j"/><encapsulatedLogic kind="Java"><formalParameter name="x"/>
            <context><contextEntry><variable name="class"/><literalExpression><text>"java.lang.Math"</text></literalExpression></contextEntry></context>
            </encapsulatedLogic></businessKnowledgeModel>
            """ + Samples.decision("d", "j(1)", needs: ["requiredKnowledge j"]))
        #expect(try library.text("d") == "null")
    }
}
