import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// Leases jobs that are due; a job that used up its tries is put aside instead.
    public func lease(
        limit: Int, terms: LeaseTerms, at: Timestamp
    ) async throws(StoreFailure) -> [Lease] {
        // Most of the time there is nothing to do, and asking needs no write lock.
        let isAnythingDue = try await ask { db in try !JobTable.due(at: terms.now, limit: 1, in: db).isEmpty }
        guard isAnythingDue else { return [] }
        return try await changes.commit { db in
            try JobTable.due(at: terms.now, limit: limit, in: db).compactMap { row in
                try Self.lease(row, terms: terms, at: at, in: db)
            }
        }
    }

    private static func lease(_ row: Row, terms: LeaseTerms, at: Timestamp, in db: Database) throws -> Lease?
    {
        let job: Int64 = row["id"]
        let document = DocumentID(rawValue: row["document_id"])
        let attempts: Int = row["attempts"]
        guard attempts < JobLimits.attempts else {
            let last: String = row["last_error"] ?? "the process died while it was at it"
            try JobTable.putAside(
                job, of: document, reason: "given up after \(attempts) tries: \(last)", at: at, in: db)
            return nil
        }
        guard let arrival = try ArrivalRows.first(of: document, in: db) else {
            throw StoreFailure.broken("document \(document) has no first arrival")
        }
        let token: Int64 = row["token"] + 1
        try db.cachedStatement(
            sql: """
                UPDATE jobs SET state = 'leased', attempts = attempts + 1, token = ?, worker = ?, due_boot = ?,
                    due = ? WHERE id = ?
                """
        ).execute(arguments: [token, terms.worker, terms.until.boot, terms.until.milliseconds, job])
        return Lease(
            job: job, document: document, token: token, attempt: attempts + 1, arrival: arrival)
    }

    /// Extends leases; the ones that were lost meanwhile are left out of the answer.
    public func renew(_ leases: [Lease], until: Uptime) async throws(StoreFailure) -> [Lease] {
        try await changes.commit { db in
            try leases.filter { lease in
                guard try JobTable.isHeld(lease, in: db) else { return false }
                try db.cachedStatement(sql: "UPDATE jobs SET due_boot = ?, due = ? WHERE id = ?")
                    .execute(arguments: [until.boot, until.milliseconds, lease.job])
                return true
            }
        }
    }

    /// Commits what a step came to and ends its job.
    public func commit(_ step: FinishedStep) async throws(StoreFailure) -> [Receipt] {
        // Encoding is done before the lock is taken.
        let reading = try step.reading.map { reading throws(StoreFailure) in try ReadingRow(reading) }
        return try await changes.commit { db in
            guard try JobTable.isHeld(step.lease, in: db) else { throw StoreFailure.leaseLost }
            let document = step.lease.document
            if let reading {
                try ReadingRows.replace(
                    reading, found: step.findings, of: document, named: step.lease.arrival.name, in: db)
            }
            // What people corrected is looked at again when it was read anew.
            let wasCorrected = try step.state == .read && !CorrectionRows.edits(of: document, in: db).isEmpty
            let state = wasCorrected ? .needsReview : step.state
            try ReadingRows.replace(step.findings, of: document, in: db)
            for version in step.versions { try ReadingRows.replace(version, of: document, in: db) }
            let receipts = try step.children.map { child in try Intake.receive(child, in: db) }
            try StateTable.set(state, of: document, detail: step.auditDetail, at: step.at, in: db)
            try db.cachedStatement(sql: "DELETE FROM jobs WHERE id = ?").execute(arguments: [step.lease.job])
            if let reading {
                try MatchesDue.add(
                    read: document, kind: reading.reading.draft.kind, why: "it was read", in: db)
            }
            return receipts
        }
    }

    /// Puts a job back to be tried again, or aside when its tries are used up.
    public func giveBack(_ lease: Lease, after failure: StepFailure) async throws(StoreFailure) -> Bool {
        try await changes.commit { db in
            guard try JobTable.isHeld(lease, in: db) else { throw StoreFailure.leaseLost }
            if failure.isCounted, lease.attempt >= JobLimits.attempts {
                try JobTable.putAside(
                    lease.job, of: lease.document,
                    reason: "given up after \(lease.attempt) tries: \(failure.reason)", at: failure.at, in: db
                )
                return true
            }
            try db.cachedStatement(
                sql: """
                    UPDATE jobs SET state = 'waiting', worker = NULL, attempts = ?, due_boot = ?, due = ?,
                        last_error = ? WHERE id = ?
                    """
            ).execute(arguments: [
                failure.isCounted ? lease.attempt : lease.attempt - 1, failure.notBefore.boot,
                failure.notBefore.milliseconds, failure.reason, lease.job,
            ])
            return false
        }
    }

    /// Makes the jobs of processes that are no more due at once.
    public func releaseLeases(of workers: [String]) async throws(StoreFailure) {
        try await changes.commit { db in
            for worker in workers {
                try db.execute(
                    sql: """
                        UPDATE jobs SET due = 0 WHERE state = 'leased' AND worker = ?
                        """, arguments: [worker])
            }
        }
    }

    /// The processes that hold leases.
    public func workers() async throws(StoreFailure) -> Set<String> {
        try await ask { db in
            try String.fetchSet(db, sql: "SELECT DISTINCT worker FROM jobs WHERE state = 'leased'")
        }
    }

    /// What has come out of the outermost mail or ZIP file that an arrival was in.
    public func unpacked(beside arrival: Arrival) async throws(StoreFailure) -> UnpackedSoFar {
        guard arrival.container != nil else { return UnpackedSoFar() }
        return try await ask { db in try ArrivalRows.unpacked(beside: arrival, in: db) }
    }

    /// Has a settled document read again.
    public func rerun(
        _ document: DocumentID, by actor: String, at: Timestamp
    ) async throws(StoreFailure) -> Bool {
        try await changes.commit { db in
            let state = try String.fetchOne(
                db, sql: "SELECT state FROM documents WHERE id = ?", arguments: [document.rawValue])
            let isEntry = try ArrivalRows.first(of: document, in: db)?.isEntry == true
            guard let state, state != DocumentState.received.name, state != "duplicate-of", !isEntry,
                try !PartRows.hasGivenAway(document, in: db)
            else {
                return false
            }
            try JobTable.add(for: document, in: db)
            try StateTable.set(
                .received, of: document, detail: "to be read again, was \(state)", by: actor, at: at, in: db)
            return true
        }
    }

    /// How many jobs are not done, the ones put aside left out.
    public func openJobs() async throws(StoreFailure) -> Int {
        try await ask { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM jobs WHERE state IN ('waiting', 'leased')") ?? 0
        }
    }
}

extension FinishedStep {
    /// What the audit log says of the step, in one line.
    var auditDetail: String {
        var parts: [String] = []
        if let reason = state.reason { parts.append(reason) }
        if case .duplicateOf(let other) = state { parts.append("of document \(other)") }
        if let reading {
            parts.append(
                "\(reading.draft.kind.rawValue), \(reading.pages.count) page\(reading.pages.count == 1 ? "" : "s")"
            )
            parts.append("read by \(reading.engines.joined(separator: ", "))")
        }
        if !findings.isEmpty { parts.append("\(findings.count) findings") }
        if !children.isEmpty { parts.append("\(children.count) documents inside") }
        parts += versions.map { "\($0.kind.rawValue) version sha256 \($0.hash)" }
        return parts.joined(separator: "; ")
    }
}
