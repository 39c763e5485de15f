import Testing

@testable import Feel

@Suite struct `Types of FEEL` {
    private let environment = FeelEnvironment(
        zones: Expecting.zones,
        types: [
            "tPerson": .context([
                .init(name: "name", type: .string), .init(name: "friends", type: .list(.named("tPerson"))),
            ]),
            "tAge": .number,
        ])

    private func text(_ expression: String) throws -> String {
        try FeelExpression(expression).outcome(in: FeelContext(), environment).value.description
    }

    @Test(arguments: [
        ("1 instance of number", "true"), ("null instance of Any", "false"), ("1 instance of Any", "true"),
        ("[1] instance of list<number>", "true"),
        ("[1, null] instance of list<number>", "true"), ("[1, \"a\"] instance of list<number>", "false"),
        ("{a: 1, b: 2} instance of context<a: number>", "true"),
        ("{b: 2} instance of context<a: number>", "false"),
        ("@\"P1D\" instance of days and time duration", "true"),
        ("@\"P1Y\" instance of days and time duration", "false"),
        ("[1..2] instance of range<number>", "true"), ("[1..2] instance of range<string>", "false"),
        ("@\"2021-01-01T10:00:00\" instance of date and time", "true"),
        ("(function(a: number) \"x\") instance of function<number>->string", "true"),
        ("(function(a: number) 1) instance of function<number>->string", "false"),
        ("(function(a: string) \"x\") instance of function<number>->string", "false"),
        ("1 instance of tAge", "true"), ("\"x\" instance of tAge", "false"),
        ("{name: \"A\", friends: [{name: \"B\", friends: []}]} instance of tPerson", "true"),
        ("{name: \"A\", friends: [1]} instance of tPerson", "false"),
        ("1 instance of tUnknown", "false"),
    ])
    func `instances`(_ expression: String, _ value: String) throws { #expect(try text(expression) == value) }

    @Test(arguments: [
        ("(function(a: string) a)([\"x\"])", "\"x\""), ("(function(a: list<number>) a)(1)", "[1]"),
        ("(function(a: string) a)(1)", "null"),
        ("(function(a: date and time) a)(@\"2021-01-01\")", "2021-01-01T00:00:00Z"),
        ("(function(a: number) a)(null)", "null"), ("(function(a: number) a)([[1]])", "null"),
        ("(function(f: function<number>->number) f(1))(abs)", "1"),
    ])
    func `arguments become what parameters want, where they can`(_ expression: String, _ value: String) throws
    {
        #expect(try text(expression) == value)
    }
}

@Suite struct `Tests of one value` {
    @Test(arguments: [
        ("-", "5", true), ("5", "5", true), ("< 5", "5", false), ("<= 5", "5", true), ("[1..5)", "5", false),
        ("1, 5", "5", true), ("not(5)", "5", false),
        ("not(1, 2)", "5", true), ("? > 3 and ? < 6", "5", true), ("\"a\", \"b\"", "\"b\"", true),
        ("null", "null", true), ("not(null)", "null", false),
        ("[1, 5]", "5", true), ("= 5", "5", true), ("!= 5", "5", false), ("true", "true", true),
        ("false", "true", false), ("limit", "5", false),
        ("> limit - 6", "5", true), ("list contains(?, 1)", "[1, 2]", true),
        ("date(\"2021-01-01\")", "@\"2021-01-01\"", true), ("not(? = 5)", "5", false),
    ])
    func `a value passes or does not`(_ text: String, _ value: String, _ passes: Bool) throws {
        let tests = try UnaryTests(text, names: FeelNames(variables: ["limit"]))
        let tested = try FeelExpression(value).outcome().value
        let scope = Scope(FeelContext([("limit", .number(FeelNumber(10)))]))
        #expect(Evaluator(Expecting.environment).passes(tested, tests, scope) == passes)
    }

    @Test(arguments: ["", "<", "1,", "not(", "5 6", "- 5 -"])
    func `what is no test is refused`(_ text: String) {
        #expect(throws: FeelSyntaxError.self) { try UnaryTests(text) }
    }
}

@Suite struct `Patterns of XPath` {
    @Test(arguments: [
        ("banana", "(an)*a", "", true), ("abc", "^A", "i", true), ("a\nb", "^b$", "m", true),
        ("a\nb", "a.b", "", false), ("a\nb", "a.b", "s", true),
        ("abab", "(ab)\\1", "", true), ("Q", "[^q]", "i", false), ("x", "[A-Z-[OI]]", "i", true),
        ("o", "[A-Z-[OI]]", "i", false), ("é", "\\p{L}", "", true),
        ("é", "\\p{IsBasicLatin}", "", false), ("a.c", "a.c", "q", true), ("abc", "a.c", "q", false),
        ("a b", "a b", "x", false), ("aaa", "^a{2,3}$", "", true), ("a", "^a{2,}$", "", false),
        ("_x1", "^\\i\\c*$", "", true), ("١", "\\d", "", true), ("a-b", "[a\\-]+b", "", true),
        ("", "^$", "", true), ("\u{212A}", "[A-Z]", "i", true), ("k", "\u{212A}", "i", true),
        ("aa", "^(a?){2}$", "", true),
    ])
    func `matches`(_ text: String, _ pattern: String, _ flags: String, _ isFound: Bool) throws {
        #expect(try PatternSearch(Pattern(pattern, flags: flags), in: text).isFound() == isFound)
    }

    @Test(arguments: [
        "(", ")", "a**", "*a", "[", "[]", "[z-a]", "\\", "\\y", "\\p{Foo}", "\\p{IsNowhere}", "(a)\\2",
        "a{3,2}", "a{1001}", "(?=a)", "[a-[b]c]", "((a{1000}){1000}){1000}",
        String(repeating: "(", count: 1000),
    ])
    func `patterns without meaning are refused`(_ pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern, flags: "") }
    }

    @Test(arguments: [
        ("(a*)*b", 60), ("(a|aa)+$", 60), ("^(([a-z])+.)+[A-Z]([a-z])+$", 60), ("(.*)(.*)(.*)(.*)(.*)x", 400),
    ])
    func `no pattern hangs`(_ pattern: String, _ length: Int) throws {
        let search = try PatternSearch(
            Pattern(pattern, flags: ""), in: String(repeating: "a", count: length) + "!")
        let error = #expect(throws: PatternError.self) { _ = try search.isFound() }
        #expect(error?.reason == "the pattern takes too long")
    }
}
