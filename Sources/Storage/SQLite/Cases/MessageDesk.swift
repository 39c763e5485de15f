import Controls
import Domain
import GRDB
import Pipeline
import Workflow

/// Gives messages and news to the cases of documents, in the transaction it is called in.
struct MessageDesk {
    let step: CaseStep

    /// Gives a message to everything in a document's case that waits for it; how many did.
    func tell(_ message: CaseMessage, in db: Database) throws -> Int {
        guard let stored = try CaseTable.newest(of: message.document, in: db), stored.state.isOpen else {
            return 0
        }
        try ProcessTable.teach(step.machine, in: db)
        let found = try step.machine.view(of: stored.instance).subscriptions(
            toMessage: message.name, where: message.correlation)
        var (current, count) = (stored, 0)
        for subscription in found {
            // One that came first may have ended what another one waited for.
            let view = try step.machine.view(of: current.instance)
            guard current.state.isOpen, view.instance.subscriptions[subscription.number] != nil else {
                continue
            }
            current = try step.take(
                .message(subscription: subscription.number, variables: message.variables), of: current,
                .init("message-received", element: subscription.node, note: message.name), in: db)
            count += 1
        }
        return count
    }

    /// Lets a case hear a signal.
    func hear(signal: String, by id: CaseID, in db: Database) throws {
        guard let stored = try CaseTable.find(id, in: db), stored.state.isOpen else { return }
        try step.take(
            .signal(signal, variables: [:]), of: stored, .init("signal-received", note: signal), in: db)
    }

