import Feel
import Testing

@testable import Decisions

/// Which names an element sees, and how files may be written.
struct ScopeTests {
    @Test func `a decision sees what it requires, not what that requires`() throws {
        let library = try Samples.library(
            Samples.input("x", type: "number") + Samples.decision("a", "x + 1", needs: ["requiredInput x"])
                + Samples.decision("b", "a + 1", needs: ["requiredDecision a"])
                + Samples.decision("c", "x", needs: ["requiredDecision a"])
                + Samples.decision("e", "{a: 5, r: a}.r", needs: ["requiredDecision a"]))
        #expect(try library.text("b", [("x", "1")]) == "3")
        #expect(try library.text("c", [("x", "1")]) == "null")
        #expect(try library.text("e", [("x", "1")]) == "5")
    }

    @Test func `a function of the model sees its parameters and functions, never data`() throws {
        let library = try Samples.library(
            Samples.input("x", type: "number")
                + Self.function("f", "a + x") + Self.function("g", "f(a) + 1", needs: ["f"])
                + Self.function("h", "a * 10") + Self.function("k", "h(a) + 1", needs: ["h"])
                + Samples.decision("d", "g(1)", needs: ["requiredInput x", "requiredKnowledge g"])
                + Samples.decision("e", "k(1)", needs: ["requiredKnowledge k"])
                + Samples.decision("lost", "h(1)", needs: ["requiredKnowledge k"]))
        #expect(try library.text("d", [("x", "1")]) == "null")
        #expect(try library.text("e") == "11")
        #expect(try library.text("lost") == "null")
    }

    /// A function of one parameter, `a`.
    static func function(_ name: String, _ text: String, needs: [String] = [], type: String = "number")
        -> String
    {
        let required = needs.map {
            "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>"
        }
        return """
            <businessKnowledgeModel id="\(name)" name="\(name)"><variable name="\(name)"/><encapsulatedLogic>
            <formalParameter name="a" typeRef="\(type)"/><literalExpression><text><![CDATA[\(text)]]></text></literalExpression>
            </encapsulatedLogic>\(required.joined())</businessKnowledgeModel>
            """
    }

    @Test func `a table as a function takes its conditions from the parameters`() throws {
        let rows = [("< 18", "\"minor\""), (">= limit", "\"senior\""), ("[18..limit)", "\"adult\"")].map {
            "<rule><inputEntry><text><![CDATA[\($0)]]></text></inputEntry><outputEntry><text>\($1)</text></outputEntry></rule>"
        }
        let library = try Samples.library(
            """
            <businessKnowledgeModel id="f" name="Age Class"><variable name="Age Class"/><encapsulatedLogic>
            <formalParameter name="age" typeRef="number"/><formalParameter name="limit" typeRef="number"/>
            <decisionTable><input><inputExpression><text>age</text></inputExpression></input><output/>\(rows.joined())</decisionTable>
            </encapsulatedLogic></businessKnowledgeModel>
            """ + Samples.input("limit", type: "number") + Samples.input("who", type: "number")
                + Samples.decision(
                    "d", "Age Class(who, limit)",
                    needs: ["requiredInput limit", "requiredInput who", "requiredKnowledge f"])
                + Samples.decision(
                    "e", "Age Class(limit: 60, age: [who])",
                    needs: ["requiredInput who", "requiredKnowledge f"]))
        #expect(library.faults == [])
        #expect(try library.text("d", [("who", "70"), ("limit", "65")]) == "\"senior\"")
        #expect(try library.text("d", [("who", "17"), ("limit", "65")]) == "\"minor\"")
        #expect(try library.text("e", [("who", "59")]) == "\"adult\"")
        #expect(try library.text("e", [("who", "null")]) == "null")
    }

