import Testing

@testable import Feel

/// What the standard says of each function and operator, where the arguments fit and where they do not.
struct StandardTests {
    @Test(arguments: [
        (#"date("-2017-08-30")"#, "-2017-08-30"),
        (#"date("999999999-12-31")"#, "999999999-12-31"),
        (#"date("1000000000-12-31")"#, "null"),
        (#"date("998-12-31")"#, "null"),
        (#"date("01211-12-31")"#, "null"),
        (#"date("+99999-12-01")"#, "null"),
        (#"date("2012-12-25T")"#, "null"),
        (#"date("2012/12/25")"#, "null"),
        (#"date("2018-02-29")"#, "null"),
        (#"date("2017-08-30T11:00:00Z")"#, "null"),
        (#"date("")"#, "null"),
        ("date()", "null"),
        ("date(null)", "null"),
        ("date(1, 2)", "null"),
        ("date(2017, 8, 30)", "2017-08-30"),
        ("date(-2017, 8, 30)", "-2017-08-30"),
        ("date(2017, 13, 30)", "null"),
        ("date(2017, 12, null)", "null"),
        (#"date("2017", 12, 1)"#, "null"),
        ("date(1000000000, 12, 31)", "null"),
        (#"date(from: "2012-12-24")"#, "2012-12-24"),
        ("date(year: 2017, day: 30, month: 8)", "2017-08-30"),
        (#"date(string: "2012-12-24")"#, "null"),
        (#"date(@"2017-08-30T23:10:10-05:00")"#, "2017-08-30"),
        (#"date(time("10:10:10"))"#, "null"),
    ])
    func `dates from text and from parts`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        (#"date and time("2017-12-31T11:22:33.123456789")"#, "2017-12-31T11:22:33.123456789"),
        (#"date and time("-2016-01-30T09:05:00")"#, "-2016-01-30T09:05:00"),
        (
            #"date and time("999999999-12-31T23:59:59.999999999@Europe/Paris")"#,
            "999999999-12-31T23:59:59.999999999@Europe/Paris"
        ),
        (#"date and time("9999999999-12-31T23:59:59")"#, "null"),
        (#"date and time("2017-12-31T24:00:00")"#, "2018-01-01T00:00:00"),
        (#"date and time("2017-12-31T24:00:01")"#, "null"),
        (#"date and time("2017-12-31T23:59:60")"#, "null"),
        (#"date and time("2017-12-31T11:22:33+14:00")"#, "2017-12-31T11:22:33+14:00"),
        (#"date and time("2017-12-31T11:22:33+18:01")"#, "null"),
        (#"date and time("2017-12-31T11:22:33+5:00")"#, "null"),
        (#"date and time("2017-12-31T11:22:33+05:00:13")"#, "2017-12-31T11:22:33+05:00:13"),
        (#"date and time("2017-12-31T11:22:33-00:00")"#, "2017-12-31T11:22:33Z"),
        (#"date and time("2017-12-31T11:22:33+02:00@Europe/Paris")"#, "null"),
        (#"date and time("2017-12-31T11:22:33@xyz/abc")"#, "null"),
        (#"date and time("2017-12-31T11:22:33@")"#, "null"),
        (#"date and time("2017-12-31 11:22:33")"#, "null"),
        (#"date and time("2017-12-31T11:22")"#, "null"),
        (#"date and time("+2017-12-31T11:22:33")"#, "null"),
        (#"date and time("2017-02-30T11:22:33")"#, "null"),
        (#"date and time("2017-12-31")"#, "2017-12-31T00:00:00"),
        (#"date and time("")"#, "null"),
        ("date and time(null)", "null"),
        ("date and time()", "null"),
        ("date and time(2017)", "null"),
    ])
    func `moments from text`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        (#"date and time(date("2017-12-31"))"#, "2017-12-31T00:00:00Z"),
        (
            #"date and time(date("2017-08-30"), time("10:11:12@Europe/Paris"))"#,
            "2017-08-30T10:11:12@Europe/Paris"
        ),
        (
            #"date and time(date and time("2017-08-30T01:01:01+02:00"), time("10:11:12"))"#,
            "2017-08-30T10:11:12"
        ),
        (#"date and time(date("2017-08-30"), null)"#, "null"),
        (#"date and time("2017-08-30", time("10:11:12"))"#, "null"),
        (#"date and time(date: date("2017-08-30"), time: time("10:11:12"))"#, "2017-08-30T10:11:12"),
        (#"date and time(d: date("2017-08-30"), time: time("10:11:12"))"#, "null"),
        ("date and time(2017, 8, 30, 10, 11, 12)", "2017-08-30T10:11:12"),
        ("date and time(2017, 8, 30, 10, 11, 12.5, null)", "2017-08-30T10:11:12.5"),
        (#"date and time(2017, 8, 30, 10, 11, 12, @"PT2H")"#, "2017-08-30T10:11:12+02:00"),
        (#"date and time(2017, 8, 30, 10, 11, 12, "Europe/Paris")"#, "2017-08-30T10:11:12@Europe/Paris"),
        ("date and time(2017, 8, 30, 24, 0, 0)", "null"),
        (
            "date and time(year: 2017, month: 8, day: 30, hour: 10, minute: 11, second: 12)",
            "2017-08-30T10:11:12"
        ),
        (
            #"date and time(year: 2017, month: 8, day: 30, hour: 10, minute: 11, second: 12, offset: @"PT2H")"#,
            "2017-08-30T10:11:12+02:00"
        ),
        (
            #"date and time(year: 2017, month: 8, day: 30, hour: 10, minute: 11, second: 12, timezone: "Europe/Paris")"#,
            "2017-08-30T10:11:12@Europe/Paris"
        ),
        (#"@"2021-07-01T10:10:10@Europe/Paris".time offset"#, "PT2H"),
        (#"@"2021-07-01T10:10:10+02:00".timezone"#, "null"),
        (#"time("10:11:12@Europe/Paris").timezone"#, #""Europe/Paris""#),
    ])
    func `moments from parts`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("{a: 1, b: a + 1}", "{a: 1, b: 2}"),
        ("{a: 1, a: 2}", "error"),
        (#"{"a": 1, a: 2}"#, "error"),
        (#"{foo +bar: "foo"}"#, #"{"foo +bar": "foo"}"#),
        ("{foo+bar: 1, b: foo+bar + 1}.b", "2"),
        (#"{"foo bar": "x"}.foo bar"#, #""x""#),
        (#"{foo   bar: "x"}.foo bar"#, #""x""#),
        (#"{"": "foo"}"#, #"{"": "foo"}"#),
        ("{foo: null}.foo.bar", "null"),
        ("{foo: 1}.bar", "null"),
        ("null.a", "null"),
        ("{a: b}", "{a: null}"),
        ("{a: 1 + , b: 2}", "error"),
        ("{a: 1,}", "error"),
        ("{if: 1}.if", "1"),
        ("{a: 5, b: 3, c: a-b}.c", "2"),
        ("{a: 5, b: 3, a-b: 10, c: a-b}.c", "10"),
        ("{number: 1, b: number + 1}.b", "2"),
        ("{grüße: 1}.grüße", "1"),
        (#"{"\u0061b": 1}.ab"#, "1"),
        (#"get value({"foo+bar((!!],foo": "foo"}, "foo+bar((!!],foo")"#, #""foo""#),
        (#"get value({foo: "bar"}, "f")"#, "null"),
        (#"get value(key: "foo", m: {foo: "bar"})"#, #""bar""#),
        (#"get value({foo: "bar"}, null)"#, "null"),
        (#"get value(null, "foo")"#, "null"),
        (#"get value({foo: "bar"})"#, "null"),
        (#"get value(context: {foo: "bar"}, key: "foo")"#, "null"),
        ("get entries({})", "[]"),
        ("get entries({a: 1, b: null})", #"[{key: "a", value: 1}, {key: "b", value: null}]"#),
        ("get entries(m: {a: 1})", #"[{key: "a", value: 1}]"#),
        ("get entries(null)", "null"),
        ("get entries([])", "null"),
    ])
    func `contexts`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("all([true, false])", "false"),
        ("all([])", "true"),
        ("all(true, true, false)", "false"),
        ("all([null, true])", "null"),
        ("all([null, false])", "false"),
        ("all(null)", "null"),
        ("all([123, true])", "null"),
        ("all()", "null"),
        ("all(list: [true, false])", "false"),
        ("all(b: [true])", "null"),
        ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
        ("stddev([47])", "null"),
        ("stddev([])", "null"),
        ("stddev(null)", "null"),
        (#"stddev([1, "a"])"#, "null"),
        ("stddev(list: [2, 2])", "0"),
        ("stddev(n: [2, 4])", "null"),
    ])
    func `all of a list, and its deviation`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        (#"split("John Doe", "\\s")"#, #"["John", "Doe"]"#),
        (#"split("a;b;c;;", ";")"#, #"["a", "b", "c", "", ""]"#),
        (#"split("a1b22c", "\\d+")"#, #"["a", "b", "c"]"#),
        (#"split("a.b.c", "\\.")"#, #"["a", "b", "c"]"#),
        (#"split("abc", "")"#, "null"),
        (#"split("a b", "[")"#, "null"),
        (#"split("foo bar", null)"#, "null"),
        (#"split(delimiter: " ", string: "a b")"#, #"["a", "b"]"#),
        (#"split(s: "a b", delimiter: " ")"#, "null"),
        (#"string join(["a","b","c"], "_and_")"#, #""a_and_b_and_c""#),
        (#"string join(["a",null,"c"], "X")"#, #""aXc""#),
        (#"string join([], "X")"#, #""""#),
        (#"string join("a", "X")"#, #""a""#),
        (#"string join([1], "X")"#, "null"),
        (#"string join(["a","b"], 1)"#, "null"),
        (#"string join(["a","b"], null)"#, #""ab""#),
        (#"string join(list: ["a","b"], delimiter: ",")"#, #""a,b""#),
        (#"string join("a", "b", "c")"#, "null"),
        (#"upper case("aBc4ß")"#, #""ABC4SS""#),
        (#"upper case(string: "a")"#, #""A""#),
        (#"upper case(text: "a")"#, "null"),
        (#"substring after("foobar", "ob")"#, #""ar""#),
        (#"substring after("foobar", "")"#, #""foobar""#),
        (#"substring after("foobar", "x")"#, #""""#),
        (#"substring after("foobar", null)"#, "null"),
        (#"starts with("", "")"#, "true"),
        (#"ends with("foobar", "r")"#, "true"),
        (#"ends with("foobar", null)"#, "null"),
    ])
    func `pieces of texts and texts in a row`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        ("log(10)", "2.302585092994045684017991454684364"),
        ("log(0)", "null"),
        ("log(-1)", "null"),
        ("log(number: 1)", "0"),
        ("log(n: 10)", "null"),
        (#"log("1")"#, "null"),
        ("odd(-1)", "true"),
        ("odd(0)", "false"),
        (#"odd("1")"#, "null"),
        ("odd(number: 3)", "true"),
        ("round down(-5.5, 0)", "-5"),
        ("round down(-1.126, 2)", "-1.12"),
        ("round half up(-5.5, 0)", "-6"),
        ("round half up(1.125, 2)", "1.13"),
        ("round half down(-5.5, 0)", "-5"),
        ("round half down(1.1250001, 2)", "1.13"),
        ("round half up(5125, -1)", "5130"),
        ("round half down(5125, -1)", "5120"),
        ("round half up(5.5, null)", "null"),
        ("round half up(number: 5.5, scale: 0)", "null"),
        ("round half up(scale: 0, n: 5.5)", "6"),
        ("round half down(1.5, 6177)", "null"),
        ("round down(1.5, -6112)", "null"),
    ])
    func `logarithms and rounding`(_ expression: String, _ value: String) {
        #expect(Expecting.text(expression) == value)
    }

    @Test(arguments: [
        (#""b" between "a" and "c""#, "true"),
        ("10 between 1 and null", "null"),
        ("10 between 20 and null", "false"),
        ("10 between null and 5", "false"),
        ("null between 1 and 2", "null"),
        (#"1 between "a" and 2"#, "null"),
        (#"time("10:31:00+02:00") between time("10:30:00@Europe/Paris") and time("10:32:00Z")"#, "false"),
        (#"duration("P1D") between duration("PT23H") and duration("P2D")"#, "true"),
        (#"duration("P1Y") between duration("P11D") and duration("P13M")"#, "null"),
        ("true between false and true", "null"),
        ("1 + 1 between 1 and 2 + 3 and true", "true"),
    ])
    func `between`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("1 in []", "false"),
        ("1 in (2, 3, 1)", "true"),
        ("null in null", "true"),
        ("null in (1, null)", "true"),
        ("null in [1..3]", "null"),
        ("1 in ]1..4]", "false"),
        ("4 in [1..4[", "false"),
        ("1 in (< 1, > 5)", "false"),
        ("1 in != 2", "true"),
        ("1 in [[2..4], [1..3]]", "true"),
        ("1 in [> 0, < -3]", "true"),
        ("5 in ( (5..10] )", "false"),
        ("[1,2,3] in [[1,2,3,4], [1,2,3]]", "true"),
        ("[1,2,3] in ([1,2,3,4], [1,2,3])", "true"),
        ("[1,2,2] in ([[1,2,3,4]], [[1,2,3]])", "false"),
        ("[1,2,3] in [1,2,3]", "true"),
        ("[] in [[]]", "true"),
        ("{a: 1} in ({a: 2}, {a: 1})", "true"),
        (#""a" in ["a".."z"]"#, "true"),
        (#"1 in "a""#, "null"),
        (#"1 in ["a".."c"]"#, "null"),
        (#"1 in [1.."c"]"#, "null"),
        ("[1..3] in [[1..3]]", "true"),
        ("1 in (2) or true", "true"),
        (#"date("2018-12-11") in > date("2018-12-10")"#, "true"),
    ])
    func `in`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }

    @Test(arguments: [
        ("false or null", "null"),
        ("null or null", "null"),
        ("true or 1", "true"),
        ("false or 1", "null"),
        ("1 or true", "true"),
        (#""foo" or false"#, "null"),
    ])
    func `or`(_ expression: String, _ value: String) { #expect(Expecting.text(expression) == value) }
}
