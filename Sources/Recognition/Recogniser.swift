internal import CPoppler
internal import Domain

/// Turns the bytes of PDFs and images into pages of words; one per thread, kept over many documents.
public struct Recogniser: ~Copyable {
    /// Makes a recogniser; nothing is loaded yet.
    public init() {
        Self.silenceLibraries()
    }

    /// Loads what would otherwise be loaded at the first document, so that it can run before a lock-down.
    public mutating func prepare() throws(RecognitionFailure) {}

    /// Reads a document.
    public mutating func recognise(
        _ bytes: [UInt8], options: RecognitionOptions = RecognitionOptions()
    ) throws(RecognitionFailure) -> RecognisedDocument {
        guard !bytes.isEmpty else { throw .empty }
        switch FileType(of: bytes) {
        case .pdf: return try recognisePDF(bytes, options: options)
        case let type: throw .unsupported(type.name)
        }
    }

    private mutating func recognisePDF(
        _ bytes: [UInt8], options: RecognitionOptions
    ) throws(RecognitionFailure) -> RecognisedDocument {
        let document = try PDFDocument(bytes)
        guard document.pageCount <= options.maximumPages else {
            throw .overLimit("\(document.pageCount) pages, \(options.maximumPages) are allowed")
        }
        var pages: [Page] = []
        for index in 0..<document.pageCount {
            guard let page = document.page(index) else {
                throw .damaged("page \(index + 1) cannot be opened")
            }
            let layer = try page.textLayer(limit: options.maximumTextBytesPerPage)
            pages.append(
                Page(
                    number: page.number, width: page.width, height: page.height, origin: .textLayer,
                    originReason: "text layer", words: layer.words))
        }
        let attachments = document.attachments(limit: options.maximumAttachmentBytes)
        return RecognisedDocument(pages: pages, engines: [Self.popplerVersion], attachments: attachments)
    }

    private static var popplerVersion: String { "poppler \(String(cString: poppler_get_version()))" }

    /// Keeps the libraries' remarks on broken files off standard error.
    private static func silenceLibraries() {
        g_log_set_default_handler({ _, _, _, _ in }, nil)
    }
}
