import Domain
import GRDB
package import Pipeline
import Workflow

extension SQLiteStore {
    // MARK: News and timers

    /// Takes up to `limit` pieces of news to the cases they concern; how many were due.
    package func takeNews(limit: Int, by machine: CaseMachine, at: Timestamp) async throws(StoreFailure)
        -> Int
    {
        let isAnythingDue = try await ask { db in try !NewsTable.due(1, in: db).isEmpty }
        guard isAnythingDue else { return 0 }
        return try await changes.commit { db in
            let due = try NewsTable.due(limit, in: db)
            for news in due {
                let id: Int64 = news["id"]
                do {
                    try Savepoint.run(in: db) {
                        let step = CaseStep(machine: machine, actor: news["actor"], at: at)
                        try Self.deliver(news, by: MessageDesk(step: step), in: db)
                        try NewsTable.remove(id, in: db)
                    }
                } catch let refusal as CaseRefusal {
                    try NewsTable.fail(id, because: refusal.description, in: db)
                }
            }
            return due.count
        }
    }

    private static func deliver(_ news: Row, by desk: MessageDesk, in db: Database) throws {
        let document = DocumentID(of: news)
        switch NewsTable.Kind(rawValue: news["kind"]) {
        case .document: try desk.hear(ofDocument: document, in: db)
        case .signal:
            try desk.hear(signal: news["subject"], by: CaseID(rawValue: news["case_id"]), in: db)
        case .start:
            let thrown: [String: Variable] =
                document.isNone ? [:] : ["document": .integer(Int(document.rawValue))]
            try desk.step.start(
                news["process"], event: news["event"], variables: thrown, note: news["subject"], in: db)
        case .hold:
            let hold: String = news["subject"]
            _ = try desk.tell(
                CaseMessage(
                    document: document, name: CaseProcess.released, correlation: ["hold.id": .number(hold)]),
                in: db)
        case nil: throw StoreFailure.broken("news of no kind that is known")
        }
    }

    /// Fires up to `limit` timers that are due; how many were.
    package func fireTimers(limit: Int, by machine: CaseMachine, at: Timestamp) async throws(StoreFailure)
        -> Int
    {
        let isAnythingDue = try await ask { db in try !Self.dueTimers(at, limit: 1, in: db).isEmpty }
        guard isAnythingDue else { return 0 }
        return try await changes.commit { db in
            let due = try Self.dueTimers(at, limit: limit, in: db)
            for timer in due {
                do {
                    try Savepoint.run(in: db) { try Self.fire(timer, by: machine, at: at, in: db) }
                } catch let refusal as CaseRefusal {
                    try db.execute(
                        sql: "UPDATE timers SET failed = ? WHERE case_id = ? AND subscription = ?",
                        arguments: [
                            refusal.description, timer["case_id"] as Int64, timer["subscription"] as Int,
                        ])
                }
            }
            return due.count
        }
    }

    /// Starts what timers of start events that are due have to start; how many were.
    package func fireStartTimers(limit: Int, by machine: CaseMachine, at: Timestamp)
        async throws(StoreFailure) -> Int
    {
        let isAnythingDue = try await ask { db in
            try !StartTimerTable.due(at, limit: 1, in: db).isEmpty
        }
        guard isAnythingDue else { return 0 }
        return try await changes.commit { db in
            let due = try StartTimerTable.due(at, limit: limit, in: db)
            for timer in due {
                do {
                    try Savepoint.run(in: db) {
                        try StartTimerTable.moveOn(timer, past: at, in: db)
                        try CaseStep(machine: machine, actor: "vouch", at: at).start(
                            timer.key.process, event: timer.element, variables: [:],
                            note: "due \(timer.timer.due)", in: db)
                    }
                } catch let refusal as CaseRefusal {
                    try StartTimerTable.fail(timer, because: refusal.description, in: db)
                }
            }
            return due.count
        }
    }

    private static func dueTimers(_ at: Timestamp, limit: Int, in db: Database) throws -> [Row] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM timers WHERE failed IS NULL AND due <= ?
                    ORDER BY due, case_id, subscription LIMIT ?
                    """), arguments: [at.milliseconds, limit])
    }

    private static func fire(_ timer: Row, by machine: CaseMachine, at: Timestamp, in db: Database) throws {
        let (id, subscription): (Int64, Int) = (timer["case_id"], timer["subscription"])
        // One that fired before may have taken it down.
        let isSet = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT 1 FROM timers WHERE case_id = ? AND subscription = ? AND due = ?"),
            arguments: [id, subscription, timer["due"] as Int64])
        guard isSet != nil, let stored = try CaseTable.find(CaseID(rawValue: id), in: db) else { return }
        try CaseStep(machine: machine, actor: "vouch", at: at).take(
            .timer(subscription: subscription), of: stored,
            .init("timer-fired", element: timer["element"]), in: db)
    }

    // MARK: Errands

    /// Leases up to `limit` errands that are due.
    package func leaseErrands(limit: Int, terms: LeaseTerms, at: Timestamp) async throws(StoreFailure)
        -> [Errand]
    {
        let isAnythingDue = try await ask { db in
            try !ErrandTable.due(at: terms.now, limit: 1, in: db).isEmpty
        }
        guard isAnythingDue else { return [] }
        return try await changes.commit { db in
            try ErrandTable.due(at: terms.now, limit: limit, in: db).compactMap { row in
                try ErrandTable.lease(row, terms: terms, in: db)
            }
        }
    }

    /// Has an errand answered and moves its case on by the answer, as one.
    package func finish(
        _ errand: Errand, by machine: CaseMachine, notBefore: Uptime, at: Timestamp,
        answer: @escaping @Sendable (ErrandFile) throws(HandlerFailure) -> ErrandAnswer
    ) async throws(StoreFailure) -> ErrandReceipt {
        try await changes.commit { db in
            try ErrandDesk(errand: errand, machine: machine, notBefore: notBefore, at: at).receipt(
                answer: answer, in: db)
        }
    }

    /// Whether a document was matched, or there are orders it can be matched with.
    package func isMatchable(_ document: DocumentID) async throws(StoreFailure) -> Bool {
        try await ask { db in try CaseFileRows.isMatchable(document, in: db) }
    }

    // MARK: Notices

    /// Notices nobody was told yet.
    package func unsentCaseNotices(limit: Int) async throws(StoreFailure) -> [CaseNotice] {
        try await ask { db in try CaseNoticeTable.unsent(limit, in: db) }
    }

    /// Notes that people were told.
    package func noteCaseNoticesSent(_ notices: [Int64], at: Timestamp) async throws(StoreFailure) {
        try await changes.commit { db in
            for notice in notices {
                try db.execute(
                    sql: "UPDATE case_notices SET sent_at = ? WHERE id = ? AND sent_at IS NULL",
                    arguments: [at.milliseconds, notice])
            }
        }
    }
}
