import Domain
import GRDB
public import Pipeline

/// A document that people answered, and of which nothing was learnt yet.
public struct DueLesson: Hashable, Sendable {
    /// The document.
    public let document: DocumentID
    /// Who answered last.
    public let actor: String
}

/// Documents to learn from; written together with the answer, so that no lesson is lost, whatever ends the process.
enum LessonsDue {
    /// How often learning is tried before it waits for a person.
    static let attempts = 3

    /// The table.
    static let schema = """
        CREATE TABLE lessons_due (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            actor TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_error TEXT
        ) STRICT;
        """

    static func add(_ document: DocumentID, by actor: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO lessons_due (document_id, actor) VALUES (?, ?)
                ON CONFLICT (document_id) DO UPDATE SET actor = excluded.actor, attempts = 0, last_error = NULL
                """
        ).execute(arguments: [document.rawValue, actor])
    }
}

extension SQLiteStore {
    /// The documents to learn from, the oldest first.
    public func lessonsDue() async throws(StoreFailure) -> [DueLesson] {
        try await ask { db in
            try Row.fetchAll(
                db, sql: "SELECT document_id, actor FROM lessons_due WHERE attempts < ? ORDER BY document_id",
                arguments: [LessonsDue.attempts]
            ).map { DueLesson(document: DocumentID(rawValue: $0["document_id"]), actor: $0["actor"]) }
        }
    }

    /// Notes what a document taught, together with the end of its lesson; `false` where another process was first.
    public func finish(
        _ lesson: DueLesson, detail: String, at: Timestamp
    ) async throws(StoreFailure) -> Bool {
        try await changes.commit { db in
            try db.execute(
                sql: "DELETE FROM lessons_due WHERE document_id = ?", arguments: [lesson.document.rawValue])
            guard db.changesCount > 0 else { return false }
            try AuditTrail.add(
                "learnt", to: lesson.document, detail: detail, by: lesson.actor, at: at, in: db)
            return true
        }
    }

    /// Notes that nothing could be learnt this time; it is tried again, some times.
    public func postpone(_ lesson: DueLesson, because failure: String) async throws(StoreFailure) {
        try await changes.commit { db in
            try db.execute(
                sql:
                    "UPDATE lessons_due SET attempts = attempts + 1, last_error = ? WHERE document_id = ?",
                arguments: [failure, lesson.document.rawValue])
        }
    }

    /// Notes in the log what a person did with a vendor's template: put it in use, took it back.
    public func note(
        template action: String, named name: String, by actor: String, at: Timestamp
    ) async throws(StoreFailure) {
        try await changes.commit { db in
            try AuditTrail.add(
                "template-\(action)", to: nil, detail: name, by: actor, at: at, in: db)
        }
    }
}
