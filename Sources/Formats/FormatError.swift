/// Why bytes of an XML, mail or ZIP file were not turned into values.
package enum FormatError: Error, Hashable, Sendable {
    /// There are no bytes.
    case empty
    /// XML that breaks the rules of XML; `line` counts from 1.
    case notWellFormed(line: Int, reason: String)
    /// XML with a document type declaration, which could define entities or fetch files.
    case documentType(line: Int)
    /// Text in an encoding that is not read.
    case encoding(String)
    /// The file goes over a limit; names the limit.
    case overLimit(String)
    /// Well-formed XML that is neither an invoice nor an order; names the root element.
    case notAnInvoice(root: String)
    /// The file breaks its format; says how.
    case damaged(String)
    /// A type of file that is not read; names it.
    case unsupported(String)
}

extension FormatError: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .notWellFormed(let line, let reason): "The XML is broken at line \(line): \(reason)."
        case .documentType(let line):
            "The XML declares a document type (line \(line)), which invoices never need and attackers do."
        case .encoding(let name): "The text is encoded as \(name), which is not read."
        case .overLimit(let limit): "The file goes over the limit of \(limit)."
        case .notAnInvoice(let root): "The XML is not an invoice or order: its root element is <\(root)>."
        case .damaged(let reason): "The file is damaged: \(reason)."
        case .unsupported(let type): "\(type) is not read."
        }
    }
}
