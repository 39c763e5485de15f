/// One time that something came in.
public struct Arrival: Hashable, Sendable {
    /// The same for the same arrival however often it is reported, so that a restart does not count it twice.
    public var key: String
    /// What came.
    public var content: Content
    /// The name it came under, safe to show.
    public var name: String
    /// Where it was picked up, for files.
    public var source: SourceFile?
    /// The inbox it came in, by its name in the settings.
    public var inbox: String?
    /// What the inbox says of all its documents.
    public var defaults: InboxDefaults
    /// The mail or ZIP file it was in.
    public var container: DocumentID?
    /// How many containers it was in, one in the other.
    public var depth: Int
    /// The pages of originals it is made of; empty for a document of its own bytes.
    public var excerpts: [Excerpt]
    /// When it came.
    public var at: Timestamp

    /// What can come in.
    public enum Content: Hashable, Sendable {
        /// Bytes, which are in the archive.
        case bytes(ContentHash, size: Int64)
        /// No file at all, and why it was refused.
        case refused(reason: String)
    }

    /// Makes an arrival.
    public init(
        key: String, content: Content, name: String, source: SourceFile? = nil, inbox: String? = nil,
        defaults: InboxDefaults = InboxDefaults(), container: DocumentID? = nil, depth: Int = 0,
        excerpts: [Excerpt] = [], at: Timestamp
    ) {
        self.key = key
        self.content = content
        self.name = name
        self.source = source
        self.inbox = inbox
        self.defaults = defaults
        self.container = container
        self.depth = depth
        self.excerpts = excerpts
        self.at = at
    }
}

/// A file as it stood when it was picked up.
public struct SourceFile: Hashable, Sendable {
    /// Its full path.
    public var path: FilePath
    /// Its marks.
    public var status: FileStatus

    /// Makes a source.
    public init(path: FilePath, status: FileStatus) {
        self.path = path
        self.status = status
    }
}

/// What an inbox knows of every document dropped into it.
public struct InboxDefaults: Hashable, Sendable {
    /// The vendor's name, where an inbox is one vendor's.
    public var vendor: String?
    /// The department that pays.
    public var department: String?
    /// ISO 639-1 code of the language to read in.
    public var language: String?

    /// Makes defaults.
    public init(vendor: String? = nil, department: String? = nil, language: String? = nil) {
        self.vendor = vendor
        self.department = department
        self.language = language
    }
}

/// What the store made of an arrival.
public enum Receipt: Hashable, Sendable {
    /// New bytes: a document of its own, to be read.
    case new(DocumentID)
    /// Bytes that were here before: a document of its own that points to the first, which alone is read.
    case duplicate(of: DocumentID)
    /// This very arrival was reported before.
    case known(DocumentID)
    /// It was no file; the refusal is kept.
    case refused

    /// The document the bytes belong to.
    public var document: DocumentID? {
        switch self {
        case .new(let id), .duplicate(let id), .known(let id): id
        case .refused: nil
        }
    }
}
