import Feel
import Testing

@testable import Decisions

@Suite struct `Boxed expressions` {
    private func text(_ boxed: String) throws -> String {
        let library = try Samples.library(
            "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>\(boxed)</decision>")
        #expect(library.faults == [])
        return try library.text("d")
    }

    private static func literal(_ text: String) -> String {
        "<literalExpression><text><![CDATA[\(text)]]></text></literalExpression>"
    }

    private static func entry(_ name: String?, _ text: String) -> String {
        "<contextEntry>\(name.map { "<variable name=\"\($0)\"/>" } ?? "")\(literal(text))</contextEntry>"
    }

    @Test(arguments: [
        ("<context>\(entry("a b", "1"))\(entry("c", "a b + 1"))</context>", "{a b: 1, c: 2}"),
        ("<context>\(entry("a b", "1"))\(entry(nil, "a b + 1"))</context>", "2"),
        ("<list>\(literal("1"))\(literal("\"x\""))</list>", "[1, \"x\"]"),
        (
            "<relation><column name=\"a\"/><column name=\"b\"/><row>\(literal("1"))\(literal("2"))</row></relation>",
            "[{a: 1, b: 2}]"
        ),
        (
            "<conditional><if>\(literal("1 < 2"))</if><then>\(literal("\"y\""))</then><else>\(literal("\"n\""))</else></conditional>",
            "\"y\""
        ),
        ("<filter><in>\(literal("[1, 2, 3]"))</in><match>\(literal("item > 1"))</match></filter>", "[2, 3]"),
        (
            "<for iteratorVariable=\"x\"><in>\(literal("[1, 2]"))</in><return>\(literal("x + count(partial)"))</return></for>",
            "[1, 3]"
        ),
        (
            "<some iteratorVariable=\"x\"><in>\(literal("[1, 2]"))</in><satisfies>\(literal("x > 1"))</satisfies></some>",
            "true"
        ),
        (
            "<every iteratorVariable=\"x\"><in>\(literal("[1, 2]"))</in><satisfies>\(literal("x > 1"))</satisfies></every>",
            "false"
        ),
        (
            "<context><contextEntry><variable name=\"f\"/><functionDefinition><formalParameter name=\"n\" typeRef=\"number\"/>\(literal("n * 2"))</functionDefinition></contextEntry><contextEntry><invocation>\(literal("f"))<binding><parameter name=\"n\"/>\(literal("21"))</binding></invocation></contextEntry></context>",
            "42"
        ),
        ("<literalExpression typeRef=\"string\"><text>1</text></literalExpression>", "null"),
    ])
    func `come to a value`(_ boxed: String, _ value: String) throws {
        #expect(try text(boxed) == value)
    }

    @Test(arguments: [
        "<conditional><if>\(literal("true"))</if></conditional>", "<invocation/>",
        "<for iteratorVariable=\"x\"/>",
        "<relation><column name=\"a\"/><row>\(literal("1"))\(literal("2"))</row></relation>",
        "<literalExpression expressionLanguage=\"urn:groovy\"><text>1</text></literalExpression>",
    ])
    func `with parts missing are faults`(_ boxed: String) throws {
        let library = try Samples.library("<decision id=\"d\" name=\"d\">\(boxed)</decision>")
        #expect(!library.faults.isEmpty)
        #expect(try library.text("d") == "null")
    }
}