    @Test(arguments: [
        ("[1, 2, 3]", "\"all\""), ("[1, 5]", "\"five\""), ("[]", "\"none\""), ("5", "\"five\""),
        ("[7, 8]", "\"other\""), ("null", "\"other\""),
    ])
    func `lists as conditions are compared whole, or asked for a part`(_ input: String, _ value: String)
        throws
    {
        let library = try Samples.library(
            Samples.table(
                "FIRST", columns: [("x", "tNumbers")],
                [
                    "[[1, 2, 3]] | \"all\"", "list contains(?, 5) | \"five\"", "count(?) = 0 | \"none\"",
                    "- | \"other\"",
                ])
                + "<itemDefinition name=\"tNumbers\" isCollection=\"true\"><typeRef>number</typeRef></itemDefinition>"
        )
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", input)]) == value)
    }

    @Test(arguments: [
        "for sale", "some value", "every day", "if paid", "function key", "in stock", "Pay and go", "a-b",
        "a/b",
        "Größe", "naïve 😀 name", "x.y", "null value", "time", "date and time of day",
        "Profit/Loss + Tax*2", "true story", "not paid", "list",
    ])
    func `data may have any name`(_ name: String) throws {
        let library = try Samples.library(
            Samples.input(name, type: "number") + Self.decision(of: name, "\(name) + 1")
                + Self.decision(of: name, "[\(name), 2][item = \(name)]", id: "e")
                + Self.decision(of: name, "{r: \(name), s: r * 2}.s", id: "f"))
        #expect(library.faults == [])
        #expect(try library.text("d", [(name, "4")]) == "5")
        #expect(try library.text("e", [(name, "4")]) == "[4]")
        #expect(try library.text("f", [(name, "4")]) == "8")
    }

    private static func decision(of name: String, _ text: String, id: String = "d") -> String {
        """
        <decision id="\(id)" name="\(id)"><variable name="\(id)"/>
        <informationRequirement><requiredInput href="#\(name)"/></informationRequirement>
        <literalExpression><text>\(text)</text></literalExpression></decision>
        """
    }

    @Test func `references may name the model's own namespace`() throws {
        let library = try Samples.library(
            """
            <inputData id="i" name="x"><variable name="x" typeRef="number"/></inputData>
            <decision id="d" name="d"><variable name="d"/>
            <informationRequirement id="r"><requiredInput href="urn:m#i"/></informationRequirement>
            <literalExpression><text>x</text></literalExpression></decision>
            """)
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", "3")]) == "3")
    }

    @Test func `a name is asked for before an id`() throws {
        let library = try Samples.library(
            """
            <decision id="one" name="two"><literalExpression><text>1</text></literalExpression></decision>
            <decision id="two" name="one"><literalExpression><text>2</text></literalExpression></decision>
            <decision id="three" name="x"><literalExpression><text>3</text></literalExpression></decision>
            """)
        #expect(try library.text("one") == "2")
        #expect(try library.text("two") == "1")
        #expect(try library.text("three") == "3")
    }

    @Test func `what is imported without a name stands as if it were here`() throws {
        let types =
            "<itemDefinition name=\"tAge\"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>"
        let deepest = try Samples.model(Self.function("plus", "a + 1"), name: "deep")
        let base = try Samples.model(
            """
            <import name="" namespace="urn:deep" importType="x"/>
            """ + types + Samples.input("age", type: "tAge")
                + """
                <decision id="next" name="next"><variable name="next"/>
                <informationRequirement><requiredInput href="#age"/></informationRequirement>
                <knowledgeRequirement><requiredKnowledge href="urn:deep#plus"/></knowledgeRequirement>
                <literalExpression><text>plus(age)</text></literalExpression></decision>
                """, name: "base")
        let main = try Samples.model(
            """
            <import name="" namespace="urn:base" importType="x"/>
            <decision id="d" name="d"><variable name="d" typeRef="tAge"/>
            <informationRequirement><requiredDecision href="urn:base#next"/></informationRequirement>
            <informationRequirement><requiredInput href="urn:base#age"/></informationRequirement>
            <literalExpression><text>next + age</text></literalExpression></decision>
            """)
        let library = DecisionLibrary(deploying: [main, base, deepest])
        #expect(library.faults == [])
        #expect(try library.text("d", [("age", "20")]) == "41")
        #expect(try library.text("d", [("age", "100")]) == "null")
        #expect(try library.text("d", [("age", "151")]) == "null")
    }

