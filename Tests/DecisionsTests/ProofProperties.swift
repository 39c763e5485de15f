import Feel
import Seeds
import Testing

@testable import Decisions

/// What is found in a table without running it is what comes out when it is run with everything.
struct ProofProperties {
    /// A column: its type, values that stand for all its pieces, and tests it may have.
    private struct Column {
        let name: String
        let type: String
        let values: [String]
        let tests: [String]
    }

    private static let columns = [
        Column(
            name: "n", type: "number",
            values: ["-1", "0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "5"],
            tests: [
                "-", "0", "1, 3", "< 2", "<= 2", "> 2", ">= 3", "[1..3]", "(1..3)", "]0..2]", "not(1)",
                "not(< 2)",
                "not([1..3], 4)", "< 1, > 3", "!= 2", "? > 1", "? in [0..2]", "= 4", "0 + 1", "[3..4[",
            ]),
        Column(
            name: "s", type: "string", values: ["\"a\"", "\"b\"", "\"c\"", "\"other\""],
            tests: [
                "-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", \"c\")", "[\"b\", \"c\"]", "!= \"b\"",
            ]),
        Column(
            name: "b", type: "boolean", values: ["true", "false"], tests: ["-", "true", "false", "not(true)"]),
        Column(
            name: "day", type: "date",
            values: (1...6).map { "date(\"2026-03-0\($0)\")" } + [
                "date(\"2026-02-28\")", "date(\"2027-01-01\")",
            ],
            tests: [
                "-", "date(\"2026-03-02\")", "< date(\"2026-03-03\")", ">= date(\"2026-03-03\")",
                "@\"2026-03-04\"", "[date(\"2026-03-02\")..date(\"2026-03-04\")]", "> @\"2026-03-04\"",
                "not(@\"2026-03-02\")", "<= @\"2026-03-02\"",
            ]),
        Column(
            name: "months", type: "years and months duration",
            values: ["@\"P0M\"", "@\"P1M\"", "@\"P2M\"", "@\"P3M\"", "@\"P1Y\""],
            tests: ["-", "<= @\"P1M\"", ">= @\"P2M\"", "@\"P1M\"", "(@\"P0M\"..@\"P3M\")"]),
    ]

    private static func model(_ columns: [Column], policy: String, rules: [[String]]) -> String {
        Samples.table(
            policy, columns: columns.map { ($0.name, $0.type) },
            rules.enumerated().map { index, tests in
                // The last rule concludes what the first one does.
                (tests + [String(index == rules.count - 1 ? 0 : index)]).joined(separator: " | ")
            })
    }

    /// What the rules do for every combination of values: those that match, in order.
    private static func hits(_ library: DecisionLibrary, _ columns: [Column]) throws -> Set<[Int]> {
        var contexts = [FeelContext()]
        for column in columns {
            let values = try column.values.map { try FeelExpression($0).outcome().value }
            contexts = contexts.flatMap { context in
                values.map { value in
                    var context = context
                    context[column.name] = value
                    return context
                }
            }
        }
        return Set(
            try contexts.map { context in
                let outcome = try library.outcome(ofDecision: "d", inputs: context, FeelEnvironment())
                return try #require(outcome.firings.first).rules
            })
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `gaps, overlaps and idle rules are those of all combinations`(_ seed: UInt64) throws {
        var random = Chance(seed: seed)
        let columns = Array(
            Self.columns.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        let policy = ["UNIQUE", "ANY", "FIRST", "COLLECT"].randomElement(using: &random) ?? "UNIQUE"
        let rules = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            columns.map { $0.tests.randomElement(using: &random) ?? "-" }
        }
        let library = try Samples.library(Self.model(columns, policy: policy, rules: rules))
        #expect(library.faults == [])
        let hits = try Self.hits(library, columns)
        var found = (gaps: 0, overlaps: Set<[Int]>(), idle: Set<Int>())
        for finding in library.tableFindings(FeelEnvironment()) {
            switch finding.kind {
            case .gap: found.gaps += 1
            case .overlap(let rules, _): found.overlaps.insert(rules)
            case .unreachable(let rule): found.idle.insert(rule)
            case .unproved(let reason): Issue.record("seed \(seed): \(reason)")
            }
        }
        let deciding = Set(hits.flatMap { policy == "FIRST" ? Array($0.prefix(1)) : $0 })
        let pairs = hits.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
            .filter { pair in
                policy == "UNIQUE" || (policy == "ANY" && !(pair == [1, rules.count] && rules.count > 1))
            }
        let words = "seed \(seed): \(policy) \(rules)"
        #expect((found.gaps > 0) == (policy != "COLLECT" && hits.contains([])), "\(words)")
        #expect(found.overlaps == Set(pairs), "\(words)")
        #expect(found.idle == Set(1...rules.count).subtracting(deciding), "\(words)")
    }

    @Test func `days and months leave nothing between them`() throws {
        let days = try Samples.library(
            Samples.table(
                "UNIQUE", columns: [("day", "date")],
                ["<= date(\"2025-12-31\") | 1", ">= date(\"2026-01-01\") | 2"]))
        #expect(days.tableFindings(FeelEnvironment()) == [])
        let moments = try Samples.library(
            Samples.table(
                "UNIQUE", columns: [("day", "date and time")],
                ["<= date(\"2025-12-31\") | 1", ">= date(\"2026-01-01\") | 2"]))
        #expect(moments.tableFindings(FeelEnvironment()).count == 1)
    }

    @Test func `a type that allows one truth alone leaves no gap for the other`() throws {
        let library = try Samples.library(
            Samples.table("UNIQUE", columns: [("x", "tYes")], ["true | 1"])
                + "<itemDefinition name=\"tYes\"><typeRef>boolean</typeRef><allowedValues><text>true</text></allowedValues></itemDefinition>"
        )
        #expect(library.tableFindings(FeelEnvironment()) == [])
    }
}
