public import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// Matches a document and keeps what it comes to; the same again changes nothing, and no bill comes to `nil`.
    ///
    /// The verdict is found beside the database; only where something it depends on has changed meanwhile it is found
    /// again while nobody else writes.
    public func match(
        _ document: DocumentID, by judge: MatchJudge, why: String, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> MatchOutcome? {
        let (file, version) = try await ask { db in try Self.fileAndVersion(of: document, in: db) }
        guard let file else { return nil }
        let verdict = judge.verdict(on: file)
        return try await changes.commit { db in
            var verdict = verdict
            let (current, now) = try Self.fileAndVersion(of: document, version: version, known: file, in: db)
            guard let current else { return nil }
            if now != version { verdict = judge.verdict(on: current) }
            return try MatchTable(verdict: verdict, why: why, actor: actor, at: at).keep(in: db)
        }
    }

    /// What a verdict on a document depends on, as versions.
    struct MatchVersion: Equatable, Sendable {
        var books: [Int64]
        var draft: Int64
        var state: String
        var own: String
    }

    private static func fileAndVersion(of document: DocumentID, in db: Database) throws -> (
        MatchFile?, MatchVersion?
    ) {
        let file = try MatchFileRows.file(of: document, in: db)
        return (file, try version(of: document, vendor: file?.vendor.vendor?.id, in: db))
    }

    /// The file as it is now; the known one where nothing has changed.
    private static func fileAndVersion(
        of document: DocumentID, version: MatchVersion?, known: MatchFile, in db: Database
    ) throws -> (MatchFile?, MatchVersion?) {
        let now = try self.version(of: document, vendor: known.vendor.vendor?.id, in: db)
        return now == version ? (known, now) : try fileAndVersion(of: document, in: db)
    }

    private static func version(of document: DocumentID, vendor: String?, in db: Database) throws
        -> MatchVersion?
    {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT readings.version, readings.at, state, coalesce(status, '') AS own FROM documents
                    JOIN readings ON readings.document_id = documents.id
                    LEFT JOIN matches ON matches.document_id = documents.id WHERE documents.id = ?
                    """), arguments: [document.rawValue])
        guard let row else { return nil }
        return MatchVersion(
            books: try VendorBooks.version(of: vendor, in: db),
            draft: (row["at"] as Int64) &* 1_000_003 &+ (row["version"] as Int64), state: row["state"],
            own: row["own"])
    }

    /// Matches what is due, up to `limit` documents in one commit; what became of them, `nil` when nothing is due.
    ///
    /// A document that cannot be matched stays due and is tried again, at most five times.
    public func matchDue(
        by judge: MatchJudge, limit: Int, at: Timestamp
    ) async throws(StoreFailure) -> [MatchOutcome]? {
        let isAnythingDue = try await ask { db in try !MatchesDue.next(1, in: db).isEmpty }
        guard isAnythingDue else { return nil }
        return try await changes.commit { db in
            var outcomes: [MatchOutcome] = []
            for (document, why) in try MatchesDue.next(limit, in: db) {
                var failure: StoreFailure?
                let start = ContinuousClock.now
                try db.inSavepoint {
                    do {
                        guard let file = try MatchFileRows.file(of: DocumentID(rawValue: document), in: db)
                        else {
                            try MatchTable.void(document, why: "it is no bill any more", at: at, in: db)
                            try MatchesDue.remove(document, in: db)
                            return .commit
                        }
                        let table = MatchTable(
                            verdict: judge.verdict(on: file), why: why, actor: "vouch", at: at)
                        var outcome = try table.keep(in: db)
                        outcome.took = ContinuousClock.now - start
                        outcomes.append(outcome)
                        return .commit
                    } catch {
                        failure = StoreFailure(error)
                        return .rollback
                    }
                }
                if let failure { try MatchesDue.note(failure.description, of: document, in: db) }
            }
            return outcomes
        }
    }

    /// Documents that are due to be matched, and those that could not be, with the reason.
    public func matchesDue() async throws(StoreFailure) -> (waiting: Int, stuck: [DocumentID: String]) {
        try await ask { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM matches_due")
            let stuck = rows.filter { ($0["attempts"] as Int) >= MatchesDue.attempts }
            return (
                rows.count - stuck.count,
                Dictionary(
                    uniqueKeysWithValues: stuck.map {
                        (DocumentID(rawValue: $0["document_id"]), $0["last_error"] as String? ?? "")
                    })
            )
        }
    }

    /// Open holds, the oldest first; those of one owner, or of all.
    public func openHolds(of owner: Hold.Owner? = nil) async throws(StoreFailure) -> [StoredHold] {
        try await ask { db in
            guard let owner else { return try HoldTable.holds("state = 'open' ORDER BY id", [], in: db) }
            return try HoldTable.holds("state = 'open' AND owner = ? ORDER BY id", [owner.rawValue], in: db)
        }
    }

    /// Documents with open holds, or with those that are closed, the oldest hold first; those of one owner, or of all.
    public func heldBills(
        of owner: Hold.Owner? = nil, isClosed: Bool = false
    ) async throws(StoreFailure) -> [HeldBill] {
        try await ask { db in
            let state = isClosed ? "state <> 'open' AND code <> 'UNREVIEWED'" : "state = 'open'"
            let condition = owner.map { "\(state) AND owner = '\($0.rawValue)'" } ?? state
            let holds = try HoldTable.holds("\(condition) ORDER BY id", [], in: db)
            let byDocument = Dictionary(grouping: holds, by: \.document)
            var seen: Set<DocumentID> = []
            return try holds.map(\.document).filter { seen.insert($0).inserted }.compactMap { document in
                try SummaryRows.fetch(document, in: db).map {
                    HeldBill(summary: $0, holds: byDocument[document] ?? [])
                }
            }
        }
    }

    /// All holds a document ever had, in the order they were raised.
    public func holds(of document: DocumentID) async throws(StoreFailure) -> [StoredHold] {
        try await ask { db in try HoldTable.holds("document_id = ? ORDER BY id", [document.rawValue], in: db)
        }
    }

    /// Notices nobody was told yet.
    public func unsentNotices(limit: Int) async throws(StoreFailure) -> [Notice] {
        try await ask { db in try NoticeTable.unsent(limit, in: db) }
    }

    /// Notes that people were told.
    public func noteSent(_ notices: [Int64], at: Timestamp) async throws(StoreFailure) {
        try await changes.commit { db in
            for notice in notices {
                try db.execute(
                    sql: "UPDATE notices SET sent_at = ? WHERE id = ? AND sent_at IS NULL",
                    arguments: [at.milliseconds, notice])
            }
        }
    }
}
