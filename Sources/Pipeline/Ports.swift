public import Domain
public import Reviewing

/// Where documents, jobs and the audit log are kept; SQLite for one machine.
///
/// Every call is one transaction: all of it is on the medium when the call returns, or none of it ever is.
public protocol Store: Sendable {
    // MARK: Intake

    /// Takes arrivals in: for new bytes a document with its job, for known ones a document that points to it.
    func receive(_ arrivals: [Arrival]) async throws(StoreFailure) -> [Receipt]
    /// The document that was taken from a path with exactly these marks, size, mtime and inode, before.
    func document(takenFrom source: SourceFile) async throws(StoreFailure) -> DocumentID?

    // MARK: Jobs

    /// Leases up to `limit` jobs that are due: waiting ones, and ones whose lease ran out.
    ///
    /// A job that used up its tries is put aside instead, its document `failed`.
    func lease(limit: Int, terms: LeaseTerms, at: Timestamp) async throws(StoreFailure) -> [Lease]
    /// Extends leases; the ones that were lost meanwhile are left out of the answer.
    func renew(_ leases: [Lease], until: Uptime) async throws(StoreFailure) -> [Lease]
    /// Commits what a step came to and ends its job; `.leaseLost` when somebody else has the job now.
    func commit(_ step: FinishedStep) async throws(StoreFailure) -> [Receipt]
    /// Puts a job back to be tried again, or aside when its tries are used up; `true` when aside.
    func giveBack(_ lease: Lease, after failure: StepFailure) async throws(StoreFailure) -> Bool
    /// Makes the jobs of processes that are no more due at once.
    func releaseLeases(of workers: [String]) async throws(StoreFailure)
    /// The processes that hold leases.
    func workers() async throws(StoreFailure) -> Set<String>
    /// What has come out of the outermost mail or ZIP file that an arrival was in.
    func unpacked(beside arrival: Arrival) async throws(StoreFailure) -> UnpackedSoFar
    /// Has a settled document read again; `false` when there is none, it is not settled, is a duplicate, was keyed in
    /// by hand, or has given its pages away.
    func rerun(_ document: DocumentID, by actor: String, at: Timestamp) async throws(StoreFailure) -> Bool
    /// How many jobs are not done, the ones put aside left out.
    func openJobs() async throws(StoreFailure) -> Int

    // MARK: Questions

    /// The documents that match, newest first.
    func summaries(_ query: DocumentQuery) async throws(StoreFailure) -> [DocumentSummary]
    /// Everything about one document.
    func record(of document: DocumentID) async throws(StoreFailure) -> DocumentRecord?
    /// How many documents are in each state, by the state's name.
    func countByState() async throws(StoreFailure) -> [String: Int]
    /// Documents with all the words, best first; a word in the index may go on after the word asked for.
    func search(_ words: String, limit: Int) async throws(StoreFailure) -> [SearchHit]
    /// Documents that were read with the same value in a field; numbers however they are spelt, those spelt so first.
    func documents(with value: String, in field: FieldName) async throws(StoreFailure) -> [DocumentID]
    /// The draft of a document, once read.
    func draft(of document: DocumentID) async throws(StoreFailure) -> InvoiceDraft?

    // MARK: Review

    /// The documents that wait for a person, with what their order depends on.
    func reviewQueue() async throws(StoreFailure) -> [QueuedDocument]
    /// A document as a review takes it up; `nil` when there is none or it was not read.
    func reviewFile(of document: DocumentID) async throws(StoreFailure) -> ReviewFile?
    /// Keeps an edit with draft, findings, state and audit entry, if it was made on the newest version.
    func record(_ correction: Correction) async throws(StoreFailure) -> CorrectionReceipt
    /// Whether an answer with this key was kept, of whatever document.
    func hasCorrection(_ key: String) async throws(StoreFailure) -> Bool
    /// Gives a document to the session `terms.worker` alone, or extends its lease; lays down what else it has.
    func claim(
        _ document: DocumentID, for holder: String, terms: LeaseTerms, at: Timestamp
    ) async throws(StoreFailure) -> ClaimReceipt
    /// Lays down what sessions have claimed.
    func releaseClaims(of sessions: [String]) async throws(StoreFailure)
    /// The sessions that have claimed something.
    func claimants() async throws(StoreFailure) -> Set<String>
    /// What was answered, one entry a document, oldest first.
    func reviewWork() async throws(StoreFailure) -> [ReviewWork]

    /// Begins a document that a person keys in by hand; it waits in the queue until it is confirmed.
    func begin(_ entry: Entry) async throws(StoreFailure) -> EntryReceipt
    /// Gives pages of documents to new ones, which wait to be read; a source is `unpacked` then.
    func rearrange(_ act: Rearrangement) async throws(StoreFailure) -> RearrangementReceipt
    /// Gives the pages of the newest rearrangement with a document back to where they came from.
    func takeBack(
        _ document: DocumentID, session: String, by actor: String, at: Timestamp
    ) async throws(StoreFailure) -> RearrangementReceipt
    /// The documents that were begun to be keyed in and are not confirmed, the newest first.
    func unfinishedEntries() async throws(StoreFailure) -> [DocumentSummary]
    /// What is known of vendors and open orders, for completing what is typed.
    func knownRecords() async throws(StoreFailure) -> KnownRecords

