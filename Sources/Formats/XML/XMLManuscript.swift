/// An XML document that is written again as it was read: prefixes, declarations, comments, order and text.
package struct XMLManuscript: Hashable, Sendable {
    /// What stands before the outermost element: comments and instructions.
    package var before: [Content]
    /// The outermost element.
    package var root: Element
    /// What stands after the outermost element.
    package var after: [Content]

    /// What an element holds.
    package enum Content: Hashable, Sendable {
        case element(Element)
        case text(String)
        /// Text that was written as a CDATA section.
        case characterData(String)
        case comment(String)
        case instruction(target: String, text: String)
    }

    /// A name with the prefix it was written with; the prefix is empty for none.
    package struct Name: Hashable, Sendable {
        package var prefix: String
        package var local: String
        /// Namespace URI; empty for none.
        package var namespace: String

        /// Makes a name.
        package init(prefix: String = "", local: String, namespace: String = "") {
            self.prefix = prefix
            self.local = local
            self.namespace = namespace
        }
    }

    /// An attribute with its value, normalised as XML asks.
    package struct Attribute: Hashable, Sendable {
        package var name: Name
        package var value: String

        /// Makes an attribute.
        package init(name: Name, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A declaration of a namespace; the prefix is empty for the default one.
    package struct Declaration: Hashable, Sendable {
        package var prefix: String
        package var namespace: String

        /// Makes a declaration.
        package init(prefix: String, namespace: String) {
            self.prefix = prefix
            self.namespace = namespace
        }
    }

    /// An element as it was written.
    package struct Element: Hashable, Sendable {
        package var name: Name
        /// The namespaces it declares, in document order.
        package var declarations: [Declaration]
        /// Its attributes in document order.
        package var attributes: [Attribute]
        /// What it holds, in document order.
        package var content: [Content]
        /// Line of the start tag, from 1.
        package var line: Int
    }

    /// Reads a document in an encoding that is known, every node of it.
    ///
    /// - Throws: `FormatError` when it is empty, broken, over a limit, or declares a document type.
    package init(parsing bytes: [UInt8], limits: XMLLimits) throws(FormatError) {
        let reader = try XMLTextReader(opening: bytes, limits: limits)
        self = try XMLManuscriptBuilder(reader: reader, limits: limits).built()
    }

    fileprivate init(before: [Content], root: Element, after: [Content]) {
        self.before = before
        self.root = root
        self.after = after
    }
}

/// Grows the document node by node, the open elements on a stack.
private struct XMLManuscriptBuilder {
    let reader: XMLTextReader
    let limits: XMLLimits
    private var open: [XMLManuscript.Element] = []
    private var before: [XMLManuscript.Content] = []
    private var root: XMLManuscript.Element?
    private var after: [XMLManuscript.Content] = []
    private var elements = 0

    init(reader: XMLTextReader, limits: XMLLimits) {
        self.reader = reader
        self.limits = limits
    }

    consuming func built() throws(FormatError) -> XMLManuscript {
        while try reader.advance() { try take() }
        guard let root else { throw .notWellFormed(line: reader.line, reason: "there is no element") }
        return XMLManuscript(before: before, root: root, after: after)
    }

    private mutating func take() throws(FormatError) {
        switch reader.kind {
        case .start: try start()
        case .end: end()
        case .text, .blank: if !open.isEmpty { add(.text(reader.value)) }
        case .characterData: add(.characterData(reader.value))
        case .comment: add(.comment(reader.value))
        case .instruction: add(.instruction(target: reader.name, text: reader.value))
        case .documentType: throw .documentType(line: reader.line)
        case .entity:
            throw .notWellFormed(line: reader.line, reason: "entity \(reader.name) is not defined")
        case .other: break
        }
    }

    private mutating func start() throws(FormatError) {
        elements += 1
        guard elements <= limits.elements else { throw .overLimit("\(limits.elements) XML elements") }
        guard open.count < limits.depth else { throw .overLimit("\(limits.depth) levels of XML") }
        let isEmpty = reader.isEmptyElement
        let name = XMLManuscript.Name(
            prefix: reader.prefix, local: try reader.boundName(), namespace: reader.namespace)
        let attributes = try reader.attributes(atMost: limits.attributes)
        open.append(
            XMLManuscript.Element(
                name: name,
                declarations: attributes.filter(\.isDeclaration).map {
                    .init(prefix: $0.prefix.isEmpty ? "" : $0.name, namespace: $0.value)
                },
                attributes: attributes.filter { !$0.isDeclaration }.map {
                    .init(
                        name: .init(prefix: $0.prefix, local: $0.name, namespace: $0.namespace),
                        value: $0.value)
                },
                content: [], line: reader.line))
        if isEmpty { end() }
    }

    private mutating func end() {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { add(.element(element)) }
    }

    private mutating func add(_ content: XMLManuscript.Content) {
        if !open.isEmpty {
            open[open.count - 1].content.append(content)
        } else if root == nil {
            before.append(content)
        } else {
            after.append(content)
        }
    }
}
