import Testing

@testable import Formats

@Suite struct JSONTreeTests {
    private func tree(_ text: String) throws -> JSONTree { try JSONTree(parsing: Array(text.utf8)) }

    @Test func `every kind of value is read`() throws {
        #expect(
            try tree(#" {"a": [1, -2.50, 1e3], "b": {"c": null, "d": true}, "e": "x"} "#)
                == .object([
                    "a": .array([.number("1"), .number("-2.50"), .number("1e3")]),
                    "b": .object(["c": .null, "d": .bool(true)]), "e": .string("x"),
                ]))
        #expect(try tree("[]") == .array([]))
        #expect(try tree("{}") == .object([:]))
    }

    @Test func `escapes become characters`() throws {
        #expect(try tree(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == .string("a\"\\/\u{8}\u{C}\n\r\té😀"))
    }

    @Test(arguments: [
        "{", "[1", "[1,]", #"{"a"}"#, #"{"a":1,}"#, "tru", "01", "1.", "-", "1e", "nul", #""a"#, #""\x""#,
        #""\u12""#, #""\ud83d""#, "\"\u{1}\"", "1 2", "[1}", #"{"a":1,"a":2}"#, "'a'", "",
    ])
    func `what is no JSON is refused`(_ text: String) {
        #expect(throws: FormatError.self) { try tree(text) }
    }

    @Test func `broken UTF-8 and bottomless nesting are refused`() {
        #expect(throws: FormatError.self) { try JSONTree(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: FormatError.overLimit("64 levels of JSON")) {
            try tree(String(repeating: "[", count: 100_000))
        }
    }

    @Test func `what is wrong is told with its line`() {
        #expect(throws: FormatError.damaged("JSON, line 3: this is no value")) { try tree("[1,\n2,\nx]") }
    }
}