    /// A document has changed: its case is started, its review is over, what is asked for is about what it is now, or
    /// there is no bill any more.
    func hear(ofDocument document: DocumentID, in db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT state, kind FROM documents LEFT JOIN readings ON readings.document_id = documents.id
                    WHERE documents.id = ?
                    """), arguments: [document.rawValue])
        guard let row else { return }
        let (state, kind): (String, String?) = (row["state"], row["kind"])
        let isRead = state == "read" || state == "needs-review"
        let isBill = isRead && (kind == "invoice" || kind == "credit_note")
        guard let stored = try CaseTable.newest(of: document, in: db) else {
            guard isBill, try ProcessTable.newest(of: CaseProcess.invoice, in: db) != nil else { return }
            if case .refused(let reason) = try step.start(CaseProcess.invoice, of: document, in: db) {
                throw CaseRefusal.engine(reason)
            }
            return
        }
        guard stored.state.isOpen, state != "received" else { return }
        guard isBill else {
            try step.take(
                .cancel, of: stored,
                .init("case-cancelled", note: isRead ? "it is no bill" : "the document is \(state)"), in: db)
            return
        }
        let isReviewed = state == "read"
        let current = isReviewed ? try endReview(of: stored, in: db) : stored
        try renewBases(of: current, in: db)
    }

    /// Completes the task of looking at a document, should it wait.
    private func endReview(of stored: StoredCase, in db: Database) throws -> StoredCase {
        let tasks = try TaskTable.tasks(
            "case_id = ? AND element = ? AND tasks.state = 'open'", [stored.id.rawValue, TaskGuard.review],
            in: db)
        guard let task = tasks.first, let facts = try CaseFileRows.variables(of: stored.document, in: db)
        else { return stored }
        try TaskTable.close(task.id, as: .completed, by: step.actor, at: step.at, in: db)
        let act = TaskAct(task: task.id, kind: .complete([:]), actor: step.actor, at: step.at)
        try ActTable.add(
            act, on: task, basis: try CaseBasis.of(stored.document, coding: [], in: db), duty: .entry, in: db)
        return try step.take(
            .complete(token: task.token, variables: facts), of: stored,
            .init("task-completed", element: task.element, task: task.id, note: "confirmed at the desk"),
            in: db)
    }

    /// What open tasks ask for is the document as it is now.
    private func renewBases(of stored: StoredCase, in db: Database) throws {
        try ProcessTable.teach(step.machine, in: db)
        let view = try step.machine.view(of: stored.instance)
        for (token, task) in try TaskTable.openTokens(of: stored.id, in: db) {
            let coding = view.instance.tokens[token].map { view.variables(visibleAt: $0) }?.coding ?? []
            try db.cachedStatement(sql: "UPDATE tasks SET basis = ? WHERE id = ? AND basis <> ?1").execute(
                arguments: [try CaseBasis.of(stored.document, coding: coding, in: db), task.rawValue])
        }
    }
}

/// Has what stands still tried again, in the transaction it is called in.
struct RetryDesk {
    let step: CaseStep

    /// Tries everything of a case again; how much there was.
    func retry(_ id: CaseID, in db: Database) throws -> Int {
        if id.rawValue == 0 { return try retryStarts(in: db) }
        guard var stored = try CaseTable.find(id, in: db), stored.state.isOpen else { return 0 }
        try ProcessTable.teach(step.machine, in: db)
        var count = try ErrandTable.tryAgain(of: id, in: db)
        for sql in [
            "UPDATE timers SET failed = NULL WHERE case_id = ? AND failed IS NOT NULL",
            """
            UPDATE case_news SET failed = NULL WHERE failed IS NOT NULL
                AND (case_id = ?1 OR case_id IS NULL AND kind <> 'start'
                    AND document_id = (SELECT document_id FROM cases WHERE id = ?1))
            """,
        ] {
            try db.execute(sql: sql, arguments: [id.rawValue])
            count += db.changesCount
        }
        let incidents = try step.machine.view(of: stored.instance).instance.incidents
        for token in incidents {
            stored = try step.take(
                .retry(token: token.number), of: stored, .init("case-retried", element: token.node), in: db)
        }
        if incidents.isEmpty, count > 0 {
            try CaseTable.set(.active, of: id, in: db)
            try step.log(
                CaseEntry(
                    caseNumber: id.rawValue, revision: stored.revision, process: stored.process.description,
                    note: "what was put aside is tried again", state: CaseState.active.rawValue),
                "case-retried", about: stored.document, in: db)
        }
        return count + incidents.count
    }

    /// What should have started a case, and did not.
    private func retryStarts(in db: Database) throws -> Int {
        var count = 0
        for table in ["start_timers", "case_news"] {
            try db.execute(
                sql: "UPDATE \(table) SET failed = NULL WHERE failed IS NOT NULL"
                    + (table == "case_news" ? " AND kind = 'start'" : ""))
            count += db.changesCount
        }
        return count
    }

    /// Everything that keeps a case from going on.
    static func incidents(in db: Database) throws -> [CaseIncident] {
        let kept = try Row.fetchAll(
            db,
            sql: """
                SELECT cases.id, document_id, element, last_error AS reason FROM errands
                    JOIN cases ON cases.id = case_id WHERE errands.state = 'aside'
                UNION ALL SELECT cases.id, document_id, element, failed FROM timers
                    JOIN cases ON cases.id = case_id WHERE failed IS NOT NULL
                UNION ALL SELECT coalesce(cases.id, 0), case_news.document_id, coalesce(event, ''), failed
                    FROM case_news LEFT JOIN cases ON kind <> 'start' AND (cases.id = case_id
                        OR case_id IS NULL AND cases.document_id = case_news.document_id)
                    WHERE failed IS NOT NULL
                UNION ALL SELECT 0, NULL, process || ', ' || element, failed FROM start_timers
                    WHERE failed IS NOT NULL
                """
        ).map { row in
            CaseIncident(
                caseID: CaseID(rawValue: row["id"]), document: DocumentID(of: row),
                element: row["element"], reason: row["reason"] ?? "")
        }
        let stopped = try Row.fetchAll(
            db, sql: "SELECT id, document_id, instance FROM cases WHERE state = 'incident' ORDER BY id"
        ).flatMap { row in
            try CaseJSON.value(ProcessInstance.self, from: row["instance"]).incidents.map { token in
                CaseIncident(
                    caseID: CaseID(rawValue: row["id"]), document: DocumentID(of: row),
                    element: token.node, reason: token.incident?.reason ?? "")
            }
        }
        return kept + stopped
    }
}
