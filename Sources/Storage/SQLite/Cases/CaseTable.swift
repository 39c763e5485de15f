import Domain
import GRDB
import Pipeline
import Workflow

extension DocumentID {
    /// What a row has of it; nothing for no document.
    var column: Int64? { isNone ? nil : rawValue }

    /// The document of a row of a case.
    init(of row: Row) { self.init(rawValue: row["document_id"] as Int64? ?? DocumentID.none.rawValue) }
}

/// Rows of cases; part of the transaction it is called in.
enum CaseTable {
    static func find(_ id: CaseID, in db: Database) throws -> StoredCase? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM cases WHERE id = ?"), arguments: [id.rawValue]
        ).map(stored)
    }

    static func newest(of document: DocumentID, in db: Database) throws -> StoredCase? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM cases WHERE document_id = ? ORDER BY id DESC LIMIT 1"),
            arguments: [document.rawValue]
        ).map(stored)
    }

    static func open(besides key: ProcessKey, in db: Database) throws -> [StoredCase] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM cases WHERE process = ? AND version <> ? AND state IN ('active', 'incident') ORDER BY id
                """, arguments: [key.process, key.version]
        ).map(stored)
    }

    static func id(of document: DocumentID, process: String, in db: Database) throws -> CaseID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM cases WHERE document_id = ? AND process = ?"),
            arguments: [document.rawValue, process]
        ).map(CaseID.init(rawValue:))
    }

    static func insert(_ move: CaseMove, of document: DocumentID, at: Timestamp, in db: Database) throws
        -> StoredCase
    {
        try db.cachedStatement(
            sql: """
                INSERT INTO cases (document_id, process, version, instance, revision, state, started_at, changed_at)
                VALUES (?, ?, ?, ?, 1, ?, ?, ?)
                """
        ).execute(arguments: [
            document.column, move.process.process, move.process.version, move.instance, move.state.rawValue,
            at.milliseconds, at.milliseconds,
        ])
        return StoredCase(
            id: CaseID(rawValue: db.lastInsertedRowID), document: document, process: move.process,
            instance: move.instance, revision: 1, state: move.state, startedAt: at, changedAt: at)
    }

    /// Writes a step, if the case is still what the step was made of.
    static func update(_ stored: StoredCase, to move: CaseMove, at: Timestamp, in db: Database) throws
        -> StoredCase
    {
        try db.cachedStatement(
            sql: """
                UPDATE cases SET version = ?, instance = ?, revision = revision + 1, state = ?, changed_at = ?
                WHERE id = ? AND revision = ?
                """
        ).execute(arguments: [
            move.process.version, move.instance, move.state.rawValue, at.milliseconds, stored.id.rawValue,
            stored.revision,
        ])
        guard db.changesCount == 1 else { throw StoreFailure.busy }
        var next = stored
        next.process = move.process
        next.instance = move.instance
        next.revision += 1
        next.state = move.state
        next.changedAt = at
        return next
    }

    /// Says how a case stands where a handler, not the engine, keeps it from going on.
    static func set(_ state: CaseState, of id: CaseID, in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE cases SET state = ? WHERE id = ?").execute(
            arguments: [state.rawValue, id.rawValue])
    }

    private static func stored(_ row: Row) throws -> StoredCase {
        guard let state = CaseState(rawValue: row["state"]) else {
            throw StoreFailure.broken("a case is in no state that is known")
        }
        return StoredCase(
            id: CaseID(rawValue: row["id"]), document: DocumentID(of: row),
            process: ProcessKey(process: row["process"], version: row["version"]), instance: row["instance"],
            revision: row["revision"], state: state, startedAt: Timestamp(milliseconds: row["started_at"]),
            changedAt: Timestamp(milliseconds: row["changed_at"]))
    }
}
