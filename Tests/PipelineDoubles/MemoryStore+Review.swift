import Domain
public import Pipeline
public import Reviewing
import Synchronization

extension MemoryStore {
    /// The documents that wait for a person.
    public func reviewQueue() async throws(StoreFailure) -> [QueuedDocument] {
        state.withLock { state in
            state.documents.filter { $0.value.state == .needsReview }.map { id, document in
                let unsure = document.reading?.draft.fields.values.filter { !$0.isAccepted } ?? []
                return QueuedDocument(
                    id: id.rawValue,
                    expectedErrors: unsure.reduce(Double(document.findings.count) / 2) {
                        $0 + 1 - $1.confidence
                    },
                    questions: unsure.count + document.findings.count,
                    total: document.reading?.draft.amount(.grandTotal))
            }
        }
    }

    /// A document as a review takes it up.
    public func reviewFile(of document: DocumentID) async throws(StoreFailure) -> ReviewFile? {
        guard let record = try await record(of: document), let draft = record.reading?.draft else {
            return nil
        }
        return state.withLock { state in
            let made = state.corrections[document] ?? []
            return ReviewFile(
                record: record, asRead: state.asRead[document] ?? draft,
                found: state.found[document] ?? record.findings, edits: made.map(\.edit), version: made.count)
        }
    }

    /// Keeps an edit, if it was made on the newest version.
    public func record(_ correction: Correction) async throws(StoreFailure) -> CorrectionReceipt {
        state.withLock { state in
            let id = correction.document
            guard let document = state.documents[id], let draft = document.reading?.draft else {
                return .closed(.received)
            }
            let made = state.corrections[id] ?? []
            if state.corrections.values.joined().contains(where: { $0.key == correction.key }) {
                return .known(version: made.count)
            }
            if let claim = state.claims[id], claim.session != correction.session {
                return .claimed(by: claim.holder)
            }
            guard made.count == correction.base else {
                return .outdated(version: made.count, by: made.last?.actor ?? "vouch")
            }
            switch document.state {
            case .read, .needsReview, .rejected: break
            default: return .closed(document.state)
            }
            if made.isEmpty {
                state.asRead[id] = draft
                state.found[id] = document.findings
            }
            state.corrections[id, default: []].append(correction)
            state.documents[id]?.reading?.draft = correction.draft
            state.documents[id]?.findings = correction.findings
            state.note("corrected", id, correction.subject, by: correction.actor, at: correction.at)
            if document.state != correction.state {
                state.documents[id]?.state = correction.state
                state.note(correction.state.name, id, "after review", by: correction.actor, at: correction.at)
            }
            return .kept(version: made.count + 1)
        }
    }

    /// Whether an answer with this key was kept.
    public func hasCorrection(_ key: String) async throws(StoreFailure) -> Bool {
        state.withLock { state in state.corrections.values.joined().contains { $0.key == key } }
    }

    /// Gives a document to a session alone; what else it has is laid down.
    public func claim(
        _ document: DocumentID, for holder: String, terms: LeaseTerms, at: Timestamp
    ) async throws(StoreFailure) -> ClaimReceipt {
        state.withLock { state in
            guard let known = state.documents[document] else { return .missing }
            guard known.state != .unpacked, known.reading != nil else { return .unread(known.state) }
            if let claim = state.claims[document], claim.session != terms.worker,
                claim.until.boot == terms.now.boot, claim.until.milliseconds > terms.now.milliseconds
            {
                return .held(by: claim.holder, since: claim.at)
            }
            state.claims = state.claims.filter { $0.value.session != terms.worker || $0.key == document }
            state.claims[document] = Claim(session: terms.worker, holder: holder, at: at, until: terms.until)
            return .yours
        }
    }

    /// Lays down what sessions have claimed.
    public func releaseClaims(of sessions: [String]) async throws(StoreFailure) {
        state.withLock { state in state.claims = state.claims.filter { !sessions.contains($0.value.session) }
        }
    }

    /// The sessions that have claimed something.
    public func claimants() async throws(StoreFailure) -> Set<String> {
        state.withLock { state in Set(state.claims.values.map(\.session)) }
    }

    /// What was answered, one entry a document.
    public func reviewWork() async throws(StoreFailure) -> [ReviewWork] {
        state.withLock { state in
            state.corrections.compactMap { id, made in
                guard let last = made.last else { return nil }
                let answers = made.filter { $0.subject != "document" }
                return ReviewWork(
                    seller: state.documents[id]?.reading?.draft.text(.sellerName), at: last.at,
                    isSettled: state.documents[id]?.state == .read, answers: answers.count,
                    changes: answers.count { $0.before != $0.after },
                    seconds: made.reduce(0) { $0 + $1.seconds },
                    keystrokes: made.reduce(0) { $0 + $1.keystrokes },
                    isEntry: state.documents[id]?.arrivals.first?.isEntry == true)
            }.sorted { $0.at < $1.at }
        }
    }
}
