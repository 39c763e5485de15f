import Feel
import Testing

@testable import Decisions

/// The test files of the kit: how they write values and what they ask.
struct SuiteTests {
    private static let model = """
        <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
        <inputData id="any" name="any"><variable name="any"/></inputData>
        <businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="a"/>
        <literalExpression><text>a * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id="java" name="java"><variable name="java"/><encapsulatedLogic kind="Java">
        <formalParameter name="a"/></encapsulatedLogic></businessKnowledgeModel>
        <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#echo"/><outputDecision href="#twice"/>
        <inputData href="#x"/><inputData href="#any"/></decisionService>
        """
        + Samples.decision("echo", "any", needs: ["requiredInput any"])
        + Samples.decision("twice", "x * 2", needs: ["requiredInput x"])
        + Samples.decision("foreign", "java(1)", needs: ["requiredKnowledge java"])
        + Samples.decision("text", "string(any)", needs: ["requiredInput any"])

    private func verdicts(_ cases: String) throws -> [SuiteVerdict] {
        let file = """
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>m.dmn</modelName><labels><label>l</label></labels>\(cases)</testCases>
            """
        let suite = try DecisionSuiteFile(reading: Array(file.utf8), zones: .greenwich)
        return suite.verdicts(on: try Samples.library(Self.model), FeelEnvironment())
    }

    @Test(arguments: [
        ("<value xsi:type=\"xsd:decimal\">1.50</value>", "1.5"),
        ("<value xsi:type=\"xsd:double\">1e3</value>", "1000"),
        ("<value xsi:type=\"xsd:string\">12</value>", "12"), ("<value xsi:type=\"xsd:string\"/>", ""),
        ("<value xsi:type=\"xsd:boolean\">true</value>", "true"),
        ("<value xsi:type=\"xsd:date\">2021-01-02</value>", "2021-01-02"),
        ("<value xsi:type=\"xsd:time\">10:00:00+02:00</value>", "10:00:00+02:00"),
        ("<value xsi:type=\"xsd:dateTime\">2021-01-02T24:00:00Z</value>", "2021-01-03T00:00:00Z"),
        ("<value xsi:type=\"xsd:duration\">P14M</value>", "P1Y2M"),
        ("<value xsi:type=\"xsd:duration\">-PT36H</value>", "-P1DT12H"),
        ("<list/>", "[]"),
        ("<list><item><value xsi:nil=\"true\"/></item><item><list/></item></list>", "[null, []]"),
        ("<component name=\" a  b \"><value xsi:type=\"xsd:string\">x</value></component>", "{a b: \"x\"}"),
        (
            "<component name=\"a\"><list><item><component name=\"b\"><value xsi:nil=\"true\"/></component></item></list></component>",
            "{a: [{b: null}]}"
        ),
        ("<value>7</value>", "7"), ("<value>seven</value>", "seven"),
    ])
    func `values are read as their types say`(_ value: String, _ text: String) throws {
        let verdicts = try verdicts(
            """
            <testCase id="1"><inputNode name="any">\(value)</inputNode>
            <resultNode name="echo" type="decision"><expected>\(value)</expected></resultNode>
            <resultNode name="text" type="decision"><expected><value xsi:type="xsd:string">\(text)</value></expected></resultNode>
            </testCase>
            """)
        #expect(verdicts.map(\.difference) == [nil, nil])
    }

    @Test(arguments: ["<value xsi:nil=\"true\"/>", "<list xsi:nil=\"true\"/>", ""])
    func `nothing is expected in several ways`(_ value: String) throws {
        let verdicts = try verdicts(
            """
            <testCase id="1"><inputNode name="any"><value xsi:nil="true"/></inputNode>
            <resultNode name="echo" errorResult="true" type="decision"><expected>\(value)</expected></resultNode>
            <resultNode name="echo" errorResult="true"/></testCase>
            """)
        #expect(verdicts.map(\.difference) == [nil, nil])
    }

    @Test func `functions and services are asked by their names`() throws {
        let verdicts = try verdicts(
            """
            <testCase id="1" type="bkm" invocableName="f"><inputNode name="a"><value xsi:type="xsd:decimal">4</value></inputNode>
            <resultNode name="f"><expected><value xsi:type="xsd:decimal">8</value></expected></resultNode></testCase>
            <testCase id="2" type="decisionService" invocableName="s"><inputNode name="x"><value xsi:type="xsd:decimal">4</value></inputNode>
            <inputNode name="any"><value xsi:type="xsd:string">a</value></inputNode>
            <resultNode name="twice"><expected><value xsi:type="xsd:decimal">8</value></expected></resultNode>
            <resultNode name="s"><expected><component name="echo"><value xsi:type="xsd:string">a</value></component>
            <component name="twice"><value xsi:type="xsd:decimal">8</value></component></expected></resultNode></testCase>
            """)
        #expect(verdicts.map(\.difference) == [nil, nil, nil])
    }

    @Test func `what is otherwise is told, and what no one here runs by itself`() throws {
        let expected = "<expected><value xsi:type=\"xsd:decimal\">9</value></expected>"
        let verdicts = try verdicts(
            """
            <testCase id="1"><inputNode name="x"><value xsi:type="xsd:decimal">4</value></inputNode>
            <resultNode name="twice">\(expected)</resultNode><resultNode name="nobody">\(expected)</resultNode>
            <resultNode name="foreign">\(expected)</resultNode>
            <resultNode name="foreign"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
            """)
        #expect(verdicts.map { $0.difference == nil } == [false, false, false, true])
        #expect(verdicts.map(\.isExcluded) == [false, false, true, false])
        #expect(verdicts[0].difference == "expected 9, got 8")
        #expect(verdicts[1].difference == "there is no nobody")
    }
}
