import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// The newest entry of the audit log.
    public func auditHead() async throws(StoreFailure) -> AuditHead? {
        try await ask { db in try AuditTrail.head(db) }
    }

    /// Checks the chain, the file and what must always hold between the tables.
    public func irregularities(since head: AuditHead?) async throws(StoreFailure) -> [Irregularity] {
        try await ask { db in
            var found = try AuditTrail.irregularities(since: head, in: db)
            let report = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
            found += report.filter { $0 != "ok" }.map { .store($0) }
            if try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") != nil {
                found.append(.store("a row points to a row that is not there"))
            }
            for (sentence, condition) in StoreInvariant.violations {
                let rows = try Int64.fetchAll(db, sql: condition)
                found += rows.map { .store("document \($0) \(sentence)") }
            }
            found += try PostingTable.unbalanced(in: db).map {
                .store("the books of order line \($0) are not the sum of its bills")
            }
            found += try PrepaymentTable.overused(in: db).map {
                .store("bills have used more of prepayment \($0) than was paid ahead")
            }
            found += try CorrectionRows.unfolded(in: db).map {
                .store("document \($0) is not what was read, folded with its corrections")
            }
            return found
        }
    }

    /// All bytes that must be in the archive, by pages of `limit` after a document.
    public func archived(
        after document: DocumentID, limit: Int
    ) async throws(StoreFailure) -> [ArchivedDocument] {
        try await ask { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, sha256 FROM documents WHERE id > ? AND duplicate_of IS NULL ORDER BY id LIMIT ?
                    """,
                arguments: [document.rawValue, limit]
            ).map { row in
                let id = DocumentID(rawValue: row["id"])
                guard let hash = ContentHash(rawValue: row["sha256"]) else {
                    throw StoreFailure.broken("document \(id) has no hash")
                }
                return ArchivedDocument(
                    id: id, hash: hash, versions: try ReadingRows.versions(of: id, in: db))
            }
        }
    }
}

extension DocumentState {
    /// The actions of the log that say a document's state.
    fileprivate static let actions = names.map { "'\($0)'" }.joined(separator: ", ")
}

/// What must hold between tables where no constraint can say it: a sentence, and the documents that break it.
private enum StoreInvariant {
    static let violations: [(sentence: String, documents: String)] = [
        (
            "has no first arrival",
            """
            SELECT id FROM documents WHERE NOT EXISTS
                (SELECT 1 FROM arrivals WHERE document_id = documents.id AND is_first = 1)
            """
        ),
        (
            "waits to be read and has no job",
            """
            SELECT id FROM documents WHERE state = 'received' AND NOT EXISTS
                (SELECT 1 FROM jobs WHERE kind = 'capture' AND document_id = documents.id AND state IN ('waiting', 'leased'))
            """
        ),
        (
            "is settled and still has a job",
            """
            SELECT documents.id FROM documents JOIN jobs ON jobs.document_id = documents.id AND jobs.kind = 'capture'
            WHERE (documents.state = 'failed') <> (jobs.state = 'aside')
                OR documents.state NOT IN ('received', 'failed')
            """
        ),
        (
            "is booked and held at once, or waits for nothing",
            """
            SELECT document_id FROM matches WHERE status <> 'void' AND (status = 'posted') = EXISTS
                (SELECT 1 FROM holds WHERE holds.document_id = matches.document_id AND state = 'open')
                AND document_id NOT IN (SELECT document_id FROM matches_due)
            """
        ),
        (
            "is booked otherwise than it is matched",
            """
            SELECT matches.document_id FROM matches JOIN postings ON postings.document_id = matches.document_id
            WHERE matches.status <> postings.status
            """
        ),
        (
            "was read and has no reading",
            """
            SELECT id FROM documents WHERE state IN ('read', 'needs-review') AND NOT EXISTS
                (SELECT 1 FROM readings WHERE document_id = documents.id)
            """
        ),
        (
            "has a page that is in none or several of the documents its pages were given to",
            """
            SELECT source_id FROM parts JOIN rearrangements ON rearrangements.id = rearrangement_id
                JOIN readings ON readings.document_id = source_id
            WHERE undone_at IS NULL GROUP BY rearrangement_id, source_id
            HAVING min(first_page) <> 1 OR max(last_page) <> page_count
                OR sum(last_page - first_page + 1) <> page_count
            UNION SELECT one.source_id FROM parts AS one JOIN parts AS other
                ON other.rearrangement_id = one.rearrangement_id AND other.source_id = one.source_id
                AND (other.document_id, other.position) > (one.document_id, one.position)
            WHERE other.first_page <= one.last_page AND other.last_page >= one.first_page
            """
        ),
        (
            "has given its pages away and is looked at all the same, or the other way round",
            """
            SELECT documents.id FROM documents JOIN parts ON documents.id IN (source_id, parts.document_id)
                JOIN rearrangements ON rearrangements.id = rearrangement_id
            WHERE documents.state <> 'unpacked'
                AND (documents.id = source_id) = (undone_at IS NULL)
                AND rearrangement_id = (SELECT max(rearrangement_id) FROM parts AS newest
                    WHERE documents.id IN (newest.source_id, newest.document_id))
            """
        ),
        (
            "has a case that has ended and still waits for something",
            """
            SELECT coalesce(document_id, 0) FROM cases WHERE state IN ('completed', 'cancelled')
                AND (EXISTS (SELECT 1 FROM tasks WHERE case_id = cases.id AND tasks.state = 'open')
                    OR EXISTS (SELECT 1 FROM timers WHERE case_id = cases.id)
                    OR EXISTS (SELECT 1 FROM awaited WHERE case_id = cases.id)
                    OR EXISTS (SELECT 1 FROM errands WHERE case_id = cases.id))
            """
        ),
        (
            "has a task that was completed, and nothing says by whom",
            """
            SELECT coalesce(document_id, 0) FROM tasks JOIN cases ON cases.id = case_id WHERE tasks.state = 'completed'
                AND NOT EXISTS (SELECT 1 FROM task_acts WHERE task_id = tasks.id AND kind = 'complete')
            """
        ),
        (
            "does not have the bytes of the document it points to",
            """
            SELECT documents.id FROM documents JOIN documents AS original ON original.id = documents.duplicate_of
            WHERE original.sha256 <> documents.sha256 OR original.duplicate_of IS NOT NULL
            """
        ),
        (
            "is in another state than the audit log says",
            """
            SELECT id FROM documents WHERE state IS NOT (SELECT action FROM audit
                WHERE document_id = documents.id AND action IN (\(DocumentState.actions))
                ORDER BY sequence DESC LIMIT 1)
            """
        ),
    ]
}
