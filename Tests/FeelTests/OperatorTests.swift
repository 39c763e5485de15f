import Testing

@testable import Feel

@Suite struct `Operators of FEEL` {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 2 - 3", "5"), ("2 ** 3 ** 2", "64"),
        ("-2 ** 2", "4"),
        ("--3", "3"), ("7 / 2", "3.5"), ("1 /* one */ + 1 // two", "2"), ("\"a\" + \"b\"", "\"ab\""),
        ("@\"P1D\" * 1.5", "P1DT12H"), ("@\"P1Y\" / @\"P6M\"", "2"), ("@\"P5M\" / 2", "P2M"),
        ("@\"2021-01-31\" + @\"P1M\"", "2021-02-28"), ("@\"2020-02-29\" - @\"P1Y\"", "2019-02-28"),
        ("@\"10:00:00\" - @\"PT11H\"", "23:00:00"), ("@\"2021-03-28\" - @\"2021-03-27\"", "P1D"),
        ("@\"2021-03-28T00:30:00@Europe/Paris\" + @\"PT2H\"", "2021-03-28T03:30:00@Europe/Paris"),
        ("@\"2021-03-28T04:00:00@Europe/Paris\" - @\"2021-03-28T00:00:00@Europe/Paris\"", "PT3H"),
        ("@\"-2021-01-01T10:10:10+11:00\" - @\"P1D\"", "-2022-12-31T10:10:10+11:00"),
    ])
    func `arithmetic`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        "1 + \"a\"", "1 / 0", "null + 1", "true + true", "\"a\" - \"b\"", "[1] + [2]", "@\"P1D\" + @\"P1M\"",
        "@\"2021-01-01\" + 1", "@\"2021-01-01T10:00:00\" - @\"2021-01-01T10:00:00Z\"", "10 ** 10000",
        "@\"999999999-12-31\" + @\"P1D\"", "-\"a\"", "@\"P1D\" / @\"P0D\"", "{a: 1} * 2",
    ])
    func `what has no result is null`(_ expression: String) {
        #expect(Expecting.text(expression) == "null")
    }

    @Test(arguments: [
        ("1 = 1.0", "true"), ("\"a\" != \"b\"", "true"), ("null = null", "true"), ("1 = null", "false"),
        ("[1, [2]] = [1, [2]]", "true"), ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("{a: 1} = {a: 1, b: 2}", "false"),
        ("1 = \"1\"", "null"), ("[] = 0", "null"), ("1 < \"a\"", "null"), ("null < 1", "null"),
        ("\"a\" < \"b\"", "true"),
        ("@\"2021-06-01T12:00:00+02:00\" = @\"2021-06-01T12:00:00@Europe/Paris\"", "true"),
        ("@\"10:00:00Z\" < @\"10:00:00-01:00\"", "true"), ("@\"P1D\" = @\"PT24H\"", "true"),
        ("@\"P1Y\" = @\"P365D\"", "null"), ("(1..2] = ]1..2]", "true"), ("(< 1) = (null..1)", "false"),
        ("2 between 1 and 3", "true"), ("4 between 1 and 3", "false"), ("null between 1 and 3", "null"),
        ("\"é\" = \"e\u{301}\"", "false"),
    ])
    func `comparisons`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("true and null", "null"), ("false and null", "false"), ("null and false", "false"),
        ("1 and true", "null"),
        ("true or null", "true"), ("null or true", "true"), ("false or 1", "null"),
        ("false or false", "false"),
        ("not(true)", "false"), ("not(null)", "null"), ("if null then 1 else 2", "2"),
        ("if 1 then 1 else 2", "null"),
    ])
    func `logic has three values`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("1 in [1..3]", "true"), ("1 in (1..3]", "false"), ("3 in [1..3[", "false"), ("2 in (> 1)", "true"),
        ("2 in > 1", "true"), ("1 in (5, 1)", "true"), ("1 in (< 0, > 5)", "false"),
        ("1 in [2, 3, 1]", "true"),
        ("[1] in [[1], [2]]", "true"), ("5 in (null..10)", "true"), ("\"a\" in [1..2]", "null"),
        ("null in null", "true"),
        ("1 in [[2..4], [1..3]]", "true"),
        ("2 in [1..3] and 3 in (2..4)", "true"), ("2 in > 1 and false", "false"),
        ("5 in (1..4) or true", "true"),
    ])
    func `looking for a value in others`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][4]", "null"),
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[{a: 1}, {a: 2}][a = 2].a", "[2]"), ("[{b: 1}][a = 2]", "[]"), ("1[1]", "1"), ("[][1]", "null"),
        ("[][item > 1]", "[]"),
        ("[{item: 5}][item = 5]", "[{item: 5}]"), ("[1, 2][\"x\"]", "null"), ("null[1]", "null"),
        ("[1, 2, 3][count([1, 2])]", "2"),
    ])
    func `filters`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("for i in 1..3 return i * i", "[1, 4, 9]"), ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in [1..3) return i", "[1, 2]"), ("for i in [2..1] return i", "null"),
        ("for i in [1, 2], j in [i, 10] return i * j", "[1, 10, 4, 20]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ("for i in \"a\"..\"c\" return i", "null"), ("for i in null return i", "null"),
        ("for i in 5 return i", "[5]"),
        ("some x in [1, 2] satisfies x > 1", "true"), ("every x in [1, 2] satisfies x > 1", "false"),
        ("some x in [] satisfies true", "false"), ("every x in [] satisfies false", "true"),
        ("some x in [1, null] satisfies x > 1", "null"), ("every x in [1, 2] satisfies \"a\"", "null"),
        ("for d in @\"2021-12-31\"..@\"2022-01-01\" return d.year", "[2021, 2022]"),
    ])
    func `iterations`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }
}
