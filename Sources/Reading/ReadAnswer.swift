public import Domain
public import Extraction

/// What a reader process is asked to do with one document.
public struct ReadRequest: Hashable, Sendable {
    /// The file's name, for its extension's hint and for messages only.
    public var name: String
    /// The document.
    public var bytes: [UInt8]
    /// How to read it.
    public var options: ReadOptions
    /// Pages of other files that follow the document's own, where it is put together from several.
    public var further: [FurtherPages]

    /// Makes a request.
    public init(name: String, bytes: [UInt8], options: ReadOptions, further: [FurtherPages] = []) {
        self.name = name
        self.bytes = bytes
        self.options = options
        self.further = further
    }
}

/// Pages of another file that follow those of a document.
public struct FurtherPages: Hashable, Sendable {
    /// The file.
    public var bytes: [UInt8]
    /// Which of its pages, from 1; `nil` for all.
    public var pages: ClosedRange<Int>?

    /// Makes further pages.
    public init(bytes: [UInt8], pages: ClosedRange<Int>?) {
        self.bytes = bytes
        self.pages = pages
    }
}

/// How a document is to be read.
public struct ReadOptions: Hashable, Sendable {
    /// Leave invoice XML embedded in a PDF aside.
    public var isPageOnly = false
    /// ISO 639-1 code of the language to expect; `nil` to find out.
    public var language: String?
    /// Who reads the images of pages.
    public var readers = ReaderChoice.best
    /// Make a searchable PDF where a page was recognised on its image.
    public var wantsSearchablePDF = false
    /// Read only these pages, from 1; `nil` for all.
    public var pages: ClosedRange<Int>?
    /// Instead of reading the document, draw a part of it.
    public var picture: PictureOrder?
    /// Instead of taking documents out of a mail, read what a person answers in it; the answer is a container with a
    /// file for each part of it.
    public var isAnswer = false

    /// Makes the usual options.
    public init() {}
}

/// A part of a page that is to be drawn, for people who ask where a value stands.
///
/// The answer is a container with one file, a picture in PGM (grey, 8 bits).
public struct PictureOrder: Hashable, Sendable {
    /// The part, in points of the upright page.
    public var region: Region
    /// The page as it was set upright and level, without its words.
    public var page: Page

    /// Makes an order for a part of a page.
    public init(region: Region, on page: Page) {
        self.region = region
        self.page = page
        self.page.words = []
        self.page.rulings = []
    }
}

/// What a reader process made of a document.
public enum ReadAnswer: Hashable, Sendable {
    /// It was read.
    case document(DocumentReading)
    /// It holds further documents: a mail or a ZIP file.
    case container([ContainedFile])
    /// It was not read, and why.
    case refused(Refusal)
}

/// A document that was read.
public struct DocumentReading: Hashable, Sendable {
    /// Its pages with their words.
    public var pages: [Page]
    /// What was found on the pages, before anything is chosen.
    public var evidence: Evidence
    /// The invoice as XML tells it, embedded or standing alone.
    public var structured: InvoiceDraft?
    /// Names and versions of what read it, such as `tesseract 5.3.0 eng`.
    public var engines: [String]
    /// The original image with invisible text over it, where asked for and where a page was recognised.
    public var searchablePDF: [UInt8]?
    /// What came with it and was not read, and why; a sentence each, for people.
    public var unread: [String]

    /// Makes a reading.
    public init(
        pages: [Page], evidence: Evidence, structured: InvoiceDraft? = nil, engines: [String],
        searchablePDF: [UInt8]? = nil, unread: [String] = []
    ) {
        self.pages = pages
        self.evidence = evidence
        self.structured = structured
        self.engines = engines
        self.searchablePDF = searchablePDF
        self.unread = unread
    }
}

/// A file inside a mail or ZIP file.
public struct ContainedFile: Hashable, Sendable {
    /// Its name, for display only.
    public var name: String
    /// Its bytes; empty for one that was left in its container.
    public var bytes: [UInt8]
    /// Why it was left in its container, such as `it is encrypted`; `nil` for one that was taken out.
    public var refusal: String?

    /// Makes a contained file.
    public init(name: String, bytes: [UInt8], refusal: String? = nil) {
        self.name = name
        self.bytes = bytes
        self.refusal = refusal
    }
}

/// Why a document was not read.
public enum Refusal: Error, Hashable, Sendable {
    /// Nothing is in it.
    case empty
    /// Not a type that is read; the type found, such as `WebP image`.
    case unsupported(String)
    /// A password is needed.
    case passwordProtected
    /// It is damaged, with what the parser said.
    case damaged(String)
    /// It has no pages.
    case noPages
    /// It goes over a limit.
    case overLimit(String)
    /// The reader process died on it.
    case crashed(String)
    /// It took longer than it may.
    case timedOut(seconds: Double)
    /// The reader process sent what is no answer.
    case badAnswer(String)
}
