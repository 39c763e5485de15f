import Domain
import GRDB
public import Pipeline
import Reviewing

extension SQLiteStore {
    /// Gives pages of documents to new ones, which wait to be read; the sources are looked at no more.
    public func rearrange(_ act: Rearrangement) async throws(StoreFailure) -> RearrangementReceipt {
        try await changes.commit { db in
            if let known = try PartRows.products(ofKey: act.key, in: db) { return .known(known) }
            for source in act.sources {
                if let obstacle = try Self.obstacle(source, for: act.session, in: db) { return obstacle }
            }
            let made = try PartRows.add(act, in: db)
            let list = made.map(\.description).joined(separator: ", ")
            for source in act.sources {
                try StateTable.set(
                    .unpacked, of: source.document,
                    detail: act.sources.count > 1 ? "joined into \(list)" : "split into \(list)",
                    by: act.actor, at: act.at, in: db)
                try db.execute(
                    sql: "DELETE FROM claims WHERE document_id = ?", arguments: [source.document.rawValue])
                // A bill whose pages are others' is matched no more.
                try MatchesDue.add(
                    read: source.document, kind: .invoice, why: "its pages were given away", in: db)
            }
            return .done(made)
        }
    }

    /// What keeps a document from giving its pages away.
    private static func obstacle(
        _ source: Rearrangement.Source, for session: String, in db: Database
    ) throws -> RearrangementReceipt? {
        let id = source.document
        guard let summary = try SummaryRows.fetch(id, in: db),
            let row = try CorrectionRows.reading(of: id, in: db)
        else { return .closed(id, .received) }
        guard summary.state.isReviewable else { return .closed(id, summary.state) }
        if let holder = try ClaimRows.other(than: session, of: id.rawValue, in: db) {
            return .claimed(id, by: holder)
        }
        guard row["version"] == source.version, summary.pages == source.pageCount else {
            return .outdated(id)
        }
        return nil
    }

    /// Gives pages back to the documents they came from, and has a person look at those again.
    public func takeBack(
        _ document: DocumentID, session: String, by actor: String, at: Timestamp
    ) async throws(StoreFailure) -> RearrangementReceipt {
        try await changes.commit { db in
            guard let act = try PartRows.standing(with: document, in: db) else { return .nothing }
            let made = try PartRows.documents("document_id", of: act, in: db)
            let sources = try PartRows.documents("source_id", of: act, in: db)
            for id in made {
                if let state = try SummaryRows.fetch(id, in: db)?.state, state == .unpacked {
                    return .closed(id, state)
                }
                if let holder = try ClaimRows.other(than: session, of: id.rawValue, in: db) {
                    return .claimed(id, by: holder)
                }
            }
            try db.execute(
                sql: "UPDATE rearrangements SET undone_at = ? WHERE id = ?",
                arguments: [at.milliseconds, act])
            let list = sources.map(\.description).joined(separator: ", ")
            for id in made {
                try db.execute(sql: "DELETE FROM jobs WHERE document_id = ?", arguments: [id.rawValue])
                try db.execute(sql: "DELETE FROM claims WHERE document_id = ?", arguments: [id.rawValue])
                try StateTable.set(
                    .unpacked, of: id, detail: "taken back; its pages are document \(list) again", by: actor,
                    at: at, in: db)
            }
            for id in made + sources {
                try MatchesDue.add(read: id, kind: .invoice, why: "pages were put back", in: db)
            }
            for id in sources { try Self.reopen(id, by: actor, at: at, in: db) }
            return .done(sources)
        }
    }

    /// Has a person look at a document again; what was decided of the whole of it is open.
    private static func reopen(_ id: DocumentID, by actor: String, at: Timestamp, in db: Database) throws {
        let edits = try CorrectionRows.edits(of: id, in: db)
        if !edits.isEmpty, let row = try CorrectionRows.reading(of: id, in: db) {
            let asRead = try ReadingRows.draft(row["as_read"] ?? row["draft"], of: id)
            let correction = Correction(
                document: id, base: edits.count, key: "put-back-\(id)-\(edits.count + 1)", session: "",
                edit: .readAgain, draft: asRead.with(EditHistory(edits + [.readAgain])),
                findings: try ReadingRows.findings(of: id, in: db), state: .needsReview, actor: actor, at: at)
            _ = try CorrectionRows.add(correction, after: row, in: db)
        }
        try StateTable.set(
            .needsReview, of: id, detail: "its pages are its own again", by: actor, at: at, in: db)
    }
}
