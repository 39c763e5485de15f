import Feel
import Testing

@testable import Decisions

@Suite struct `Decision tables` {
    private static let overlapping = ["< 10 | \"low\"", "[5..20] | \"middle\"", "> 15 | \"high\""]
    private static let ranked =
        "<output><outputValues><text>\"high\", \"middle\", \"low\"</text></outputValues></output>"

    @Test(arguments: [
        ("UNIQUE", "3", "\"low\""), ("UNIQUE", "7", "null"), ("FIRST", "7", "\"low\""), ("ANY", "7", "null"),
        ("ANY", "12", "\"middle\""),
        ("RULE ORDER", "7", "[\"low\", \"middle\"]"), ("RULE ORDER", "18", "[\"middle\", \"high\"]"),
        ("COLLECT", "7", "[\"low\", \"middle\"]"),
        ("PRIORITY", "7", "\"middle\""), ("PRIORITY", "18", "\"high\""),
        ("OUTPUT ORDER", "7", "[\"middle\", \"low\"]"), ("OUTPUT ORDER", "18", "[\"high\", \"middle\"]"),
        ("UNIQUE", "null", "null"), ("UNIQUE", "\"text\"", "null"),
    ])
    func `hit policies`(_ policy: String, _ input: String, _ value: String) throws {
        let library = try Samples.library(Samples.table(policy, outputs: Self.ranked, Self.overlapping))
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", input)]) == value)
    }

    @Test(arguments: [
        ("SUM", "7", "30"), ("COUNT", "7", "2"), ("MIN", "7", "10"), ("MAX", "7", "20"),
        ("SUM", "100", "null"), ("COUNT", "100", "0"),
    ])
    func `aggregations`(_ aggregation: String, _ input: String, _ value: String) throws {
        let library = try Samples.library(
            Samples.table("COLLECT", aggregation: aggregation, ["< 10 | 10", "< 20 | 20"]))
        #expect(try library.text("d", [("x", input)]) == value)
    }

    @Test func `several conclusions are a context, and a default stands in`() throws {
        let outputs = """
            <output name="a"><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output><output name="b c"/>
            """
        let library = try Samples.library(Samples.table("UNIQUE", outputs: outputs, ["1 | \"one\" | x + 1"]))
        #expect(try library.text("d", [("x", "1")]) == "{a: \"one\", b c: 2}")
        #expect(try library.text("d", [("x", "2")]) == "{a: \"none\", b c: null}")
    }

    @Test(arguments: [
        ("PRIORITY", "{a: \"no\", b: 2}"), ("FIRST", "{a: \"yes\", b: 3}"),
        ("OUTPUT ORDER", "[{a: \"no\", b: 2}, {a: \"no\", b: 1}, {a: \"yes\", b: 3}]"),
    ])
    func `several conclusions are ordered column by column`(_ policy: String, _ value: String) throws {
        let outputs = """
            <output name="a" typeRef="tAnswer"/><output name="b"><outputValues><text>3, 2, 1</text></outputValues></output>
            """
        let library = try Samples.library(
            Samples.table(
                policy, outputs: outputs, ["- | \"yes\" | 3", "> 0 | \"no\" | 1", "> 0 | \"no\" | 2"])
                    + """
                    <itemDefinition name="tAnswer"><typeRef>string</typeRef><allowedValues><text>"no", "yes"</text></allowedValues></itemDefinition>
                    """)
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", "1")]) == value)
    }

    @Test func `the outcome says which rules matched`() throws {
        let library = try Samples.library(Samples.table("COLLECT", Self.overlapping))
        let outcome = try library.outcome(
            ofDecision: "d", inputs: FeelContext([("x", .number(FeelNumber(7)))]), FeelEnvironment())
        #expect(outcome.firings == [RuleFiring(table: "d", rules: [1, 2])])
    }

    @Test func `a value the column does not allow gives null`() throws {
        let table = Samples.table("UNIQUE", ["- | 1"]).replacing(
            "</inputExpression></input>",
            with: "</inputExpression><inputValues><text>[0..10]</text></inputValues></input>")
        let library = try Samples.library(table)
        #expect(try library.text("d", [("x", "10")]) == "1")
        #expect(try library.text("d", [("x", "11")]) == "null")
    }

    @Test func `ten thousand rules are read once and searched`() throws {
        let rules = (0..<10_000).map { "[\($0)..\($0 + 1)) | \($0)" }
        let library = try Samples.library(Samples.table("UNIQUE", rules))
        #expect(library.faults == [])
        #expect(try library.text("d", [("x", "9999.5")]) == "9999")
        #expect(
            library.tableFindings(FeelEnvironment()).map(\.sentence) == [
                "no rule matches where x < 0 or x >= 10000"
            ])
    }

    @Test func `faults name file, element and line`() throws {
        let library = try Samples.library(Samples.table("UNIQUE", ["1 | 2", "1 2 | 3", "4 | (5"]))
        #expect(library.faults.map(\.file) == ["m.dmn", "m.dmn"])
        #expect(library.faults.map(\.line) == [5, 6])
        #expect(library.faults.map(\.element) == ["d", "d"])
        #expect(try library.text("d", [("x", "1")]) == "2")
    }

    @Test(arguments: [
        ("<decisionTable hitPolicy=\"SOMETIMES\"><output/></decisionTable>", "hit policy"),
        ("<decisionTable/>", "no output"),
        (
            "<decisionTable><output/><rule><outputEntry><text>1</text></outputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable>",
            "2 conclusions"
        ),
    ])
    func `tables that are none are faults`(_ table: String, _ reason: String) throws {
        let library = try Samples.library("<decision id=\"d\" name=\"d\">\(table)</decision>")
        #expect(library.faults.count == 1)
        #expect(library.faults.first?.reason.contains(reason) == true)
    }
}
