public import Domain

/// The number a document goes by in the store and on the command line.
public struct DocumentID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number, from 1.
    public let rawValue: Int64

    /// Wraps a number that the store gave.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads a number as people type it, `17` or `#17`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard let number = Int64(digits), number > 0 else { return nil }
        rawValue = number
    }

    /// The number in digits.
    public var description: String { String(rawValue) }

    /// Whether the left document came first.
    public static func < (left: DocumentID, right: DocumentID) -> Bool { left.rawValue < right.rawValue }
}

/// The SHA-256 of bytes: what a document is known by in the archive.
public struct ContentHash: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let rawValue: String

    /// Makes a hash from its 64 lower-case hexadecimal digits; `nil` for anything else.
    public init?(rawValue: String) {
        guard rawValue.utf8.count == 64,
            rawValue.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    /// Makes a hash from its 32 bytes.
    public init(bytes: some Collection<UInt8>) {
        precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
        rawValue = bytes.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
    }

    /// The hexadecimal digits.
    public var description: String { rawValue }
}

/// The one state a document is in.
public enum DocumentState: Hashable, Sendable {
    /// Its bytes are safe; nobody has read them yet.
    case received
    /// It is being read.
    case reading
    /// It was read, and no value of it needs a person.
    case read
    /// It was read, and a person has to look.
    case needsReview
    /// It held further documents, which are listed on their own.
    case unpacked
    /// Its bytes are those of another document, which came first and is the one that is read.
    case duplicateOf(DocumentID)
    /// It is no document that can be read.
    case rejected(reason: String)
    /// It may be read once somebody helps: a password, other limits.
    case quarantined(reason: String)
    /// Every try ended in a failure of the machine; it can be run again.
    case failed(reason: String)

    /// The state's name in the store and on the command line.
    public var name: String {
        switch self {
        case .received: "received"
        case .reading: "reading"
        case .read: "read"
        case .needsReview: "needs-review"
        case .unpacked: "unpacked"
        case .duplicateOf: "duplicate-of"
        case .rejected: "rejected"
        case .quarantined: "quarantined"
        case .failed: "failed"
        }
    }

    /// Why, for the states that need a reason.
    public var reason: String? {
        switch self {
        case .rejected(let reason), .quarantined(let reason), .failed(let reason): reason
        case .received, .reading, .read, .needsReview, .unpacked, .duplicateOf: nil
        }
    }

    /// Whether nothing moves until a person does something.
    public var isSettled: Bool {
        switch self {
        case .received, .reading: false
        case .read, .needsReview, .unpacked, .duplicateOf, .rejected, .quarantined, .failed: true
        }
    }

    /// The names of all states, in the order of the way.
    public static let names = [
        "received", "reading", "read", "needs-review", "unpacked", "duplicate-of", "rejected", "quarantined",
        "failed",
    ]
}

/// A document in one line of a list.
public struct DocumentSummary: Hashable, Sendable {
    /// Its number.
    public var id: DocumentID
    /// Its SHA-256.
    public var hash: ContentHash
    /// Its size in bytes.
    public var size: Int64
    /// The name it first arrived under, safe to show.
    public var name: String
    /// The inbox it first arrived in, where it came through one.
    public var inbox: String?
    /// The mail or ZIP file it first came in.
    public var container: DocumentID?
    /// When it first arrived.
    public var received: Timestamp
    /// Its state.
    public var state: DocumentState
    /// What it is, once read.
    public var kind: DocumentKind?
    /// Its language, once read.
    public var language: String?
    /// Its pages, once read.
    public var pages: Int?
    /// The values of a list's columns that were read: seller, number, date, total, currency.
    public var values: [FieldName: String]

    /// Makes a summary.
    public init(
        id: DocumentID, hash: ContentHash, size: Int64, name: String, inbox: String? = nil,
        container: DocumentID? = nil, received: Timestamp, state: DocumentState, kind: DocumentKind? = nil,
        language: String? = nil, pages: Int? = nil, values: [FieldName: String] = [:]
    ) {
        self.id = id
        self.hash = hash
        self.size = size
        self.name = name
        self.inbox = inbox
        self.container = container
        self.received = received
        self.state = state
        self.kind = kind
        self.language = language
        self.pages = pages
        self.values = values
    }

    /// The document whose reading tells of it: its own, or that of the document it is a duplicate of.
    public var isReadAs: DocumentID {
        guard case .duplicateOf(let original) = state else { return id }
        return original
    }

    /// The fields a summary carries the values of.
    public static let listed: [FieldName] = [.sellerName, .invoiceNumber, .issueDate, .grandTotal, .currency]
}

/// Everything the store knows of one document.
public struct DocumentRecord: Hashable, Sendable {
    /// The line of the list.
    public var summary: DocumentSummary
    /// Every time its bytes came in, the first first; of a duplicate, the one time it stands for.
    public var arrivals: [Arrival]
    /// What was read, once it was.
    public var reading: StoredReading?
    /// What the checks found.
    public var findings: [Finding]
    /// What was made from it.
    public var versions: [ArchivedVersion]
    /// The documents that came out of it.
    public var children: [DocumentID]
    /// The documents that hold its bytes once more.
    public var duplicates: [DocumentID]
    /// What happened to it, in order.
    public var history: [AuditEvent]

    /// Makes a record.
    public init(
        summary: DocumentSummary, arrivals: [Arrival], reading: StoredReading? = nil,
        findings: [Finding] = [],
        versions: [ArchivedVersion] = [], children: [DocumentID] = [], duplicates: [DocumentID] = [],
        history: [AuditEvent] = []
    ) {
        self.summary = summary
        self.arrivals = arrivals
        self.reading = reading
        self.findings = findings
        self.versions = versions
        self.children = children
        self.duplicates = duplicates
        self.history = history
    }
}

/// What was read off a document and made of it.
public struct StoredReading: Hashable, Sendable {
    /// Its pages with their words.
    public var pages: [Page]
    /// What was chosen.
    public var draft: InvoiceDraft
    /// Names and versions of what read it.
    public var engines: [String]
    /// When it was read.
    public var at: Timestamp
    /// How long that took.
    public var seconds: Double

    /// Makes a reading.
    public init(pages: [Page], draft: InvoiceDraft, engines: [String], at: Timestamp, seconds: Double) {
        self.pages = pages
        self.draft = draft
        self.engines = engines
        self.at = at
        self.seconds = seconds
    }
}

/// A file in the archive that was made from an original.
public struct ArchivedVersion: Hashable, Sendable {
    /// What was made: the original's image with invisible text over it, so far.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case searchablePDF = "searchable"
    }

    /// What was made.
    public var kind: Kind
    /// The SHA-256 of its bytes.
    public var hash: ContentHash
    /// Its size in bytes.
    public var size: Int64

    /// Makes a version's entry.
    public init(kind: Kind, hash: ContentHash, size: Int64) {
        self.kind = kind
        self.hash = hash
        self.size = size
    }
}
