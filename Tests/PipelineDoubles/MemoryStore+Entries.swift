import Domain
public import Pipeline
public import Reviewing
import Synchronization

extension MemoryStore {
    /// Begins a document that a person keys in.
    public func begin(_ entry: Entry) async throws(StoreFailure) -> EntryReceipt {
        guard case .bytes(let hash, let size) = entry.arrival.content else {
            throw .broken("an entry without bytes")
        }
        return state.withLock { state in
            if let known = state.documents.first(where: { $0.value.hash == hash && !$0.value.isDuplicate }) {
                return .known(known.key)
            }
            let id = DocumentID(rawValue: Int64(state.documents.count) + 1)
            state.documents[id] = Document(
                hash: hash, size: size, state: .needsReview, arrivals: [entry.arrival],
                reading: entry.reading)
            state.receipts[entry.arrival.key] = .new(id)
            state.note("entered", id, entry.arrival.name, by: entry.actor, at: entry.arrival.at)
            state.note("needs-review", id, "to be keyed in", by: entry.actor, at: entry.arrival.at)
            return .begun(id)
        }
    }

    /// The documents that were begun to be keyed in and are not confirmed.
    public func unfinishedEntries() async throws(StoreFailure) -> [DocumentSummary] {
        state.withLock { state in
            state.documents.filter {
                $0.value.state == .needsReview && $0.value.arrivals.first?.isEntry == true
            }
            .keys.sorted(by: >).compactMap { state.summary(of: $0) }
        }
    }

    /// Records are not kept in memory.
    public func knownRecords() async throws(StoreFailure) -> KnownRecords { KnownRecords() }
}
