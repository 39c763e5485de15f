import Feel
import Testing

@testable import Decisions

@Suite struct `Rows of tables that hold settings` {
    private func rows(_ rules: [String], trying value: FeelValue = .number(.zero)) throws -> [TableRow] {
        let library = try Samples.library(
            Samples.table("FIRST", columns: [("x", "number")], outputs: "<output/>", rules))
        let name = try #require(library.decisionNames.first)
        return try #require(
            library.rows(ofDecision: name, trying: FeelContext([("x", value)]), FeelEnvironment()))
    }

    @Test func `a row tells what it concludes, whatever is put in`() throws {
        let rows = try rows(["< 10 | 1", "- | \"b\"", "- | "])
        #expect(rows.map(\.conclusion.description) == ["1", "\"b\"", "null"])
        #expect(rows.allSatisfy { $0.problem == nil })
    }

    @Test(arguments: [
        ("y | 1", "y: there is no y"), ("- | x + 1", "there is no x"), ("- | z", "there is no z"),
    ])
    func `a row that depends on what nobody gave is not sound`(rule: String, problem: String) throws {
        #expect(try rows([rule]).map(\.problem) == [problem])
    }

    @Test func `there are no rows of what is no table`() throws {
        let library = try Samples.library(
            Samples.table("FIRST", columns: [("x", "number")], outputs: "<output/>", ["- | 1"]))
        #expect(library.rows(ofDecision: "nobody", trying: FeelContext(), FeelEnvironment()) == nil)
    }

    @Test func `rules that fired are told in the words of their cells`() throws {
        let library = try Samples.library(
            Samples.table(
                "FIRST", columns: [("x", "number"), ("s", "string")], outputs: "<output/>",
                ["< 1 | - | 1", "- | \"a\", \"b\" | 2", "- | - | 3"]))
        let name = try #require(library.decisionNames.first)
        func words(_ x: Int, _ s: String) throws -> [String] {
            let inputs = FeelContext([("x", .number(FeelNumber(x))), ("s", .string(s))])
            let outcome = try library.outcome(ofDecision: name, inputs: inputs, FeelEnvironment())
            return outcome.firings.flatMap { library.words(of: $0) }.map { "\($0.number) \($0.text)" }
        }
        #expect(try words(0, "c") == ["1 x < 1 → 1", "3 anything → 3"])
        #expect(try words(5, "a") == ["2 s \"a\", \"b\" → 2", "3 anything → 3"])
    }
}
