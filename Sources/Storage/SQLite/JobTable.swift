import Domain
import GRDB
import Pipeline

/// Writes and reads jobs; part of the transaction it is called in.
enum JobTable {
    static func add(for document: DocumentID, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO jobs (kind, document_id, state, attempts, token) VALUES ('capture', ?, 'waiting', 0, 0)
                ON CONFLICT (kind, document_id) DO UPDATE SET state = 'waiting', attempts = 0, worker = NULL,
                    due = NULL, due_boot = NULL, last_error = NULL
                """
        ).execute(arguments: [document.rawValue])
    }

    /// The jobs that can be leased now, the oldest first; ones whose lease ran out come before waiting ones.
    static func due(at now: Uptime, limit: Int, in db: Database) throws -> [Row] {
        let columns = "id, document_id, attempts, token, last_error"
        let lost = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM jobs WHERE state = 'leased' AND (due_boot <> ? OR due <= ?)
                ORDER BY id LIMIT ?
                """)
        let waiting = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM jobs
                WHERE state = 'waiting' AND (due IS NULL OR due_boot <> ? OR due <= ?) ORDER BY id LIMIT ?
                """)
        let first = try Row.fetchAll(lost, arguments: [now.boot, now.milliseconds, limit])
        let rest = limit - first.count
        guard rest > 0 else { return first }
        return first + (try Row.fetchAll(waiting, arguments: [now.boot, now.milliseconds, rest]))
    }

    /// Whether the lease is the job's newest and still runs.
    static func isHeld(_ lease: Lease, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM jobs WHERE id = ? AND token = ? AND state = 'leased'")
        return try Int.fetchOne(statement, arguments: [lease.job, lease.token]) != nil
    }

    /// Puts a job aside for good, until somebody has it run again, and marks its document as failed.
    static func putAside(
        _ job: Int64, of document: DocumentID, reason: String, at: Timestamp, in db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE jobs SET state = 'aside', worker = NULL, due = NULL, due_boot = NULL, last_error = ?
                WHERE id = ?
                """
        ).execute(arguments: [reason, job])
        try StateTable.set(.failed(reason: reason), of: document, detail: reason, at: at, in: db)
    }
}

/// Writes a document's state together with its audit entry; part of the transaction it is called in.
enum StateTable {
    static func set(
        _ state: DocumentState, of document: DocumentID, detail: String, by actor: String = "vouch",
        at: Timestamp, in db: Database
    ) throws {
        var original: DocumentID?
        if case .duplicateOf(let other) = state { original = other }
        try db.cachedStatement(
            sql: "UPDATE documents SET state = ?, reason = ?, duplicate_of = ?, changed_at = ? WHERE id = ?"
        ).execute(arguments: [
            state.name, state.reason, original?.rawValue, at.milliseconds, document.rawValue,
        ])
        try AuditTrail.add(state.name, to: document, detail: detail, by: actor, at: at, in: db)
        try NewsTable.add(about: document, by: actor, in: db)
    }
}
