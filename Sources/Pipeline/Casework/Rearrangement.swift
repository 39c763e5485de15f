/// Pages of documents put together anew: a stack that is split, or pages that belong together joined.
///
/// The originals stay as they are; the new documents refer to ranges of their pages.
public struct Rearrangement: Hashable, Sendable {
    /// The same for the same act however often it is reported, so that a restart does not do it twice.
    public var key: String
    /// The session it is done in.
    public var session: String
    /// Who.
    public var actor: String
    /// When.
    public var at: Timestamp
    /// The documents whose pages are given away, all of them.
    public let sources: [Source]
    /// The documents they make.
    public let documents: [Product]

    /// A document whose pages are given away.
    public struct Source: Hashable, Sendable {
        /// The document.
        public var document: DocumentID
        /// The version it was looked at in.
        public var version: Int
        /// How many pages it has.
        public var pageCount: Int

        /// Makes a source.
        public init(document: DocumentID, version: Int, pageCount: Int) {
            self.document = document
            self.version = version
            self.pageCount = pageCount
        }
    }

    /// Pages of one source that follow one another.
    public struct PageRun: Hashable, Sendable {
        /// The source.
        public var source: DocumentID
        /// The pages, from 1.
        public var pages: ClosedRange<Int>

        /// Makes a run.
        public init(source: DocumentID, pages: ClosedRange<Int>) {
            self.source = source
            self.pages = pages
        }
    }

    /// A document that is made.
    public struct Product: Hashable, Sendable {
        /// How it comes in; its bytes are a note of what it is made of.
        public var arrival: Arrival
        /// Its pages.
        public var runs: [PageRun]

        /// Makes a product.
        public init(arrival: Arrival, runs: [PageRun]) {
            self.arrival = arrival
            self.runs = runs
        }
    }

    /// The most documents that are joined at once.
    public static let mostSources = 20

    /// Puts pages together anew; `nil` unless every page of every source is in exactly one of the new documents.
    public init?(
        key: String, session: String, actor: String, at: Timestamp, sources: [Source], documents: [Product]
    ) {
        let given = sources.flatMap { source in
            (1...max(1, source.pageCount)).map { [Int($0), Int(source.document.rawValue)] }
        }
        let taken = documents.flatMap(\.runs).flatMap { run in
            run.pages.map { [Int($0), Int(run.source.rawValue)] }
        }
        guard !sources.isEmpty, sources.count <= Self.mostSources, given.count == taken.count,
            Set(given).count == given.count, Set(given) == Set(taken),
            documents.allSatisfy({ !$0.runs.isEmpty })
        else { return nil }
        self.key = key
        self.session = session
        self.actor = actor
        self.at = at
        self.sources = sources
        self.documents = documents
    }
}

/// What the store made of a rearrangement, or of taking one back.
public enum RearrangementReceipt: Hashable, Sendable {
    /// It is on the medium; the documents that hold the pages now.
    case done([DocumentID])
    /// It was done before; the documents it made.
    case known([DocumentID])
    /// Somebody changed a document meanwhile; nothing was done.
    case outdated(DocumentID)
    /// Somebody else has a document in hand; nothing was done.
    case claimed(DocumentID, by: String)
    /// A document is in a state in which its pages cannot be given away; nothing was done.
    case closed(DocumentID, DocumentState)
    /// There is nothing to take back.
    case nothing
}
