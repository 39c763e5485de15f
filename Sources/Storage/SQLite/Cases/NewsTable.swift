import Domain
import GRDB
import Pipeline

/// What happened to documents, until their cases have heard of it; part of the transaction it is called in.
enum NewsTable {
    /// What is heard.
    enum Kind: String {
        /// Its state or what was read of it is another.
        case document
        /// A hold is closed; its number.
        case hold
        /// A signal another case has thrown; its name.
        case signal
        /// A signal that starts a process; its name.
        case start
    }

    /// A bill has changed, or a document that has a case.
    static func add(about document: DocumentID, by actor: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO case_news (document_id, kind, subject, actor) SELECT ?1, 'document', '', ?2
                WHERE EXISTS (SELECT 1 FROM readings WHERE document_id = ?1 AND kind IN ('invoice', 'credit_note'))
                    OR EXISTS (SELECT 1 FROM cases WHERE document_id = ?1)
                ON CONFLICT (document_id, kind, subject) WHERE kind IN ('document', 'hold') DO UPDATE SET actor = excluded.actor, failed = NULL
                """
        ).execute(arguments: [document.rawValue, actor])
    }

    /// A hold of a document that has a case is closed.
    static func add(hold: Int64, of document: Int64, by actor: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO case_news (document_id, kind, subject, actor) SELECT ?1, 'hold', ?2, ?3
                WHERE EXISTS (SELECT 1 FROM cases WHERE document_id = ?1)
                """
        ).execute(arguments: [document, "\(hold)", actor])
    }

    /// A signal for all cases that wait for it, but the one that has thrown it.
    static func add(signal: String, from thrower: CaseID, by actor: String, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO case_news (document_id, case_id, kind, subject, actor)
                SELECT DISTINCT document_id, case_id, 'signal', ?1, ?2 FROM awaited JOIN cases ON cases.id = case_id
                WHERE kind = 'signal' AND name = ?1 AND case_id <> ?3 ORDER BY case_id
                """, arguments: [signal, actor, thrower.rawValue])
    }

    /// A signal that a process starts with.
    static func add(
        start: CaseMachine.Start, by signal: String, from thrower: StoredCase, actor: String, in db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO case_news (document_id, kind, subject, process, event, actor)
                VALUES (?, 'start', ?, ?, ?, ?)
                """
        ).execute(arguments: [thrower.document.column, signal, start.process, start.event, actor])
    }

    static func due(_ limit: Int, in db: Database) throws -> [Row] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM case_news WHERE failed IS NULL ORDER BY id LIMIT ?"),
            arguments: [limit])
    }

    static func remove(_ id: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM case_news WHERE id = ?").execute(arguments: [id])
    }

    static func fail(_ id: Int64, because reason: String, in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE case_news SET failed = ? WHERE id = ?").execute(
            arguments: [reason, id])
    }
}

/// What people of cases are to be told; part of the transaction it is called in.
enum CaseNoticeTable {
    /// Adds a notice; one with the same key was made before.
    static func add(_ notice: CaseNotice, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO case_notices (case_id, task_id, key, kind, recipients, subject, body, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            notice.caseID.rawValue, notice.task?.rawValue, notice.key, notice.kind.rawValue,
            try JSONText.encode(notice.recipients), notice.subject, notice.body, notice.at.milliseconds,
        ])
    }

    static func unsent(_ limit: Int, in db: Database) throws -> [CaseNotice] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT case_notices.*, document_id FROM case_notices JOIN cases ON cases.id = case_id
                WHERE sent_at IS NULL ORDER BY case_notices.id LIMIT ?
                """, arguments: [limit]
        ).map { row in
            guard let kind = CaseNotice.Kind(rawValue: row["kind"]) else {
                throw StoreFailure.broken("a notice is of no kind that is known")
            }
            var notice = CaseNotice(
                caseID: CaseID(rawValue: row["case_id"]), document: DocumentID(of: row),
                task: (row["task_id"] as Int64?).map(TaskID.init(rawValue:)), key: row["key"], kind: kind,
                recipients: try JSONText.decode([String].self, row["recipients"]), subject: row["subject"],
                body: row["body"], at: Timestamp(milliseconds: row["at"]))
            notice.id = row["id"]
            return notice
        }
    }
}
