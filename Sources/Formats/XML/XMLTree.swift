import CLibXML2

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
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= min(limits.bytes, Int(Int32.max)) else {
            throw .overLimit("\(limits.bytes) bytes of XML")
        }
        let (text, encoding) = try XMLEncoding.prepared(bytes)
        let reader = try TextReader(text, encoding: encoding)
        root = try XMLTreeBuilder(reader: reader, limits: limits).built()
    }
}

/// libxml2's pull parser over bytes it does not own; freed with the object.
private final class TextReader {
    let handle: xmlTextReaderPtr
    private let copy: UnsafeMutableBufferPointer<CChar>

    init(_ bytes: [UInt8], encoding: String?) throws(FormatError) {
        _ = Self.library
        xmlResetLastError()
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = copy.update(fromContentsOf: bytes.map(CChar.init(bitPattern:)))
        // XML_PARSE_HUGE stays off: libxml2's own caps (10 MB a text, 256 levels) hold beneath ours.
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        if encoding != nil { options |= XML_PARSE_IGNORE_ENC.rawValue }
        guard
            let handle = xmlReaderForMemory(
                copy.baseAddress, Int32(copy.count), nil, encoding, Int32(options))
        else {
            copy.deallocate()
            throw .damaged("the XML parser could not be started")
        }
        self.handle = handle
        self.copy = copy
    }

    deinit {
        xmlFreeTextReader(handle)
        copy.deallocate()
    }

    private static let library: Void = xmlInitParser()

    /// Goes to the next node; false at the document's end.
    func advance() throws(FormatError) -> Bool {
        switch xmlTextReaderRead(handle) {
        case 1: return true
        case 0: return false
        default: throw lastError
        }
    }

    var kind: Int32 { xmlTextReaderNodeType(handle) }
    var line: Int { max(1, xmlGetLineNo(xmlTextReaderCurrentNode(handle))) }
    var name: String { Self.string(xmlTextReaderConstLocalName(handle)) }
    var namespace: String { Self.string(xmlTextReaderConstNamespaceUri(handle)) }
    var value: String { Self.string(xmlTextReaderConstValue(handle)) }
    var isEmptyElement: Bool { xmlTextReaderIsEmptyElement(handle) == 1 }

    /// The local name; throws for a prefix that no declaration binds, which libxml2 takes for a part of the
    /// name.
    func boundName() throws(FormatError) -> String {
        let name = name
        guard !name.utf8.contains(UInt8(ascii: ":")) else {
            throw .notWellFormed(line: line, reason: "the prefix of \(name.prefix(80)) is not declared")
        }
        return name
    }

    private var lastError: FormatError {
        guard let error = xmlGetLastError() else {
            return .notWellFormed(line: line, reason: "unknown error")
        }
        let message = error.pointee.message.map { String(cString: $0) } ?? "unknown error"
        // The message quotes the document: one line of it, and not a long one.
        let reason = message.split(separator: "\n").first?.prefix(120) ?? "unknown error"
        return .notWellFormed(line: Int(max(1, error.pointee.line)), reason: String(reason))
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }
}

/// Grows the tree node by node, the open elements on a stack.
private struct XMLTreeBuilder {
    let reader: TextReader
    let limits: XMLLimits
    private var open: [XMLElement] = []
    private var root: XMLElement?
    private var elements = 0

    init(reader: TextReader, limits: XMLLimits) {
        self.reader = reader
        self.limits = limits
    }

    consuming func built() throws(FormatError) -> XMLElement {
        while try reader.advance() { try take() }
        guard let root else { throw .notWellFormed(line: reader.line, reason: "there is no element") }
        return root
    }

    private mutating func take() throws(FormatError) {
        switch UInt32(bitPattern: reader.kind) {
        case XML_READER_TYPE_ELEMENT.rawValue: try start()
        case XML_READER_TYPE_END_ELEMENT.rawValue: end()
        case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue:
            if !open.isEmpty { open[open.count - 1].text += reader.value }
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: throw .documentType(line: reader.line)
        case XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
            throw .notWellFormed(line: reader.line, reason: "entity \(reader.name) is not defined")
        default: break  // comments, processing instructions and white space carry nothing
        }
    }

    private mutating func start() throws(FormatError) {
        elements += 1
        guard elements <= limits.elements else { throw .overLimit("\(limits.elements) XML elements") }
        guard open.count < limits.depth else { throw .overLimit("\(limits.depth) levels of XML") }
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
        let count = Int(xmlTextReaderAttributeCount(reader.handle))
        guard count <= limits.attributes else {
            throw .overLimit("\(limits.attributes) attributes of one XML element")
        }
        var attributes: [XMLElement.Attribute] = []
        while xmlTextReaderMoveToNextAttribute(reader.handle) == 1 {
            guard xmlTextReaderIsNamespaceDecl(reader.handle) != 1 else { continue }
            attributes.append(
                .init(name: try reader.boundName(), namespace: reader.namespace, value: reader.value))
        }
        xmlTextReaderMoveToElement(reader.handle)
        return attributes
    }
}
