import Feel
import Testing

@testable import Decisions

@Suite struct `What can be proved of a table` {
    private func findings(
        _ policy: String, columns: [(name: String, type: String)] = [("x", "number")],
        outputs: String = "<output/>", _ rules: [String]
    ) throws -> [String] {
        try Samples.library(Samples.table(policy, columns: columns, outputs: outputs, rules))
            .tableFindings(FeelEnvironment()).map(\.sentence)
    }

    @Test func `a complete table has nothing to tell`() throws {
        #expect(try findings("UNIQUE", ["< 10 | 1", "[10..20) | 2", ">= 20 | 3"]) == [])
        #expect(try findings("UNIQUE", columns: [("x", "boolean")], ["true | 1", "false | 2"]) == [])
        #expect(try findings("UNIQUE", ["not(5) | 1", "5 | 2"]) == [])
        #expect(try findings("UNIQUE", ["? < 5 | 1", ">= 5 | 2"]) == [])
    }

    @Test func `gaps are told in words`() throws {
        #expect(try findings("UNIQUE", ["< 10 | 1", "> 20 | 2"]) == ["no rule matches where 10 <= x <= 20"])
        #expect(try findings("UNIQUE", ["<= 18 | 1", ">= 19 | 2"]) == ["no rule matches where 18 < x < 19"])
        #expect(
            try findings(
                "FIRST", columns: [("x", "number"), ("s", "string")], ["< 1 | - | 1", "- | \"a\", \"b\" | 2"])
                == ["no rule matches where x >= 1 and s is any other"])
    }

    @Test func `overlaps are told with the rules`() throws {
        #expect(
            try findings("UNIQUE", ["<= 10 | 1", ">= 10 | 2"]) == ["rules 1 and 2 both match where x = 10"])
        #expect(try findings("ANY", ["<= 10 | 1", ">= 10 | 1"]) == [])
        #expect(try findings("ANY", ["<= 10 | 1", ">= 10 | 2"]).count == 1)
    }

    @Test func `rules that never decide are told`() throws {
        #expect(try findings("FIRST", ["- | 1", "5 | 2"]) == ["rule 2 never decides"])
        #expect(try findings("FIRST", ["< 5 | 1", ">= 5 | 2", "7 | 3"]) == ["rule 3 never decides"])
        #expect(try findings("RULE ORDER", ["[5..1] | 1", "- | 2"]) == ["rule 1 never decides"])
    }

    @Test func `a default fills gaps, and many conclusions need none`() throws {
        let standard = "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>"
        #expect(try findings("UNIQUE", outputs: standard, ["5 | 1"]) == [])
        #expect(try findings("COLLECT", ["5 | 1", "5 | 2"]) == [])
    }

    @Test func `tests that depend on other values are not judged`() throws {
        #expect(
            try findings("UNIQUE", ["< x + 1 | 1"]) == [
                "gaps and overlaps are not known: tests of x depend on other values"
            ])
    }

    @Test func `allowed values close a column`() throws {
        let type =
            "<itemDefinition name=\"tRisk\"><typeRef>string</typeRef><allowedValues><text>\"low\", \"high\"</text></allowedValues></itemDefinition>"
        let table = Samples.table("UNIQUE", columns: [("x", "tRisk")], ["\"low\" | 1"])
        let library = try Samples.library(type + table)
        #expect(library.faults == [])
        #expect(
            library.tableFindings(FeelEnvironment()).map(\.sentence) == ["no rule matches where x = \"high\""]
        )
    }

    @Test func `too many combinations are given up`() throws {
        let columns = (0..<8).map { (name: "x\($0)", type: "number") }
        let rules = (0..<60).map { rule in
            columns.indices.map { column in "[\((rule * (column + 3)) % 61)..100]" }.joined(separator: " | ")
                + " | 1"
        }
        #expect(
            try findings("COLLECT", columns: columns, rules) == [
                "gaps and overlaps are not known: there are too many combinations"
            ])
    }
}
