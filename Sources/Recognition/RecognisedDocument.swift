public import Domain

/// A document that was read: its pages, and what came with them.
public struct RecognisedDocument: Sendable {
    /// The pages, upright, in order.
    public var pages: [Page]
    /// ISO 639-1 code of the language that was read with; `nil` where no page had to be recognised.
    public var language: String?
    /// What read the document, such as `poppler 22.12.0` and `tesseract 5.3.0 eng`.
    public var engines: [String]
    /// Files embedded in a PDF, such as the XML of a hybrid invoice.
    public var attachments: [Attachment]
    /// Names of embedded files that were too large to be taken out.
    public var attachmentsOverLimit: [String] = []
    /// The original images with invisible text over them; `nil` unless asked for and recognised.
    public var searchablePDF: [UInt8]?
    /// How many pages the file has, where not all of them were asked for.
    public var pagesOfAll: Int?

    /// Makes a document.
    public init(
        pages: [Page], language: String? = nil, engines: [String] = [], attachments: [Attachment] = [],
        searchablePDF: [UInt8]? = nil
    ) {
        self.pages = pages
        self.language = language
        self.engines = engines
        self.attachments = attachments
        self.searchablePDF = searchablePDF
    }

    /// A file embedded in a document.
    public struct Attachment: Hashable, Sendable {
        /// Its name, for display and for knowing the kind only.
        public var name: String
        /// Its bytes.
        public var bytes: [UInt8]

        /// Makes an attachment.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }
}

/// How a document is to be recognised, and within which limits.
public struct RecognitionOptions: Hashable, Sendable {
    /// ISO 639-1 code of the language to expect; `nil` to find out.
    public var language: String?
    /// Who reads the images of pages.
    public var readers = ReaderChoice.best
    /// Which part of the document is to be read.
    public var share = ReadingShare.whole
    /// Make a searchable PDF where a page was recognised on its image.
    public var wantsSearchablePDF = false
    /// The pages that are read, from 1; `nil` for all.
    public var pages: ClosedRange<Int>?
    /// Pages of a document.
    public var maximumPages = 200
    /// Pixels of one page, in millions.
    public var maximumMegapixels = 100
    /// Bytes of text on one page.
    public var maximumTextBytesPerPage = 5_000_000
    /// Bytes of all attachments together; what goes over is left out.
    public var maximumAttachmentBytes = 50_000_000
    /// Seconds a recogniser may take for one page; what was read until then counts.
    public var secondsPerPage = 25.0

    /// Makes the usual options.
    public init() {}
}

/// Why a document could not be recognised.
public enum RecognitionFailure: Error, Hashable, Sendable {
    /// Nothing is in it.
    case empty
    /// Not a type that is read here; the type found.
    case unsupported(String)
    /// A password is needed.
    case passwordProtected
    /// It is damaged, with what the parser said.
    case damaged(String)
    /// It has no pages.
    case noPages
    /// It goes over a limit, which one and by how much.
    case overLimit(String)
    /// The machine lacks something, such as language data: not the document's fault.
    case environment(String)
}
