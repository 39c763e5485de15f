import Testing

@testable import Formats

@Suite struct XMLManuscriptTests {
    private func written(_ text: String) throws(FormatError) -> String {
        let limits = XMLLimits(bytes: 10_000, depth: 10, attributes: 10)
        return String(
            decoding: try XMLManuscript(parsing: Array(text.utf8), limits: limits).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "<a/>", "<a>one<b/>two<!-- c --><?do it?></a>", "<a><![CDATA[<x>&]]></a>",
        "<p:a xmlns:p=\"urn:p\" xmlns=\"urn:d\" p:k=\"1\" k=\"2\"><b xmlns=\"\"/></p:a>",
        "<a k=\"&lt;&amp;&quot;&#10;&#9;&#13;\">&amp;&lt;&gt;&#13;\n\t</a>",
        "<a xml:space=\"preserve\"> </a>",
    ])
    func `a document is written as it was read`(text: String) throws {
        let once = try written(text)
        #expect(once == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)\n")
        #expect(try written(once) == once)
    }

    @Test func `what stands around the outermost element stays`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--before-->\n<?go?>\n<a/>\n<!--after-->\n"
        #expect(try written(text) == text)
    }

    @Test func `the end of a section inside a section is cut`() throws {
        let text = "<a><![CDATA[x]]]]><![CDATA[>y]]></a>"
        #expect(try XMLManuscript(parsing: Array(text.utf8), limits: .forTests).root.text == "x]]>y")
        var manuscript = try XMLManuscript(parsing: Array("<a/>".utf8), limits: .forTests)
        manuscript.root.content = [.characterData("x]]>y")]
        let again = try XMLManuscript(parsing: manuscript.bytes, limits: .forTests)
        #expect(again.root.text == "x]]>y")
    }

    @Test(arguments: [
        "", "<a>", "<a></b>", "<a/><b/>", "<!DOCTYPE a><a/>", "<a>&x;</a>", "<p:a/>", "<a p:k='1'/>",
        "<a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a>",
        "<a a='' b='' c='' d='' e='' f='' g='' h='' i='' j='' k=''/>",
    ])
    func `what is broken, or too much, is refused`(text: String) {
        #expect(throws: FormatError.self) { try written(text) }
    }
}