    @Test func `what a model imports without a name is its own for those that import it`() throws {
        let base = try Samples.model(
            Samples.input("x", type: "number")
                + "<itemDefinition name=\"tFew\"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>",
            name: "base")
        let middle = try Samples.model(
            "<import name=\"\" namespace=\"urn:base\" importType=\"x\"/>", name: "middle")
        let main = try Samples.model(
            """
            <import name="mid" namespace="urn:middle" importType="x"/>
            <decision id="d" name="d"><variable name="d" typeRef="mid.tFew"/>
            <informationRequirement><requiredInput href="urn:base#x"/></informationRequirement>
            <literalExpression><text>mid.x + 1</text></literalExpression></decision>
            """)
        let library = DecisionLibrary(deploying: [main, middle, base])
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", "4")]) == "5")
        #expect(try library.text("d", [("mid", "{x: 9}")]) == "null")
    }

    @Test func `functions and services of imported models are called by the name of the import`() throws {
        let base = try Samples.model(
            Self.function("plus", "a + 1") + Samples.input("x", type: "number")
                + Samples.decision("twice", "x * 2", needs: ["requiredInput x"])
                    + """
                    <decisionService id="s" name="the service"><variable name="the service"/><outputDecision href="#twice"/>
                    <inputData href="#x"/></decisionService>
                    """, name: "base")
        let main = try Samples.model(
            """
            <import name="my base" namespace="urn:base" importType="x"/>
            <decision id="d" name="d"><variable name="d"/>
            <knowledgeRequirement><requiredKnowledge href="urn:base#plus"/></knowledgeRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:base#s"/></knowledgeRequirement>
            <literalExpression><text>my base.plus(1) + my base.the service(x: 10)</text></literalExpression></decision>
            """)
        let library = DecisionLibrary(deploying: [main, base])
        #expect(library.faults == [])
        #expect(try library.text("d") == "22")
    }

    @Test func `a file may use prefixes, other orders and elements nobody knows`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <semantic:definitions xmlns:semantic="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns:v="urn:vendor"
              namespace="urn:p" name="p" typeLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/">
              <semantic:description>Says <![CDATA[<nothing>]]></semantic:description>
              <semantic:extensionElements><v:decision id="d" name="d"/></semantic:extensionElements>
              <semantic:decision id="d" name="D" label="d" v:colour="red">
                <semantic:description/>
                <semantic:extensionElements><v:literalExpression><v:text>0</v:text></v:literalExpression></semantic:extensionElements>
                <semantic:question>How many?</semantic:question>
                <semantic:allowedAnswers>any</semantic:allowedAnswers>
                <semantic:variable name="D" typeRef="boolean"/>
                <semantic:authorityRequirement><semantic:requiredAuthority href="#k"/></semantic:authorityRequirement>
                <semantic:informationRequirement><semantic:requiredInput href="#i"/></semantic:informationRequirement>
                <semantic:literalExpression><semantic:text>x<![CDATA[ < ]]>5 and x &gt; 1</semantic:text></semantic:literalExpression>
              </semantic:decision>
              <semantic:knowledgeSource id="k" name="Law"/>
              <semantic:textAnnotation id="t"><semantic:text>note</semantic:text></semantic:textAnnotation>
              <semantic:inputData name="x" id="i"><semantic:variable typeRef="number" name="x"/></semantic:inputData>
            </semantic:definitions>
            """
        let library = DecisionLibrary(
            deploying: [try DMNModel(reading: Array(text.utf8), file: "p.dmn")])
        #expect(library.faults == [])
        #expect(try library.text("D", [("x", "3")]) == "true")
        #expect(try library.text("D", [("x", "7")]) == "false")
    }

    @Test func `a text that is no expression is shown with its place`() throws {
        let library = try Samples.library(Samples.decision("d", "1 +\n  (2 * ]"))
        let fault = try #require(library.faults.first)
        #expect(fault.line == 5)
        #expect(fault.pointer == ["  (2 * ]", "        ^"])
    }
}
