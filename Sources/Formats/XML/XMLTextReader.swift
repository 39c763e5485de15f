import CLibXML2

/// libxml2's pull parser over bytes it does not own; freed with the object.
final class XMLTextReader {
    /// The nodes of a document.
    enum Kind {
        case start, end, text, characterData, blank, comment, instruction, documentType, entity, other
    }

    private let handle: xmlTextReaderPtr
    private let copy: UnsafeMutableBufferPointer<CChar>

    /// Opens a document in an encoding that is known, and not longer than the limits allow.
    convenience init(opening bytes: [UInt8], limits: XMLLimits) throws(FormatError) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= min(limits.bytes, Int(Int32.max)) else {
            throw .overLimit("\(limits.bytes) bytes of XML")
        }
        let (text, encoding) = try XMLEncoding.prepared(bytes)
        try self.init(text, encoding: encoding)
    }

    private init(_ bytes: [UInt8], encoding: String?) throws(FormatError) {
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

    /// What the reader stands at, as far as documents are concerned.
    var kind: Kind {
        switch UInt32(bitPattern: xmlTextReaderNodeType(handle)) {
        case XML_READER_TYPE_ELEMENT.rawValue: .start
        case XML_READER_TYPE_END_ELEMENT.rawValue: .end
        case XML_READER_TYPE_TEXT.rawValue: .text
        case XML_READER_TYPE_CDATA.rawValue: .characterData
        case XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue: .blank
        case XML_READER_TYPE_COMMENT.rawValue: .comment
        case XML_READER_TYPE_PROCESSING_INSTRUCTION.rawValue: .instruction
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: .documentType
        case XML_READER_TYPE_ENTITY_REFERENCE.rawValue: .entity
        default: .other
        }
    }

    /// An attribute as it was written, or a declaration of a namespace.
    struct Attribute {
        var prefix: String
        var name: String
        var namespace: String
        var value: String
        var isDeclaration: Bool
    }

    /// The attributes of the element the reader stands at, declarations among them, in document order.
    func attributes(atMost limit: Int) throws(FormatError) -> [Attribute] {
        guard Int(xmlTextReaderAttributeCount(handle)) <= limit else {
            throw .overLimit("\(limit) attributes of one XML element")
        }
        var attributes: [Attribute] = []
        while xmlTextReaderMoveToNextAttribute(handle) == 1 {
            let isDeclaration = xmlTextReaderIsNamespaceDecl(handle) == 1
            attributes.append(
                Attribute(
                    prefix: prefix, name: isDeclaration ? name : try boundName(), namespace: namespace,
                    value: value, isDeclaration: isDeclaration))
        }
        xmlTextReaderMoveToElement(handle)
        return attributes
    }

    var line: Int { max(1, xmlGetLineNo(xmlTextReaderCurrentNode(handle))) }
    var name: String { Self.string(xmlTextReaderConstLocalName(handle)) }
    var prefix: String { Self.string(xmlTextReaderConstPrefix(handle)) }
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
