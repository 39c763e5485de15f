package import Domain
package import Extraction

/// What a reader process says, one message a frame.
package enum ReaderMessage: Hashable, Sendable {
    /// It is locked down and waits for a document.
    case ready(ReaderStatus)
    /// It will not start, and why, for a person.
    case unready(String)
    /// It turns to a page.
    case progress(ReadingProgress)
    /// A page was read.
    case page(Page)
    /// All pages were sent.
    case finished(ReadingClose)
    /// A file inside a container.
    case part(ContainedFile)
    /// All parts were sent; how many there are.
    case unpacked(Int)
    /// The document was not read.
    case refused(Refusal)
    /// A part of the document's pages was sent.
    case halted(ReadingHalt)

    /// The message as a frame.
    package var frame: [UInt8] {
        switch self {
        case .ready(let status): WireWriter.frame(.ready, status)
        case .unready(let reason): WireWriter.frame(.unready, reason)
        case .progress(let progress): WireWriter.frame(.progress, progress)
        case .page(let page): WireWriter.frame(.page, page)
        case .finished(let close): WireWriter.frame(.finished, close)
        case .part(let file): WireWriter.frame(.part, file)
        case .unpacked(let count): WireWriter.frame(.unpacked, count)
        case .refused(let refusal): WireWriter.frame(.refused, refusal)
        case .halted(let halt): WireWriter.frame(.halted, halt)
        }
    }

    /// Reads the payload of a frame; throws unless it is one whole message and nothing more.
    package init(kind: FrameKind, payload: [UInt8]) throws(WireError) {
        var reader = WireReader(payload)
        switch kind {
        case .request: throw .invalid("request from a reader process")
        case .ready: self = .ready(try reader.read())
        case .unready: self = .unready(try reader.read())
        case .progress: self = .progress(try reader.read())
        case .page: self = .page(try reader.read())
        case .finished: self = .finished(try reader.read())
        case .part: self = .part(try reader.read())
        case .unpacked: self = .unpacked(try reader.read(in: 0...Int(Int32.max)))
        case .refused: self = .refused(try reader.read())
        case .halted: self = .halted(try reader.read())
        }
        guard reader.remaining == 0 else { throw .invalid("bytes after the message") }
    }
}

/// Which page a reader process turns to.
public struct ReadingProgress: Hashable, Sendable {
    /// The page, from 1.
    public var page: Int
    /// How many pages there are.
    public var pageCount: Int

    /// Makes a progress report.
    public init(page: Int, pageCount: Int) {
        self.page = page
        self.pageCount = pageCount
    }
}

/// What follows the last page of a document.
package struct ReadingClose: Hashable, Sendable {
    /// How many pages were sent.
    package var pageCount: Int
    /// What was found on them.
    package var evidence: Evidence
    /// The invoice as XML tells it.
    package var structured: InvoiceDraft?
    /// What read it.
    package var engines: [String]
    /// The searchable PDF, where one was made.
    package var searchablePDF: [UInt8]?
    /// What came with the document and was not read, and why; a sentence each.
    package var unread: [String]

    /// Makes the close of a reading.
    package init(
        pageCount: Int, evidence: Evidence, structured: InvoiceDraft?, engines: [String],
        searchablePDF: [UInt8]?, unread: [String] = []
    ) {
        self.pageCount = pageCount
        self.evidence = evidence
        self.structured = structured
        self.engines = engines
        self.searchablePDF = searchablePDF
        self.unread = unread
    }
}

/// What follows the last page of a part of a document.
package struct ReadingHalt: Hashable, Sendable {
    /// How many pages the document has.
    package var pageCount: Int
    /// ISO 639-1 code of the language that was read.
    package var language: String
    /// What read it.
    package var engines: [String]

    /// Makes the end of a part.
    package init(pageCount: Int, language: String, engines: [String]) {
        self.pageCount = pageCount
        self.language = language
        self.engines = engines
    }
}

/// What keeps a reader process in, and what it reads with; `vouch doctor` shows it.
public struct ReaderStatus: Hashable, Sendable {
    /// Version of Landlock's interface in force; 0 when files are not kept out.
    public var landlockVersion: Int
    /// Whether system calls are filtered.
    public var filtersSystemCalls: Bool
    /// Whether memory, processor time, files and core dumps are limited.
    public var limitsResources: Bool
    /// What is missing, for a person; empty when everything is in force.
    public var missing: [String]
    /// Names and versions of what reads, such as `poppler 22.12.0`.
    public var engines: [String]
    /// Languages recognition can read, as Tesseract names them, such as `deu`.
    public var languages: [String]

    /// Makes a status.
    public init(
        landlockVersion: Int, filtersSystemCalls: Bool, limitsResources: Bool, missing: [String],
        engines: [String], languages: [String]
    ) {
        self.landlockVersion = landlockVersion
        self.filtersSystemCalls = filtersSystemCalls
        self.limitsResources = limitsResources
        self.missing = missing
        self.engines = engines
        self.languages = languages
    }

    /// Whether everything that keeps the process in is in force.
    public var isSandboxed: Bool { landlockVersion > 0 && filtersSystemCalls && limitsResources }
}
