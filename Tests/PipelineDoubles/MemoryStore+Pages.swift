import Domain
public import Pipeline
import Reviewing
import Synchronization

extension MemoryStore {
    struct Act {
        var act: Rearrangement
        var made: [DocumentID]
        var isUndone = false
    }

    /// Gives pages of documents to new ones.
    public func rearrange(_ act: Rearrangement) async throws(StoreFailure) -> RearrangementReceipt {
        state.withLock { state in
            if let known = state.acts.first(where: { $0.act.key == act.key }) { return .known(known.made) }
            for source in act.sources {
                let id = source.document
                guard let document = state.documents[id], let reading = document.reading else {
                    return .closed(id, .received)
                }
                switch document.state {
                case .read, .needsReview, .rejected: break
                default: return .closed(id, document.state)
                }
                if let claim = state.claims[id], claim.session != act.session {
                    return .claimed(id, by: claim.holder)
                }
                guard state.corrections[id]?.count ?? 0 == source.version,
                    reading.pages.count == source.pageCount
                else { return .outdated(id) }
            }
            let made = act.documents.map { product in
                guard let id = state.receive(product.arrival).document else {
                    preconditionFailure("a note is bytes")
                }
                return id
            }
            state.acts.append(Act(act: act, made: made))
            for source in act.sources {
                state.set(.unpacked, source.document, "its pages are others'", at: act.at)
                state.claims[source.document] = nil
            }
            return .done(made)
        }
    }

    /// Gives pages back.
    public func takeBack(
        _ document: DocumentID, session: String, by actor: String, at: Timestamp
    ) async throws(StoreFailure) -> RearrangementReceipt {
        state.withLock { state in
            let index = state.acts.lastIndex { act in
                !act.isUndone
                    && (act.made.contains(document) || act.act.sources.contains { $0.document == document })
            }
            guard let index else { return .nothing }
            let made = state.acts[index].made
            for id in made {
                if state.documents[id]?.state == .unpacked { return .closed(id, .unpacked) }
                if let claim = state.claims[id], claim.session != session {
                    return .claimed(id, by: claim.holder)
                }
            }
            state.acts[index].isUndone = true
            for id in made {
                state.jobs[id] = nil
                state.claims[id] = nil
                state.set(.unpacked, id, "taken back", at: at)
            }
            let sources = state.acts[index].act.sources.map(\.document).sorted()
            for id in sources { state.reopen(id, by: actor, at: at) }
            return .done(sources)
        }
    }
}

extension MemoryStore.State {
    /// Whether the pages of a document are others' now.
    func hasGivenAway(_ document: DocumentID) -> Bool {
        acts.contains { act in
            act.isUndone
                ? act.made.contains(document) : act.act.sources.contains { $0.document == document }
        }
    }

    fileprivate mutating func reopen(_ id: DocumentID, by actor: String, at: Timestamp) {
        let edits = (corrections[id] ?? []).map(\.edit)
        if !edits.isEmpty, let asRead = asRead[id] {
            let draft = asRead.with(EditHistory(edits + [.readAgain]))
            corrections[id, default: []].append(
                Correction(
                    document: id, base: edits.count, key: "put-back-\(id)-\(edits.count + 1)", session: "",
                    edit: .readAgain, draft: draft, findings: documents[id]?.findings ?? [],
                    state: .needsReview, actor: actor, at: at))
            documents[id]?.reading?.draft = draft
        }
        set(.needsReview, id, "its pages are its own again", at: at)
    }
}
