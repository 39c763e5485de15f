import Testing

@testable import Feel

@Suite struct `Functions of FEEL` {
    @Test(arguments: [
        ("substring(\"foobar\", 3)", "\"obar\""), ("substring(\"foobar\", -2, 1)", "\"a\""),
        ("substring(\"🐎ab\", 2)", "\"ab\""),
        ("string length(\"🐎ab\")", "3"), ("upper case(\"aß\")", "\"ASS\""),
        ("substring before(\"foobar\", \"bar\")", "\"foo\""),
        ("substring after(\"foobar\", \"ob\")", "\"ar\""), ("substring after(\"a\", \"\")", "\"a\""),
        ("contains(\"abc\", \"bc\")", "true"),
        ("starts with(\"abc\", \"ab\")", "true"), ("ends with(\"abc\", \"bc\")", "true"),
        ("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]"),
        ("string join([\"a\", null, \"b\"], \"-\")", "\"a-b\""),
        ("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
        ("string(1.50)", "\"1.5\""), ("string([\"a\", 1])", "\"[\\\"a\\\", 1]\""),
        ("string({a: @\"P1D\"})", "\"{a: P1D}\""),
        ("number(\"1.000,5\", \".\", \",\")", "1000.5"), ("upper case([\"a\"])", "\"A\""),
    ])
    func `of texts`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("sum([1, 2, 3])", "6"), ("sum(1, 2)", "3"), ("mean([1, 2])", "1.5"),
        ("median([8, 2, 5, 3, 4])", "4"), ("mode([6, 3, 9, 6, 3])", "[3, 6]"),
        ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"), ("product([2, 3])", "6"),
        ("min([\"b\", \"a\"])", "\"a\""), ("max(1, 3, 2)", "3"),
        ("count([])", "0"), ("all([true, false])", "false"), ("all([])", "true"),
        ("any([false, true])", "true"), ("list contains([1, null], null)", "true"),
        ("sublist([1, 2, 3], -2)", "[2, 3]"), ("append([1], 2, 3)", "[1, 2, 3]"),
        ("concatenate([1], [2])", "[1, 2]"), ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([1, 2, 3], 2)", "[1, 3]"), ("reverse([1, 2])", "[2, 1]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"), ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 1.0, \"1\"])", "[1, \"1\"]"), ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
        ("list replace([1, 2], 2, 5)", "[1, 5]"),
        ("list replace([2, 4], function(item, newItem) item < newItem, 3)", "[3, 4]"),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        ("sort([3, 1, 2])", "[1, 2, 3]"), ("sum(list: [1, 2])", "3"),
    ])
    func `of lists`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("decimal(1/3, 2)", "0.33"), ("floor(-1.5)", "-2"), ("ceiling(1.56, 1)", "1.6"),
        ("round up(-5.5, 0)", "-6"), ("round down(5.59, 1)", "5.5"),
        ("round half up(2.5, 0)", "3"), ("round half down(2.5, 0)", "2"), ("abs(@\"-P1D\")", "P1D"),
        ("modulo(-12, 5)", "3"), ("odd(3)", "true"), ("even(-2)", "true"),
        ("sqrt(16)", "4"), ("decimal(n: 1.005, scale: 2)", "1"), ("log(exp(2))", "2"),
    ])
    func `of numbers`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("now()", "2026-11-22T10:20:30Z"), ("today()", "2026-11-22"), ("date(2021, 2, 28)", "2021-02-28"),
        ("time(10, 20, 30.5)", "10:20:30.5"),
        ("time(10, 20, 0, @\"-PT2H45M55S\")", "10:20:00-02:45:55"),
        ("date and time(@\"2021-01-01\", @\"10:00:00Z\")", "2021-01-01T10:00:00Z"),
        ("date and time(2021, 1, 2, 3, 4, 5, \"Europe/Paris\")", "2021-01-02T03:04:05@Europe/Paris"),
        ("time(@\"2021-01-01\")", "00:00:00Z"),
        ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "P1Y8M"),
        ("duration(\"PT1000M\")", "PT16H40M"), ("duration(\"P26M\")", "P2Y2M"),
        ("day of week(@\"2019-09-17\")", "\"Tuesday\""), ("month of year(@\"2019-09-17\")", "\"September\""),
        ("day of year(@\"2020-12-31\")", "366"),
        ("week of year(@\"2003-12-29\")", "1"), ("@\"2018-12-10\".weekday", "1"),
        ("@\"10:30:00@Europe/Paris\".timezone", "\"Europe/Paris\""),
        ("@\"2021-07-01T10:30:00@Europe/Paris\".time offset", "PT2H"), ("@\"-P1DT2H\".hours", "-2"),
        ("@\"P1Y2M\".months", "2"),
        ("is(@\"P0Y\", @\"P0D\")", "false"), ("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true"),
        ("@\"2021-01-01T24:00:00\"", "2021-01-02T00:00:00"),
    ])
    func `of time`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("get value({a: 1}, \"a\")", "1"), ("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
        ("context([{key: \"a\", value: 1}])", "{a: 1}"),
        ("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}"),
        ("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"), ("context merge([{a: 1}, {a: 2}])", "{a: 2}"),
        ("range(\"[1..3)\")", "[1..3)"), ("[1..3].start included", "true"), ("(< 5).end", "5"),
        ("before(1, [2..3])", "true"), ("overlaps before([1..5], (1..5])", "true"),
        ("includes([1..10], (1..10))", "true"), ("starts(1, (1..10])", "false"),
        ("meets([1..5], [5..10])", "true"), ("finished by([1..10], 10)", "true"),
        ("before(point1: 1, point2: 2)", "true"), ("coincides(range1: [1..2], range2: [1..2])", "true"),
    ])
    func `of contexts and ranges`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        "abs()", "abs(1, 2)", "abs(number: 1)", "abs(\"1\")", "sqrt(-1)", "log(0)", "modulo(1, 0)",
        "round up(5.5, 6177)", "decimal(1, null)", "sum([])", "sum([1, \"a\"])",
        "min([1, \"a\"])", "mean([])", "any([1, false])", "sublist([1], 0)", "sublist([1, 2], 2, 2)",
        "insert before([1], 5, 2)", "remove([1], 2)", "list replace([1], 0, 1)",
        "list replace([1], function(item) true, 2)", "substring(\"abc\", 0)", "substring(null, 1)",
        "string join([1, 2])", "contains(\"a\", null)", "matches(\"a\", \"(\")",
        "matches(\"a\", \"a\", \"z\")", "replace(\"abc\", \"x*\", \"-\")", "replace(\"a\", \"a\", \"$\")",
        "split(\"a\", \"[\")", "number(\"1,000\", \",\", \",\")", "number(123)",
        "date(\"2021-02-30\")", "date(\"01211-12-31\")", "date(2021, 13, 1)", "time(\"25:00:00\")",
        "time(\"10:00:00@Mars/Base\")", "time(\"10:00:00+19:00\")", "time(24, 0, 0)",
        "duration(\"P1Y1D\")", "duration(\"P\")", "duration(\"P1H\")",
        "years and months duration(@\"P1Y\", 1)", "context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])",
        "context put({}, null, 1)", "context put({}, [], 1)", "context merge([1])", "get value({}, \"a\")",
        "range(\"[3..1]\")", "range(\"[1..x]\")", "range(\"[null..null]\")", "not(1)",
        "unknown(1)", "null()", "\"abs\"(1)", "sort([1, 2], function(x, y) \"a\")", "now(1)",
        "before([1..2])", "meets(1, 2)", "day of week(\"x\")", "even(1.5)",
    ])
    func `arguments that do not fit give null`(_ expression: String) {
        #expect(Expecting.text(expression) == "null")
    }
}
