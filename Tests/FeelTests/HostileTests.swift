import Testing

@testable import Feel

/// Expressions written to break what reads or evaluates them: an error or null, never a crash, never a hang.
struct HostileTests {
    /// Parts that come a hundred thousand times.
    private static let times = 100_000

    @Test(arguments: [
        ("(", "1", ")"), ("[", "", "]"), ("{a:", "1", "}"), ("-", "1", ""), ("not(", "true", ")"),
        ("if true then ", "1", " else 2"), ("for x in [1] return ", "1", ""), ("function(x) ", "1", ""),
        ("f(a: ", "1", ")"), ("x[", "1", "]"), ("1 in (", "1", ")"), ("[1..", "1", "]"),
        ("some x in [1] satisfies ", "true", ""), ("1 instance of list<", "number", ">"),
        ("1 instance of function<>->", "number", ""),
    ])
    func `what nests too deep is refused`(_ head: String, _ middle: String, _ tail: String) {
        // The type of `instance of` nests behind its first word.
        let type = head.hasPrefix("1 instance of ") ? "1 instance of " : ""
        let part = String(head.dropFirst(type.count))
        let text =
            type + String(repeating: part, count: Self.times) + middle
            + String(repeating: tail, count: Self.times)
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(text) }
    }

    @Test(arguments: [
        "+1", "**1", " and true", " or true", ".a", "[1]", "()", " instance of number", " in 1", " = 1",
        " between 1 and 2",
    ])
    func `too many operators in a row are refused`(_ part: String) {
        let text = "a" + String(repeating: part, count: Self.times)
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(text) }
    }

    @Test func `long lists and many conditions are nothing to refuse`() throws {
        let sum = Array(repeating: "1", count: 700).joined(separator: "+")
        #expect(Expecting.text(sum) == "700")
        let list = "[" + Array(repeating: "1 + 1", count: 20_000).joined(separator: ",") + "]"
        #expect(Expecting.text("count(\(list))") == "20000")
    }

    @Test(arguments: [4, 30, 60])
    func `readings that could be two things do not double the work each time`(_ depth: Int) {
        let text = String(repeating: "1 in (", count: depth) + "?!" + String(repeating: ")", count: depth)
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(text) }
        let range = "[1.." + String(repeating: "x[", count: depth) + "!"
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(range) }
        let ends = String(repeating: "[1..a[-", count: min(depth, 55)) + "?!"
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(ends) }
    }

    @Test(arguments: [
        "for i in 1..10**12 return i", "some i in [1..10**12] satisfies i > 10**13",
        "for i in -9223372036854775808..9223372036854775807 return i",
        "for i in @\"-999999999-01-01\"..@\"999999999-12-31\" return i",
        "{f: function(f) f(f), r: f(f)}.r",
        "(for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))[-1]",
        "(for i in 1..40 return if i = 1 then \"a\" else partial[-1] + partial[-1])[-1]",
        "(for i in 1..40 return if i = 1 then \"a\" else string([partial[-1], partial[-1]]))[-1]",
        "(for i in 1..9 return if i = 1 then \"aaaaaaaa\" else replace(partial[-1], \"a\", \"aaaaaaaaaaaaaaaa\"))[-1]",
        "(for i in 1..200 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]",
        "10**(10**30)", "10**6144 * 10", "exp(10**20)", "@\"999999999-12-31\" + @\"P1D\"",
        "@\"-999999999-01-01T00:00:00@Europe/Paris\" - @\"P1D\"", "date(10**30, 1, 1)", "[1][10**30]",
        "sublist([1], -9223372036854775808)", "substring(\"a\", -9223372036854775808)",
        "remove([1], -9223372036854775808)", "decimal(1, -9223372036854775808)",
        "@\"P1000000000000M\" + @\"P1000000000000M\"", "@\"P999999999999999999D\" * 10**30",
    ])
    func `what costs too much or leaves the calendar is null`(_ text: String) throws {
        var environment = Expecting.environment
        environment.limits.elements = 10_000
        environment.limits.characters = 100_000
        #expect(try FeelExpression(text).outcome(environment).value.isNull)
    }

    @Test func `what was given up is null as a whole`() throws {
        var environment = FeelEnvironment()
        environment.limits.steps = 1_000
        let outcome = try FeelExpression("distinct values(for i in 1..900 return i)[1]").outcome(environment)
        #expect(outcome.value.isNull)
        #expect(outcome.reasons.contains { $0.hasPrefix("given up") })
    }

    @Test(arguments: [
        ("(a+)+b", 40), ("(a|a)*b", 40), ("(a|aa)+$b", 40), ("(.*)*x", 4_000),
        ("a?a?a?a?a?a?a?a?aaaaaaaaa!", 8),
    ])
    func `no pattern hangs`(_ pattern: String, _ length: Int) {
        let text = String(repeating: "a", count: length)
        let value = Expecting.text("matches(\"\(text)\", \"\(pattern)\")")
        #expect(["null", "false"].contains(value))
    }

    @Test(arguments: ["(", "[a-z-["])
    func `patterns that nest too deep are refused`(_ part: String) {
        let pattern = String(repeating: part, count: 5_000)
        #expect(throws: PatternError.self) { try Pattern(pattern, flags: "") }
    }

    @Test func `an error shows where it is in a long line`() {
        let error = #expect(throws: FeelSyntaxError.self) {
            try FeelExpression(String(repeating: "1 + ", count: 100) + "\t* 2\n+ 1")
        }
        #expect(error?.column == 402)
        #expect(error?.excerpt.hasSuffix("1 +  * 2") == true)
        #expect(error?.pointer.last == String(repeating: " ", count: FeelSyntaxError.reach) + "^")
    }
}
