import Domain
import GRDB
import Pipeline

/// Rows of errands; part of the transaction it is called in.
enum ErrandTable {
    /// Makes the errands of a case those that are called for; ones that are not any more go.
    static func keep(_ calls: [CaseRows.Call], of id: CaseID, at: Timestamp, in db: Database) throws {
        let known = try Set(
            Int.fetchAll(
                db.cachedStatement(sql: "SELECT token FROM errands WHERE case_id = ?"),
                arguments: [id.rawValue]))
        let called = Set(calls.map(\.token))
        for token in known.subtracting(called).sorted() { try remove(token, of: id, in: db) }
        for call in calls where !known.contains(call.token) {
            var result: String?
            if case .decision(_, let variable) = call.target { result = variable }
            try db.cachedStatement(
                sql: """
                    INSERT INTO errands (case_id, token, element, kind, name, result, state, attempts, fence, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, 0, ?)
                    """
            ).execute(arguments: [
                id.rawValue, call.token, call.element, call.target.kind, call.target.name, result,
                at.milliseconds,
            ])
        }
    }

    static func remove(_ token: Int, of id: CaseID, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM errands WHERE case_id = ? AND token = ?").execute(
            arguments: [id.rawValue, token])
    }

    static func isAnyAside(of id: CaseID, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM errands WHERE case_id = ? AND state = 'aside' LIMIT 1"),
            arguments: [id.rawValue]) != nil
    }

    /// Errands that can be leased now, the oldest first; ones whose lease ran out come before waiting ones.
    static func due(at now: Uptime, limit: Int, in db: Database) throws -> [Row] {
        let columns =
            "errands.*, (SELECT document_id FROM cases WHERE cases.id = errands.case_id) AS document_id"
        let lost = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM errands WHERE state = 'leased' AND (due_boot <> ? OR due <= ?)
                ORDER BY id LIMIT ?
                """)
        let waiting = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM errands
                WHERE state = 'waiting' AND (due IS NULL OR due_boot <> ? OR due <= ?) ORDER BY id LIMIT ?
                """)
        let first = try Row.fetchAll(lost, arguments: [now.boot, now.milliseconds, limit])
        let rest = limit - first.count
        guard rest > 0 else { return first }
        return first + (try Row.fetchAll(waiting, arguments: [now.boot, now.milliseconds, rest]))
    }

    /// Leases an errand; one that used up its tries is put aside instead.
    static func lease(_ row: Row, terms: LeaseTerms, in db: Database) throws -> Errand? {
        let (id, attempts): (Int64, Int) = (row["id"], row["attempts"])
        guard attempts < JobLimits.attempts else {
            let last: String = row["last_error"] ?? "the process died while it was at it"
            try putAside(id, of: CaseID(rawValue: row["case_id"]), reason: last, in: db)
            return nil
        }
        let fence: Int64 = row["fence"] + 1
        try db.cachedStatement(
            sql: """
                UPDATE errands SET state = 'leased', attempts = attempts + 1, fence = ?, worker = ?, due_boot = ?,
                    due = ? WHERE id = ?
                """
        ).execute(arguments: [fence, terms.worker, terms.until.boot, terms.until.milliseconds, id])
        let target: Errand.Target =
            row["kind"] == "decision"
            ? .decision(row["name"], result: row["result"]) : .handler(row["name"])
        return Errand(
            id: id, caseID: CaseID(rawValue: row["case_id"]),
            document: DocumentID(of: row),
            token: row["token"], element: row["element"], target: target, fence: fence, attempt: attempts + 1)
    }

    /// Whether the lease is the errand's newest and still runs.
    static func isHeld(_ errand: Errand, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT 1 FROM errands WHERE id = ? AND fence = ? AND state = 'leased'"),
            arguments: [errand.id, errand.fence]) != nil
    }

    static func putBack(_ errand: Errand, until: Uptime, because reason: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE errands SET state = 'waiting', worker = NULL, due_boot = ?, due = ?, last_error = ?
                WHERE id = ?
                """
        ).execute(arguments: [until.boot, until.milliseconds, reason, errand.id])
    }

    /// Puts an errand aside until a person has it tried again; its case is an incident.
    static func putAside(_ errand: Int64, of id: CaseID, reason: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE errands SET state = 'aside', worker = NULL, due_boot = NULL, due = NULL, last_error = ?
                WHERE id = ?
                """
        ).execute(arguments: [reason, errand])
        try CaseTable.set(.incident, of: id, in: db)
    }

    /// Has the errands of a case that were put aside tried again; how many there are.
    static func tryAgain(of id: CaseID, in db: Database) throws -> Int {
        try db.cachedStatement(
            sql: "UPDATE errands SET state = 'waiting', attempts = 0 WHERE case_id = ? AND state = 'aside'"
        ).execute(arguments: [id.rawValue])
        return db.changesCount
    }
}
