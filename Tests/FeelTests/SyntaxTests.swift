import Testing

@testable import Feel

@Suite struct `FEEL is understood` {
    private let context = FeelContext([
        ("Monthly Income", .number(FeelNumber(100))), ("Monthly", .number(FeelNumber(1))),
        ("Pre-bureau risk", .string("LOW")), ("Student's name", .string("Ada")),
        ("a", .number(FeelNumber(5))),
        ("b", .number(FeelNumber(3))), ("values in a list", .list([.number(.one)])),
        ("date", .string("the date")), ("Approved/Declined", .boolean(true)),
    ])

    @Test(arguments: [
        ("Monthly Income + 1", "101"), ("Monthly   Income", "100"), ("Monthly + 1", "2"),
        ("Monthly\n Income * 2", "200"),
        ("Pre-bureau risk", "\"LOW\""), ("Student's name + \"!\"", "\"Ada!\""), ("a-b", "2"), ("a - b", "2"),
        ("for i in values in a list return i", "[1]"), ("Approved/Declined", "true"),
        ("date", "\"the date\""),
        ("date(\"2021-01-01\")", "2021-01-01"),
        ("date and time(\"2021-01-01T00:00:00\")", "2021-01-01T00:00:00"),
        ("{first name: \"A\", b: first name}.b", "\"A\""), ("{first name: \"A\"}.first name", "\"A\""),
        ("[{unit price: 2}][unit price > 1].unit price", "[2]"), ("{\"x y\": 1}.x y", "1"),
        ("{🐎: \"bar\"}.🐎", "\"bar\""),
        ("(function(net sum: number) net sum * 2)(4)", "8"), ("(function(x, y) x - y)(y: 1, x: 3)", "2"),
        ("(function(a) function(b) a + b)(1)(2)", "3"), ("if a > b then \"more\" else \"less\"", "\"more\""),
        ("\"\\u0041\\U01F40E\\ud83d\\udc0e\\n\\\"\"", "\"A🐎🐎\\n\\\"\""), ("\"\\d\"", "\"\\\\d\""),
        ("1e3", "1000"), (".5", "0.5"),
        ("a instance of number and b instance of number", "true"),
    ])
    func `names may hold spaces, signs and keywords`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression, context) == value)
    }

    @Test(arguments: [
        "", "1 +", "(1", "[1, 2", "{a: 1", "\"abc", "1 2", "if true then 1", "for i in [1]", "{a: 1, a: 2}",
        "a.", "@5",
        "some x in [1]", "function(x", "x instance of", "1 between 2", "]1..2", "f(x: 1, 2)", "#", "=5",
    ])
    func `what is no expression is told with its place`(_ text: String) {
        #expect(throws: FeelSyntaxError.self) { try FeelExpression(text) }
    }

    @Test func `an error names line and column`() {
        let error = #expect(throws: FeelSyntaxError.self) { try FeelExpression("1 +\n  (2 * ]") }
        #expect(error?.line == 2)
        #expect(error?.description.contains("line 2") == true)
    }

    @Test func `text that nests too deep is refused`() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "1",
            String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000),
            String(repeating: "if true then ", count: 5_000),
        ] {
            #expect(throws: FeelSyntaxError.self) { try FeelExpression(text) }
        }
    }

    @Test(arguments: [
        ("(function(f, n) f(f, n))(function(f, n) f(f, n + 1), 1)", "levels deep"),
        ("for a in 1..200, b in 1..200 return 1", "elements"),
        ("count(for a in 1..9000 return every b in 1..9000 satisfies true)", "steps"),
        ("for a in 1..1000000000000 return a", "elements"),
        ("for a in 1..9000 return [partial]", "levels deep"),
        ("for a in 1..9000 return if a = 1 then \"0123456789\" else partial[-1] + partial[-1]", "steps"),
        ("for a in 1..9000 return distinct values(for b in 1..9000 return b)", "steps"),
        (
            "(function(f, l, n) if n = 0 then l else f(f, [[[[[[[[[[l]]]]]]]]]], n - 1))(function(f, l, n) if n = 0 then l else f(f, [[[[[[[[[[l]]]]]]]]]], n - 1), 1, 100)",
            "levels deep"
        ),
    ])
    func `what costs too much is given up`(_ text: String, _ limit: String) throws {
        var environment = Expecting.environment
        environment.limits.steps = 50_000
        environment.limits.elements = 10_000
        let outcome = try FeelExpression(text).outcome(in: FeelContext(), environment)
        #expect(outcome.value.isNull)
        #expect(
            outcome.reasons.contains { $0.contains("given up") && $0.contains(limit) }, "\(outcome.reasons)")
    }

    @Test func `null says why`() throws {
        let outcome = try FeelExpression("1 + missing").outcome()
        #expect(outcome.reasons == ["there is no missing", "number + null has no result"])
    }
}