    // MARK: Audit

    /// The newest entry of the audit log.
    func auditHead() async throws(StoreFailure) -> AuditHead?
    /// Checks the chain and what must always hold in the store; `head` must be in the chain when given.
    func irregularities(since head: AuditHead?) async throws(StoreFailure) -> [Irregularity]
    /// All bytes that must be in the archive, by pages of `limit` after a document.
    func archived(
        after document: DocumentID, limit: Int
    ) async throws(StoreFailure) -> [ArchivedDocument]
}

/// Where the bytes of documents are kept for good; files under their hashes for one machine.
public protocol Archive: Sendable {
    /// Keeps bytes; they are on the medium when the call returns.
    func keep(_ bytes: [UInt8]) async throws(FileFailure) -> ContentHash
    /// Copies from a source that others may still change; `nil`, and nothing is kept, when they did meanwhile.
    func keep(_ source: ByteSource) async throws(FileFailure) -> KeptBytes?
    /// Keeps something made from an original beside it.
    func keep(
        _ bytes: [UInt8], as kind: ArchivedVersion.Kind, of original: ContentHash
    ) async throws(FileFailure) -> ArchivedVersion
    /// The bytes of an original.
    func bytes(of original: ContentHash) async throws(FileFailure) -> [UInt8]
    /// The bytes of something made from an original.
    func bytes(of version: ArchivedVersion, of original: ContentHash) async throws(FileFailure) -> [UInt8]
    /// Writes a copy of an original to `path`, where it stands whole or not at all.
    func export(_ original: ContentHash, to path: FilePath) async throws(FileFailure)
    /// What the bytes kept for a document hash to now; `nil` where none are kept.
    func rehash(_ original: ContentHash) async throws(FileFailure) -> ContentHash?
    /// What the bytes of a version hash to now; `nil` where none are kept.
    func rehash(_ version: ArchivedVersion, of original: ContentHash) async throws(FileFailure)
        -> ContentHash?
}

/// Bytes to be copied, from something that may change while they are.
public struct ByteSource: Sendable {
    /// The next bytes; empty at the end.
    public var next: @Sendable () throws(FileFailure) -> [UInt8]
    /// Whether the source is still what it was when it was opened; asked once, after the last bytes.
    public var isUnchanged: @Sendable () throws(FileFailure) -> Bool

    /// Makes a source.
    public init(
        next: @escaping @Sendable () throws(FileFailure) -> [UInt8],
        isUnchanged: @escaping @Sendable () throws(FileFailure) -> Bool
    ) {
        self.next = next
        self.isUnchanged = isUnchanged
    }
}

/// Bytes that are in the archive.
public struct KeptBytes: Hashable, Sendable {
    /// Their SHA-256.
    public var hash: ContentHash
    /// How many they are.
    public var size: Int64

    /// Makes an entry.
    public init(hash: ContentHash, size: Int64) {
        self.hash = hash
        self.size = size
    }
}

/// Which documents to list.
public struct DocumentQuery: Hashable, Sendable {
    /// Only these states, by name; empty for all.
    public var states: Set<String>
    /// Only documents with numbers below this one, for paging.
    public var before: DocumentID?
    /// At most so many.
    public var limit: Int

    /// Makes a query.
    public init(states: Set<String> = [], before: DocumentID? = nil, limit: Int = 100) {
        self.states = states
        self.before = before
        self.limit = limit
    }
}

/// A document that a search found.
public struct SearchHit: Hashable, Sendable {
    /// The document.
    public var summary: DocumentSummary
    /// Some text around the words, each between `⟦` and `⟧`.
    public var excerpt: String

    /// Makes a hit.
    public init(summary: DocumentSummary, excerpt: String) {
        self.summary = summary
        self.excerpt = excerpt
    }
}

/// The bytes the archive must hold for one document.
public struct ArchivedDocument: Hashable, Sendable {
    /// The document.
    public var id: DocumentID
    /// The original's hash.
    public var hash: ContentHash
    /// What was made from it.
    public var versions: [ArchivedVersion]

    /// Makes an entry.
    public init(id: DocumentID, hash: ContentHash, versions: [ArchivedVersion]) {
        self.id = id
        self.hash = hash
        self.versions = versions
    }
}

/// Why the store did not do what was asked.
public enum StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Somebody else writes for longer than the timeout.
    case busy
    /// No space is left.
    case full
    /// Somebody else has the job now.
    case leaseLost
    /// The medium or the database failed; what it said.
    case broken(String)
    /// The store was made by a later version; nothing was touched.
    case fromTheFuture(String)

    /// Whether the same call may work later.
    public var isTransient: Bool {
        switch self {
        case .busy, .full, .broken: true
        case .leaseLost, .fromTheFuture: false
        }
    }

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .busy: "the store is busy: another process has been writing for too long"
        case .full: "the store cannot grow: no space left"
        case .leaseLost: "another worker has taken over the job"
        case .broken(let message): "the store failed: \(message)"
        case .fromTheFuture(let message): "the store was made by a later version of vouch: \(message)"
        }
    }
}
