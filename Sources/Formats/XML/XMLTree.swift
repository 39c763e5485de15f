/// A whole XML document as plain values, read by libxml2's text reader.
///
/// Nothing is fetched, no entity is replaced, a document type declaration is refused, and the
/// document must be well formed to its last byte. FoundationXML is no choice here: it opened
/// files named in entities, crashed on 7 of 123 hostile documents and accepted a cut-off invoice.
package struct XMLTree: Hashable, Sendable {
    /// The document's one outermost element.
    package let root: XMLElement

    /// Reads a document in UTF-8, UTF-16, ISO 8859-1 or Windows-1252, as it declares.
    ///
    /// - Throws: `FormatError` when it is empty, broken, over a limit, or declares a document type.
    package init(parsing bytes: [UInt8], limits: XMLLimits) throws(FormatError) {
        let reader = try XMLTextReader(opening: bytes, limits: limits)
        root = try XMLTreeBuilder(reader: reader, limits: limits).built()
    }
}

/// Grows the tree node by node, the open elements on a stack.
private struct XMLTreeBuilder {
    let reader: XMLTextReader
    let limits: XMLLimits
    private var open: [XMLElement] = []
    private var root: XMLElement?
    private var elements = 0

    init(reader: XMLTextReader, limits: XMLLimits) {
        self.reader = reader
        self.limits = limits
    }

    consuming func built() throws(FormatError) -> XMLElement {
        while try reader.advance() { try take() }
        guard let root else { throw .notWellFormed(line: reader.line, reason: "there is no element") }
        return root
    }

    private mutating func take() throws(FormatError) {
        switch reader.kind {
        case .start: try start()
        case .end: end()
        case .text, .characterData:
            if !open.isEmpty { open[open.count - 1].text += reader.value }
        case .blank:
            // White space between elements is layout; alone in an element it is its text.
            if open.last?.children.isEmpty == true { open[open.count - 1].text += reader.value }
        case .documentType: throw .documentType(line: reader.line)
        case .entity:
            throw .notWellFormed(line: reader.line, reason: "entity \(reader.name) is not defined")
        case .comment, .instruction, .other: break
        }
    }

    private mutating func start() throws(FormatError) {
        elements += 1
        guard elements <= limits.elements else { throw .overLimit("\(limits.elements) XML elements") }
        guard open.count < limits.depth else { throw .overLimit("\(limits.depth) levels of XML") }
        if let parent = open.last, parent.text.allSatisfy(\.isWhitespace) { open[open.count - 1].text = "" }
        let isEmpty = reader.isEmptyElement
        let element = XMLElement(
            name: try reader.boundName(), namespace: reader.namespace, attributes: try attributes(), text: "",
            children: [], line: reader.line)
        open.append(element)
        if isEmpty { end() }
    }

    private mutating func end() {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }

    private func attributes() throws(FormatError) -> [XMLElement.Attribute] {
        try reader.attributes(atMost: limits.attributes).filter { !$0.isDeclaration }.map {
            .init(name: $0.name, namespace: $0.namespace, value: $0.value)
        }
    }
}
