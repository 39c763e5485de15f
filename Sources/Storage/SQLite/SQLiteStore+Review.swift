import Domain
import GRDB
public import Pipeline
public import Reviewing

extension SQLiteStore {
    /// The documents that wait for a person.
    public func reviewQueue() async throws(StoreFailure) -> [QueuedDocument] {
        try await ask { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, (SELECT total(1 - confidence) FROM fields WHERE document_id = id AND is_accepted = 0)
                        AS doubt,
                        (SELECT count(*) FROM fields WHERE document_id = id AND is_accepted = 0) AS unsure,
                        (SELECT count(*) FROM findings WHERE document_id = id) AS found,
                        (SELECT value FROM fields WHERE document_id = id AND name = 'grand_total') AS total
                    FROM documents WHERE state = 'needs-review'
                    """
            ).map { row in
                let found: Int = row["found"]
                return QueuedDocument(
                    id: row["id"], expectedErrors: (row["doubt"] as Double) + Double(found) / 2,
                    questions: (row["unsure"] as Int) + found,
                    total: (row["total"] as String?).flatMap { FixedDecimal(canonical: $0) })
            }
        }
    }

    /// A document as a review takes it up.
    public func reviewFile(of document: DocumentID) async throws(StoreFailure) -> ReviewFile? {
        try await ask { db in
            guard let row = try CorrectionRows.reading(of: document, in: db),
                let record = try SummaryRows.record(of: document, in: db)
            else { return nil }
            return ReviewFile(
                record: record, asRead: try ReadingRows.draft(row["as_read"] ?? row["draft"], of: document),
                found: try CorrectionRows.found(row).map(FindingJSON.findings) ?? record.findings,
                edits: try CorrectionRows.edits(of: document, in: db), version: row["version"])
        }
    }

    /// Whether an answer with this key was kept.
    public func hasCorrection(_ key: String) async throws(StoreFailure) -> Bool {
        try await ask { db in try CorrectionRows.has(key, in: db) }
    }

    /// Keeps an edit, if it was made on the newest version.
    public func record(_ correction: Correction) async throws(StoreFailure) -> CorrectionReceipt {
        try await changes.commit { db in
            let id = correction.document.rawValue
            guard let state = try SummaryRows.fetch(correction.document, in: db)?.state,
                let row = try CorrectionRows.reading(of: correction.document, in: db)
            else { return .closed(.received) }
            let version: Int = row["version"]
            if try CorrectionRows.has(correction.key, in: db) { return .known(version: version) }
            if let holder = try ClaimRows.other(than: correction.session, of: id, in: db) {
                return .claimed(by: holder)
            }
            guard version == correction.base else {
                let actor = try CorrectionRows.newestActor(of: correction.document, in: db)
                return .outdated(version: version, by: actor ?? "vouch")
            }
            guard state.isReviewable else { return .closed(state) }
            let kept = try CorrectionRows.add(correction, after: row, in: db)
            try MatchesDue.add(
                read: correction.document, kind: correction.draft.kind,
                why: "\(correction.actor) corrected it",
                in: db)
            try NewsTable.add(about: correction.document, by: correction.actor, in: db)
            if correction.state == .read {
                try LessonsDue.add(correction.document, by: correction.actor, in: db)
            }
            if correction.state != state {
                try StateTable.set(
                    correction.state, of: correction.document, detail: "after review, was \(state.name)",
                    by: correction.actor, at: correction.at, in: db)
            }
            return .kept(version: kept)
        }
    }

    /// Gives a document to a session alone, or extends its lease; what else it has is laid down.
    public func claim(
        _ document: DocumentID, for holder: String, terms: LeaseTerms, at: Timestamp
    ) async throws(StoreFailure) -> ClaimReceipt {
        try await changes.commit { db in
            let id = document.rawValue
            guard let state = try SummaryRows.fetch(document, in: db)?.state else { return .missing }
            guard state != .unpacked, try CorrectionRows.reading(of: document, in: db) != nil else {
                return .unread(state)
            }
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT * FROM claims WHERE document_id = ? AND session <> ? AND due_boot = ? AND due > ?",
                arguments: [id, terms.worker, terms.now.boot, terms.now.milliseconds])
            if let row {
                return .held(by: row["holder"], since: Timestamp(milliseconds: row["at"]))
            }
            try db.execute(
                sql: "DELETE FROM claims WHERE session = ? AND document_id <> ?",
                arguments: [terms.worker, id])
            try db.execute(
                sql: """
                    INSERT INTO claims (document_id, session, holder, at, due_boot, due) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (document_id) DO UPDATE SET
                        at = iif(session = excluded.session, at, excluded.at), session = excluded.session,
                        holder = excluded.holder, due_boot = excluded.due_boot, due = excluded.due
                    """,
                arguments: [
                    id, terms.worker, holder, at.milliseconds, terms.until.boot, terms.until.milliseconds,
                ])
            return .yours
        }
    }

    /// Lays down what sessions have claimed.
    public func releaseClaims(of sessions: [String]) async throws(StoreFailure) {
        try await changes.commit { db in
            for session in sessions {
                try db.execute(sql: "DELETE FROM claims WHERE session = ?", arguments: [session])
            }
        }
    }

    /// The sessions that have claimed something.
    public func claimants() async throws(StoreFailure) -> Set<String> {
        try await ask { db in try String.fetchSet(db, sql: "SELECT DISTINCT session FROM claims") }
    }

    /// What was answered, one entry a document, oldest first.
    public func reviewWork() async throws(StoreFailure) -> [ReviewWork] {
        try await ask { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT max(at) AS last, total(seconds) AS seconds,
                        (SELECT state FROM documents WHERE id = document_id) = 'read' AS is_settled,
                        sum(keystrokes) AS keystrokes,
                        sum(subject <> 'document') AS answers,
                        sum(subject <> 'document' AND before IS NOT after) AS changes,
                        (SELECT value FROM fields WHERE document_id = corrections.document_id
                            AND name = 'seller_name') AS seller,
                        EXISTS (SELECT 1 FROM arrivals WHERE arrivals.document_id = corrections.document_id
                            AND is_first = 1 AND arrivals.key GLOB '\(Arrival.entryPrefix)*') AS is_entry
                    FROM corrections GROUP BY document_id ORDER BY last
                    """
            ).map { row in
                ReviewWork(
                    seller: row["seller"], at: Timestamp(milliseconds: row["last"]),
                    isSettled: row["is_settled"], answers: row["answers"], changes: row["changes"],
                    seconds: row["seconds"], keystrokes: row["keystrokes"], isEntry: row["is_entry"])
            }
        }
    }
}

/// Reads claims; part of the transaction it is called in.
enum ClaimRows {
    /// Who has a document in another session; leases are judged when they are claimed, not here.
    static func other(than session: String, of document: Int64, in db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT holder FROM claims WHERE document_id = ? AND session <> ?",
            arguments: [document, session])
    }
}

extension DocumentState {
    /// Whether people may correct a document in this state.
    var isReviewable: Bool {
        switch self {
        case .read, .needsReview, .rejected: true
        case .received, .reading, .unpacked, .duplicateOf, .quarantined, .failed: false
        }
    }
}
