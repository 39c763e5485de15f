import Testing

@testable import Extraction

private func found(_ pattern: String, in text: String) throws -> String? {
    let scalars = Array(text.unicodeScalars)
    guard let match = try Pattern(pattern).firstMatch(in: scalars) else { return nil }
    let range = (match.groups.count > 1 ? match.groups[1] : match.groups[0]) ?? 0..<0
    return String(String.UnicodeScalarView(scalars[range]))
}

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("Invoice No:\\s+(\\d+)", "Invoice No:   4711 of", "4711"),
            ("(?i)total.*?\\$(\\d+\\.\\d{2})", "TOTAL due $12.50 $13.00", "12.50"),
            ("Total.*\\$(\\d+\\.\\d{2})", "Total due $12.50 $13.00", "13.00"),
            ("(?P<value>[A-Z]{2}-[0-9a-f]+)", "x AB-12f", "AB-12f"),
            ("^Date (\\d+)$", "Date 12", "12"), ("(?m)^Date (\\d+)$", "a\nDate 12\nb", "12"),
            ("(?:a|ab)(c|bcd)", "abcd", "bcd"), ("(a+?)b", "aaab", "aaa"), ("\\b(\\w+)\\b", " né ", "né"),
            ("([^\\s]+)@", "me@x", "me"), ("a{2,3}", "aaaa", "aaa"),
            ("(\\D)", "12a", "a"),
            ("[\\]a-]+", "-]a", "-]a"), ("colou?r", "color", "color"), ("a.c", "a\nc", nil),
            ("(?s)a.c", "a\nc", "a\nc"), ("\\d+", "none", nil), ("(\\x41\\u0042)", "AB", "AB"),
        ] as [(String, String, String?)])
    func `patterns find what they say`(pattern: String, text: String, wanted: String?) throws {
        #expect(try found(pattern, in: text) == wanted)
    }

    @Test func `a count of what may be nothing comes to an end`() throws {
        let match = try Pattern("(x*)*y").firstMatch(in: Array("xxy".unicodeScalars))
        #expect(match?.groups.first == 0..<3)
    }

    @Test(arguments: [
        ("(?i:abc)def", "ABCdef", true), ("(?i:abc)def", "abcDEF", false),
        ("(?i:a(?s:.)b).c", "A\nBxc", true),
        ("(?i:a(?s:.)b).c", "A\nB\nc", false), ("(?i)(?:a)b", "AB", true),
    ])
    func `flags of a group hold inside it alone`(pattern: String, text: String, isFound: Bool) throws {
        #expect(try Pattern(pattern).occurs(in: Array(text.unicodeScalars)) == isFound)
    }

    @Test(arguments: [
        ("\\d+$", "12\n", true), ("\\d+$", "12", true), ("\\d+$", "12\n\n", false),
        ("\\d+$", "12\na\n", false),
        ("\\d+\\Z", "12\n", false), ("(?m)\\d+$", "12\na", true),
    ])
    func `the end of a text is also before its last line end`(pattern: String, text: String, isFound: Bool)
        throws
    {
        #expect(try Pattern(pattern).occurs(in: Array(text.unicodeScalars)) == isFound)
    }

    @Test(arguments: [
        "(?=a)", "(?<!a)b", "(a)\\1", "a++", "(?P=name)", "(a", "a)", "[a", "*a", "[z-a]", "(?x)a", "a{2000}",
        "((a{1000}){1000}){1000}", "\\q",
        String(repeating: "(", count: 100) + String(repeating: ")", count: 100),
    ])
    func `what cannot be matched in bounded time is refused by name`(pattern: String) {
        #expect(throws: PatternMistake.self) { try Pattern(pattern) }
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){12}$", "([a-z]+)*\\d"])
    func `patterns that make others hang come to an end`(pattern: String) throws {
        let text = Array((String(repeating: "a", count: 5000) + "!").unicodeScalars)
        #expect(try Pattern(pattern).firstMatch(in: text) == nil)
    }

    @Test func `groups stand where they were found`() throws {
        let pattern = try Pattern("(?P<key>\\w+)=(?P<value>\\w+)?;")
        let match = try #require(pattern.firstMatch(in: Array("a key=; b".unicodeScalars)))
        #expect(pattern.names == ["key": 1, "value": 2])
        #expect(match.groups == [2..<7, 2..<5, nil])
    }
}
