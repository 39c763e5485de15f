public import Domain

/// The right to do one job for a while.
///
/// The token rises with every lease of the job: results under an older one are refused.
public struct Lease: Hashable, Sendable {
    /// The job's number in the store.
    public var job: Int64
    /// The document the job is about.
    public var document: DocumentID
    /// Which lease of the job this is.
    public var token: Int64
    /// Which try this is, from 1.
    public var attempt: Int
    /// The first arrival of the document, with name and defaults.
    public var arrival: Arrival

    /// Makes a lease.
    public init(job: Int64, document: DocumentID, token: Int64, attempt: Int, arrival: Arrival) {
        self.job = job
        self.document = document
        self.token = token
        self.attempt = attempt
        self.arrival = arrival
    }
}

/// What has come out of a mail or ZIP file and all that is in it.
public struct UnpackedSoFar: Hashable, Sendable {
    /// Files.
    public var files: Int
    /// Their bytes together.
    public var bytes: Int64

    /// Makes a count; of nothing unless told otherwise.
    public init(files: Int = 0, bytes: Int64 = 0) {
        self.files = files
        self.bytes = bytes
    }
}

/// Who leases, from when and until when.
public struct LeaseTerms: Hashable, Sendable {
    /// The process that leases, by an id of its own.
    public var worker: String
    /// The moment of leasing, by which older leases have run out or not.
    public var now: Uptime
    /// When the lease runs out unless renewed.
    public var until: Uptime

    /// Makes terms.
    public init(worker: String, now: Uptime, until: Uptime) {
        self.worker = worker
        self.now = now
        self.until = until
    }
}

/// The limits of jobs.
public enum JobLimits {
    /// How often a job is tried before it is put aside as failed.
    public static let attempts = 5
    /// How long a lease holds without a heartbeat.
    public static let lease = Duration.seconds(60)
    /// How often a lease is renewed while its step runs.
    public static let heartbeat = Duration.seconds(15)
    /// The longest wait between two tries.
    public static let longestWait = Duration.seconds(60)

    /// How long to wait after the failure of try `attempt`: 1, 4, 16 and then 60 seconds.
    public static func wait(after attempt: Int) -> Duration {
        let seconds = 1 << (2 * min(max(attempt - 1, 0), 3))
        return min(.seconds(seconds), longestWait)
    }
}

/// What a job's step came to, to be committed as one: state, reading, children, audit event.
public struct FinishedStep: Hashable, Sendable {
    /// The lease it was done under.
    public var lease: Lease
    /// The document's state from now on.
    public var state: DocumentState
    /// What was read, where it was.
    public var reading: StoredReading?
    /// What the checks found.
    public var findings: [Finding]
    /// What was archived beside the original.
    public var versions: [ArchivedVersion]
    /// The documents that were in it.
    public var children: [Arrival]
    /// When.
    public var at: Timestamp

    /// Makes a step's result.
    public init(
        lease: Lease, state: DocumentState, reading: StoredReading? = nil, findings: [Finding] = [],
        versions: [ArchivedVersion] = [], children: [Arrival] = [], at: Timestamp
    ) {
        self.lease = lease
        self.state = state
        self.reading = reading
        self.findings = findings
        self.versions = versions
        self.children = children
        self.at = at
    }
}

/// How the world stopped a job's step.
public struct StepFailure: Hashable, Sendable {
    /// One sentence for a person.
    public var reason: String
    /// Whether the try counts: it does not while the disk is full or the reader cannot be started.
    public var isCounted: Bool
    /// When it may be tried again.
    public var notBefore: Uptime
    /// When it failed.
    public var at: Timestamp

    /// Makes a failure.
    public init(reason: String, isCounted: Bool, notBefore: Uptime, at: Timestamp) {
        self.reason = reason
        self.isCounted = isCounted
        self.notBefore = notBefore
        self.at = at
    }
}
