import Seeds
import Testing

@testable import Formats

@Suite struct XMLTreeTests {
    private func root(_ text: String, _ limits: XMLLimits = .forTests) throws(FormatError) -> XMLElement {
        try XMLTree(parsing: Array(text.utf8), limits: limits).root
    }

    @Test func `elements, attributes, text and lines are kept`() throws {
        let root = try root(
            "<a xmlns='urn:x' k='1'>\n<b>one<!-- -->two</b>\n<b p:q='3' xmlns:p='urn:p'/></a>")
        #expect(root.name == "a" && root.namespace == "urn:x" && root.attribute("k") == "1")
        #expect(root.children.map(\.text) == ["onetwo", ""])
        #expect(root.children.map(\.line) == [2, 3])
        #expect(root.children[1].attributes == [.init(name: "q", namespace: "urn:p", value: "3")])
    }

    @Test func `character references, predefined entities and CDATA become text`() throws {
        #expect(try root("<a>&#228;&amp;<![CDATA[<b>]]></a>").text == "ä&<b>")
    }

    @Test(arguments: [
        ("UTF-8", Array("ü".utf8)), ("ISO-8859-1", [0xFC]), ("windows-1252", [0xFC]), ("Latin1", [0xFC]),
    ])
    func `text is read in the encoding the document declares`(name: String, letter: [UInt8]) throws {
        let opening = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><a>".utf8)
        let bytes = opening + letter + Array("</a>".utf8)
        #expect(try XMLTree(parsing: bytes, limits: .forTests).root.text == "ü")
    }

    @Test(arguments: [false, true])
    func `UTF-16 is read with either byte order`(isBigEndian: Bool) throws {
        let units = Array("\u{FEFF}<a>ü€</a>".utf16)
        let bytes = units.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isBigEndian ? pair.reversed() : pair
        }
        #expect(try XMLTree(parsing: bytes, limits: .forTests).root.text == "ü€")
    }

    @Test(arguments: ["UTF-7", "EBCDIC-CP-US", "ISO-8859-5", "", "x".repeated(300)])
    func `an encoding in which markup could hide is refused`(name: String) {
        #expect(throws: FormatError.encoding("\"\(name.prefix(40))\"")) {
            try root("<?xml version='1.0' encoding='\(name)'?><a/>")
        }
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!-- c --><!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><a/>",
        "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
    ])
    func `a document type declaration is refused`(text: String) {
        #expect(throws: FormatError.documentType(line: 1)) { try root(text) }
    }

    @Test(arguments: [
        "<a>", "<a></b>", "<a/><b/>", "<a/>tail", "text", "<a b='1' b='2'/>", "<a>&undefined;</a>",
        "<a>&#0;</a>", "<a>\u{1}</a>", "<p:a/>", "<a p:b='1'/>", "<a", "<a><![CDATA[</a>", "<!-- -->",
    ])
    func `what is not well formed to its end is refused`(text: String) {
        #expect {
            try root(text)
        } throws: { error in
            if case FormatError.notWellFormed(let line, _) = error { line == 1 } else { false }
        }
    }

    @Test func `bytes that are not the declared encoding are refused`() {
        let bytes = Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)
        #expect(throws: FormatError.self) { try XMLTree(parsing: bytes, limits: .forTests) }
    }

    @Test func `nothing is an error of its own`() {
        #expect(throws: FormatError.empty) { try XMLTree(parsing: [], limits: .forTests) }
    }

    @Test func `the limits hold, and what is just inside passes`() throws {
        var limits = XMLLimits.forTests
        let nested = "<a>".repeated(limits.depth) + "</a>".repeated(limits.depth)
        _ = try root(nested)
        #expect(throws: FormatError.overLimit("64 levels of XML")) { try root("<b>\(nested)</b>") }
        let attributes = (0..<10_000).map { " k\($0)=''" }.joined()
        _ = try root("<a\(attributes)/>")
        #expect(throws: FormatError.overLimit("10000 attributes of one XML element")) {
            try root("<a\(attributes) more=''/>")
        }
        limits.elements = 3
        #expect(throws: FormatError.overLimit("3 XML elements")) { try root("<a><b/><b/><b/></a>", limits) }
        limits.bytes = 3
        #expect(throws: FormatError.overLimit("3 bytes of XML")) { try root("<a/>", limits) }
    }

    @Test func `whatever is done to a document, it ends in a tree or an error`() {
        var random = Chance.printed()
        let document = Array(Sample.cii.utf8)
        for _ in 0..<400 {
            _ = try? XMLTree(parsing: random.mutated(document), limits: .forTests)
        }
    }
}
