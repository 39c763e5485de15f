public import Domain
public import Pipeline
import Synchronization

extension MemoryStore {
    /// The documents that match, newest first.
    public func summaries(_ query: DocumentQuery) async throws(StoreFailure) -> [DocumentSummary] {
        state.withLock { state in
            let all = state.documents.keys.sorted(by: >).compactMap { state.summary(of: $0) }
            let matching = all.filter { summary in
                (query.states.isEmpty || query.states.contains(summary.state.name))
                    && query.before.map { summary.id < $0 } ?? true
            }
            return Array(matching.prefix(query.limit))
        }
    }

    /// Everything about one document.
    public func record(of document: DocumentID) async throws(StoreFailure) -> DocumentRecord? {
        state.withLock { state in
            guard let known = state.documents[document], let summary = state.summary(of: document) else {
                return nil
            }
            let made = state.acts.filter { act in
                !act.isUndone && act.act.sources.contains { $0.document == document }
            }.flatMap(\.made)
            let children = state.documents.filter { id, child in
                made.contains(id) || child.arrivals.contains { $0.container == document }
            }
            let duplicates = state.documents.filter { $0.value.state == .duplicateOf(document) }
                .sorted { $0.key < $1.key }
            return DocumentRecord(
                summary: summary, arrivals: known.arrivals + duplicates.flatMap(\.value.arrivals),
                reading: known.reading, findings: known.findings,
                versions: known.versions, children: children.keys.sorted(),
                duplicates: duplicates.map(\.key),
                history: state.history.filter { $0.document == document })
        }
    }

    /// How many documents are in each state.
    public func countByState() async throws(StoreFailure) -> [String: Int] {
        state.withLock { state in
            Dictionary(state.documents.values.map { ($0.state.name, 1) }, uniquingKeysWith: +)
        }
    }

    /// Documents with all the words, by whole text and without ranking.
    public func search(_ words: String, limit: Int) async throws(StoreFailure) -> [SearchHit] {
        let terms = words.lowercased().split(separator: " ")
        return state.withLock { state in
            let found = state.documents.filter { _, document in
                let text = document.reading?.pages.flatMap(\.words).map { $0.text.lowercased() } ?? []
                return !terms.isEmpty && terms.allSatisfy { term in text.contains { $0.hasPrefix(term) } }
            }
            return found.keys.sorted(by: >).prefix(limit).compactMap { id in
                state.summary(of: id).map { SearchHit(summary: $0, excerpt: words) }
            }
        }
    }

    /// Documents that were read with the same value in a field.
    public func documents(
        with value: String, in field: FieldName
    ) async throws(StoreFailure) -> [DocumentID] {
        state.withLock { state in
            let key = LookupKey.of(value, in: field)
            let found = state.documents.compactMapValues { $0.reading?.draft.text(field) }
                .filter { $0.value == value || key != nil && LookupKey.of($0.value, in: field) == key }
            return found.sorted { ($0.value == value ? 0 : 1, $0.key) < ($1.value == value ? 0 : 1, $1.key) }
                .map(\.key)
        }
    }

    /// The draft of a document.
    public func draft(of document: DocumentID) async throws(StoreFailure) -> InvoiceDraft? {
        state.withLock { state in state.documents[document]?.reading?.draft }
    }

    /// The newest entry of the log, which is not chained here.
    public func auditHead() async throws(StoreFailure) -> AuditHead? {
        state.withLock { state in
            state.history.last.map { AuditHead(sequence: $0.sequence, hash: $0.hash) }
        }
    }

    /// Nothing is ever irregular in memory.
    public func irregularities(since head: AuditHead?) async throws(StoreFailure) -> [Irregularity] { [] }

    /// All bytes that must be in the archive.
    public func archived(
        after document: DocumentID, limit: Int
    ) async throws(StoreFailure) -> [ArchivedDocument] {
        state.withLock { state in
            state.documents.keys.sorted().filter {
                $0 > document && state.documents[$0]?.isDuplicate == false
            }.prefix(limit).compactMap { id in
                state.documents[id].map {
                    ArchivedDocument(id: id, hash: $0.hash, versions: $0.versions)
                }
            }
        }
    }
}

extension MemoryStore.State {
    func summary(of id: DocumentID) -> DocumentSummary? {
        guard let document = documents[id], let first = document.arrivals.first else { return nil }
        let state = jobs[id]?.state == .leased ? .reading : document.state
        let reading =
            if case .duplicateOf(let other) = state { documents[other]?.reading } else { document.reading }
        var summary = DocumentSummary(
            id: id, hash: document.hash, size: document.size, name: first.name, inbox: first.inbox,
            container: first.container, received: first.at,
            state: state, kind: reading?.draft.kind, language: reading?.draft.language,
            pages: reading?.pages.count)
        for name in DocumentSummary.listed { summary.values[name] = reading?.draft.text(name) }
        return summary
    }
}
