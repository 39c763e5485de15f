import Domain
import GRDB
import Pipeline
import Reviewing

/// Writes and reads what people said; part of the transaction it is called in.
enum CorrectionRows {
    /// The edits of a document, in order.
    static func edits(of document: DocumentID, in db: Database) throws -> [Edit] {
        let statement = try db.cachedStatement(
            sql: "SELECT edit FROM corrections WHERE document_id = ? ORDER BY version")
        return try String.fetchAll(statement, arguments: [document.rawValue]).map { json in
            guard let edit = try JSONText.decode(EditJSON.self, json).decoded else {
                throw StoreFailure.broken("document \(document) has an edit that is not known")
            }
            return edit
        }
    }

    /// Whether an answer was kept before.
    static func has(_ key: String, in db: Database) throws -> Bool {
        try Row.fetchOne(db, sql: "SELECT 1 FROM corrections WHERE key = ?", arguments: [key]) != nil
    }

    /// What was read of a document, before and after the edits; `nil` when nothing was.
    static func reading(of document: DocumentID, in db: Database) throws -> Row? {
        let statement = try db.cachedStatement(
            sql: "SELECT draft, as_read, found_as_read, version FROM readings WHERE document_id = ?")
        return try Row.fetchOne(statement, arguments: [document.rawValue])
    }

    /// What was found before any edit; `nil` where that is what the document's findings are.
    static func found(_ row: Row) throws -> [FindingJSON]? {
        try (row["found_as_read"] as String?).map { try JSONText.decode([FindingJSON].self, $0) }
    }

    /// Who made the newest edit of a document.
    static func newestActor(of document: DocumentID, in db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT actor FROM corrections WHERE document_id = ? ORDER BY version DESC LIMIT 1",
            arguments: [document.rawValue])
    }

    /// Adds a correction with everything that follows from it; returns the version.
    static func add(_ correction: Correction, after row: Row, in db: Database) throws -> Int {
        let id = correction.document.rawValue
        let version = try note(correction, in: db)
        let asRead: String = row["as_read"] ?? row["draft"]
        let found =
            try row["found_as_read"]
            ?? JSONText.encode(
                ReadingRows.findings(of: correction.document, in: db).map(FindingJSON.init))
        try db.cachedStatement(
            sql: """
                UPDATE readings SET version = ?, as_read = ?, found_as_read = ?, draft = ?, kind = ?
                    WHERE document_id = ?
                """
        ).execute(arguments: [
            version, asRead, found, try JSONText.encode(DraftJSON(correction.draft)),
            correction.draft.kind.rawValue,
            id,
        ])
        try ReadingRows.replaceValues(correction.draft, of: id, in: db)
        try ReadingRows.replace(correction.findings, of: correction.document, in: db)
        return version
    }

    /// Adds a correction and its entry of the log; returns the version.
    private static func note(_ correction: Correction, in db: Database) throws -> Int {
        let version = correction.base + 1
        try db.cachedStatement(
            sql: """
                INSERT INTO corrections (document_id, version, key, subject, edit, before, after, actor, at,
                    seconds, keystrokes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            correction.document.rawValue, version, correction.key, correction.subject,
            try JSONText.encode(EditJSON(correction.edit)), correction.before, correction.after,
            correction.actor, correction.at.milliseconds, correction.seconds, correction.keystrokes,
        ])
        try AuditTrail.add(
            "corrected", to: correction.document, detail: correction.auditDetail(version: version),
            by: correction.actor, at: correction.at, in: db)
        return version
    }

    /// Notes that a corrected document was read again: verdicts before stand no more, and an answer on what was read
    /// then is outdated; returns all edits.
    static func noteRereading(
        of document: DocumentID, after edits: [Edit], draft: InvoiceDraft, at: Timestamp, in db: Database
    ) throws -> [Edit] {
        _ = try note(
            Correction(
                document: document, base: edits.count, key: "read-again-\(document)-\(edits.count + 1)",
                session: "", edit: .readAgain, draft: draft, findings: [], state: .needsReview,
                actor: "vouch", at: at), in: db)
        return edits + [.readAgain]
    }

    /// Documents whose draft is not what was read, folded with the edits.
    static func unfolded(in db: Database) throws -> [Int64] {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT document_id, draft, as_read, version FROM readings WHERE version > 0")
        var wrong: [Int64] = []
        while let row = try rows.next() {
            let id = DocumentID(rawValue: row["document_id"])
            let edits = try edits(of: id, in: db)
            let asRead = try ReadingRows.draft(row["as_read"], of: id)
            let folded = try JSONText.encode(DraftJSON(asRead.with(EditHistory(edits))))
            if edits.count != row["version"] || folded != row["draft"] { wrong.append(id.rawValue) }
        }
        return wrong
    }
}

extension Correction {
    /// What the audit log says of it, in one line: what, before, after, and how long it took.
    func auditDetail(version: Int) -> String {
        let what =
            switch edit {
            case .set: before == after ? "\(subject) accepted: \(after ?? "")" : "\(subject): \(shown)"
            case .clear: "\(subject): \(shown)"
            case .skip: "\(subject) put off"
            case .keep(let rule, let message): "\(rule) let stand: \(message)"
            case .kind, .lines, .taxes: "\(subject): \(shown)"
            case .confirm: "everything confirmed"
            case .reject(let reason): "rejected: \(reason)"
            case .undo(let count): "\(count) taken back"
            case .readAgain: "read again; what was decided of the whole is open"
            }
        let tenths = Int64((seconds * 10).rounded())
        return "\(what); version \(version), \(tenths / 10).\(tenths % 10) s, \(keystrokes) keys"
    }

    private var shown: String {
        "\(before.map { "\"\($0)\"" } ?? "nothing") → \(after.map { "\"\($0)\"" } ?? "nothing")"
    }
}
