import Domain
public import Pipeline
import Synchronization

/// The store's contract in memory: what the tests of the pipeline run on, and what keeps SQLite honest.
public final class MemoryStore: Store {
    struct Document {
        var hash: ContentHash
        var size: Int64
        var state = DocumentState.received
        var arrivals: [Arrival] = []
        var reading: StoredReading?
        var findings: [Finding] = []
        var versions: [ArchivedVersion] = []

        var isDuplicate: Bool { if case .duplicateOf = state { true } else { false } }
    }

    struct Job {
        enum State { case waiting, leased, aside }
        var id: Int64
        var state = State.waiting
        var attempts = 0
        var token: Int64 = 0
        var worker = ""
        var due: Uptime?
        var lastError: String?

        func isDue(_ now: Uptime) -> Bool {
            guard state != .aside, let due else { return state == .waiting }
            return due.boot != now.boot || due.milliseconds <= now.milliseconds
        }
    }

    struct Claim {
        var session: String
        var holder: String
        var at: Timestamp
        var until: Uptime
    }

    struct State {
        var documents: [DocumentID: Document] = [:]
        var jobs: [DocumentID: Job] = [:]
        var receipts: [String: Receipt] = [:]
        var refusals: [Arrival] = []
        var history: [AuditEvent] = []
        var nextJob: Int64 = 1
        var asRead: [DocumentID: InvoiceDraft] = [:]
        var found: [DocumentID: [Finding]] = [:]
        var corrections: [DocumentID: [Correction]] = [:]
        var claims: [DocumentID: Claim] = [:]
        var acts: [Act] = []
    }

    let state: Mutex<State>

    /// Makes an empty store.
    public init() {
        state = Mutex(State())
    }

    /// Makes a store with what another one holds now.
    public init(copy other: MemoryStore) {
        state = Mutex(other.state.withLock { $0 })
    }

    /// Takes arrivals in.
    public func receive(_ arrivals: [Arrival]) async throws(StoreFailure) -> [Receipt] {
        state.withLock { state in arrivals.map { state.receive($0) } }
    }

    /// The document that was taken from a path with exactly these marks before.
    public func document(takenFrom source: SourceFile) async throws(StoreFailure) -> DocumentID? {
        state.withLock { state in
            state.documents.first { _, document in
                document.arrivals.contains {
                    $0.source?.path == source.path && $0.source?.status.size == source.status.size
                        && $0.source?.status.modified == source.status.modified
                        && $0.source?.status.inode == source.status.inode
                }
            }?.key
        }
    }
}

extension MemoryStore.State {
    mutating func receive(_ arrival: Arrival) -> Receipt {
        if let receipt = receipts[arrival.key] {
            return receipt.document.map(Receipt.known) ?? .refused
        }
        let receipt = enter(arrival)
        receipts[arrival.key] = receipt
        return receipt
    }

    private mutating func enter(_ arrival: Arrival) -> Receipt {
        guard case .bytes(let hash, let size) = arrival.content else {
            refusals.append(arrival)
            note("refused", nil, arrival.name, at: arrival.at)
            return .refused
        }
        let id = DocumentID(rawValue: Int64(documents.count) + 1)
        if let known = documents.first(where: { $0.value.hash == hash && !$0.value.isDuplicate })?.key {
            documents[id] = MemoryStore.Document(
                hash: hash, size: size, state: .duplicateOf(known), arrivals: [arrival])
            note("duplicate-of", id, arrival.name, at: arrival.at)
            note("arrived-again", known, arrival.name, at: arrival.at)
            return .duplicate(of: known)
        }
        documents[id] = MemoryStore.Document(hash: hash, size: size, arrivals: [arrival])
        addJob(for: id)
        note("received", id, arrival.name, at: arrival.at)
        return .new(id)
    }

    mutating func addJob(for id: DocumentID) {
        let old = jobs[id]
        jobs[id] = MemoryStore.Job(id: old?.id ?? nextJob, token: old?.token ?? 0)
        nextJob += 1
    }

    mutating func set(_ state: DocumentState, _ id: DocumentID, _ detail: String, at: Timestamp) {
        documents[id]?.state = state
        note(state.name, id, detail, at: at)
    }

    mutating func note(
        _ action: String, _ document: DocumentID?, _ detail: String, by actor: String = "vouch", at: Timestamp
    ) {
        history.append(
            AuditEvent(
                sequence: Int64(history.count) + 1, at: at, actor: actor, action: action, document: document,
                detail: detail, hash: ContentHash(bytes: [UInt8](repeating: 0, count: 32))))
    }

    /// What has come out of the outermost container of an arrival; refused parts are not counted here.
    func unpacked(beside arrival: Arrival) -> UnpackedSoFar {
        guard var root = arrival.container else { return UnpackedSoFar() }
        while let outer = documents[root]?.arrivals.first?.container { root = outer }
        return unpacked(from: root)
    }

    private func unpacked(from container: DocumentID) -> UnpackedSoFar {
        let inside = documents.filter { $0.value.arrivals.first?.container == container }
        return inside.reduce(into: UnpackedSoFar()) { sum, entry in
            let deeper = unpacked(from: entry.key)
            sum.files += 1 + deeper.files
            sum.bytes += entry.value.size + deeper.bytes
        }
    }

    func isHeld(_ lease: Lease) -> Bool {
        jobs[lease.document].map { $0.state == .leased && $0.token == lease.token } ?? false
    }

    mutating func putAside(_ id: DocumentID, _ reason: String, at: Timestamp) {
        jobs[id]?.state = .aside
        set(.failed(reason: reason), id, reason, at: at)
    }
}
