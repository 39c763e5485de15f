import Crypto
import Domain
import GRDB
import Pipeline

/// Adds to the audit log and checks its chain.
enum AuditTrail {
    /// What the first entry is chained to.
    static let root = ContentHash(bytes: [UInt8](repeating: 0, count: 32))

    /// Adds an entry; part of the transaction it is called in.
    static func add(
        _ action: String, to document: DocumentID?, detail: String, by actor: String = "vouch", at: Timestamp,
        in db: Database
    ) throws {
        let last = try head(db)
        let sequence = (last?.sequence ?? 0) + 1
        let hash = hash(
            of: AuditEvent.hashedBytes(
                sequence: sequence, at: at, actor: actor, action: action, document: document, detail: detail),
            after: last?.hash ?? root)
        try db.cachedStatement(
            sql: """
                INSERT INTO audit (sequence, at, actor, action, document_id, detail, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sequence, at.milliseconds, actor, action, document?.rawValue, detail, hash.rawValue,
        ])
    }

    /// The newest entry.
    static func head(_ db: Database) throws -> AuditHead? {
        let statement = try db.cachedStatement(
            sql: "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
        guard let row = try Row.fetchOne(statement) else { return nil }
        return AuditHead(sequence: row["sequence"], hash: try hash(row["hash"]))
    }

    /// The entries about one document, in order.
    static func entries(about document: DocumentID, in db: Database) throws -> [AuditEvent] {
        // By equality alone the index on documents is used.
        let (condition, values): (String, StatementArguments) =
            document.isNone ? ("document_id IS NULL", []) : ("document_id = ?", [document.rawValue])
        return try Row.fetchAll(
            db, sql: "SELECT * FROM audit WHERE \(condition) ORDER BY sequence", arguments: values
        ).map(event)
    }

    /// Walks the whole chain; names every entry that is missing or does not hash to what it says.
    static func irregularities(since head: AuditHead?, in db: Database) throws -> [Irregularity] {
        var found: [Irregularity] = []
        var previous = root
        var expected: Int64 = 1
        var isHeadSeen = head == nil
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY sequence")
        while let row = try rows.next() {
            let event = try event(row)
            if event.sequence != expected {
                found.append(.chain("entries \(expected) to \(event.sequence - 1) are missing"))
            }
            let bytes = AuditEvent.hashedBytes(
                sequence: event.sequence, at: event.at, actor: event.actor, action: event.action,
                document: event.document, detail: event.detail)
            if hash(of: bytes, after: previous) != event.hash {
                found.append(.chain("entry \(event.sequence) (\(event.action)) is not what was written"))
            }
            if let head, event.sequence == head.sequence, event.hash == head.hash { isHeadSeen = true }
            previous = event.hash
            expected = event.sequence + 1
        }
        if let head, !isHeadSeen {
            found.append(.chain("entry \(head.sequence), noted earlier as the newest, is not in the chain"))
        }
        return found
    }

    private static func hash(of bytes: [UInt8], after previous: ContentHash) -> ContentHash {
        var sha = SHA256()
        sha.update(data: previous.rawValue.utf8.map { $0 })
        sha.update(data: bytes)
        return ContentHash(bytes: Array(sha.finalize()))
    }

    private static func event(_ row: Row) throws -> AuditEvent {
        AuditEvent(
            sequence: row["sequence"], at: Timestamp(milliseconds: row["at"]), actor: row["actor"],
            action: row["action"], document: (row["document_id"] as Int64?).map(DocumentID.init(rawValue:)),
            detail: row["detail"], hash: try hash(row["hash"]))
    }

    private static func hash(_ text: String) throws -> ContentHash {
        guard let hash = ContentHash(rawValue: text) else {
            throw StoreFailure.broken("\"\(text)\" is no SHA-256")
        }
        return hash
    }
}

extension Irregularity {
    static func chain(_ message: String) -> Irregularity { Irregularity(subject: "chain", message: message) }
    static func store(_ message: String) -> Irregularity { Irregularity(subject: "store", message: message) }
}
