import Domain
import FoundationEssentials
import GRDB
public import Pipeline

extension SQLiteStore {
    /// Takes arrivals in, all in one transaction.
    public func receive(_ arrivals: [Arrival]) async throws(StoreFailure) -> [Receipt] {
        try await changes.commit { db in
            try arrivals.map { arrival in try Intake.receive(arrival, in: db) }
        }
    }

    /// The document that was taken from a path with exactly these marks before.
    public func document(takenFrom source: SourceFile) async throws(StoreFailure) -> DocumentID? {
        try await ask { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT document_id FROM arrivals
                    WHERE path = ? AND size = ? AND modified = ? AND inode = ? AND document_id IS NOT NULL
                    """)
            return try Int64.fetchOne(
                statement,
                arguments: [
                    Intake.blob(source.path), source.status.size, source.status.modified,
                    Int64(bitPattern: source.status.inode),
                ]
            ).map(DocumentID.init(rawValue:))
        }
    }
}

/// Writes arrivals; part of the transaction it is called in.
enum Intake {
    static func receive(_ arrival: Arrival, in db: Database) throws -> Receipt {
        if let known = try receipt(forKey: arrival.key, in: db) { return known }
        switch arrival.content {
        case .refused(let reason):
            try insert(arrival, document: nil, refused: reason, isFirst: false, in: db)
            try AuditTrail.add(
                "refused", to: nil, detail: "\(arrival.name): \(reason)", at: arrival.at, in: db)
            return .refused
        case .bytes(let hash, let size):
            guard let original = try document(hash, in: db) else {
                return .new(try insertFirst(arrival, hash, size: size, in: db))
            }
            try insertAgain(arrival, hash, size: size, of: original, in: db)
            return .duplicate(of: original)
        }
    }

    private static func insertFirst(
        _ arrival: Arrival, _ hash: ContentHash, size: Int64, in db: Database
    ) throws -> DocumentID {
        let id = try insertDocument(hash, size: size, duplicateOf: nil, at: arrival.at, in: db)
        try insert(arrival, document: id, refused: nil, isFirst: true, in: db)
        try JobTable.add(for: id, in: db)
        try AuditTrail.add(
            "received", to: id, detail: "\(detail(of: arrival)), \(size) bytes, sha256 \(hash)",
            at: arrival.at, in: db)
        return id
    }

    /// Bytes that came before are a document that points to the first, and is not read.
    private static func insertAgain(
        _ arrival: Arrival, _ hash: ContentHash, size: Int64, of original: DocumentID, in db: Database
    ) throws {
        let id = try insertDocument(hash, size: size, duplicateOf: original, at: arrival.at, in: db)
        try insert(arrival, document: id, refused: nil, isFirst: true, in: db)
        try AuditTrail.add(
            "duplicate-of", to: id, detail: "of document \(original); \(detail(of: arrival))", at: arrival.at,
            in: db)
        try AuditTrail.add(
            "arrived-again", to: original, detail: "as document \(id); \(detail(of: arrival))",
            at: arrival.at, in: db)
    }

    /// A path as a value of the database.
    static func blob(_ path: FilePath) -> Data { Data(path.bytes) }

    private static func receipt(forKey key: String, in db: Database) throws -> Receipt? {
        let statement = try db.cachedStatement(sql: "SELECT document_id FROM arrivals WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]) else { return nil }
        return (row["document_id"] as Int64?).map { .known(DocumentID(rawValue: $0)) } ?? .refused
    }

    static func document(_ hash: ContentHash, in db: Database) throws -> DocumentID? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM documents WHERE sha256 = ? AND duplicate_of IS NULL")
        return try Int64.fetchOne(statement, arguments: [hash.rawValue]).map(DocumentID.init(rawValue:))
    }

    static func insertDocument(
        _ hash: ContentHash, size: Int64, duplicateOf original: DocumentID?, at: Timestamp, in db: Database
    ) throws -> DocumentID {
        let state = original.map(DocumentState.duplicateOf) ?? .received
        try db.cachedStatement(
            sql: """
                INSERT INTO documents (sha256, size, state, duplicate_of, received_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            hash.rawValue, size, state.name, original?.rawValue, at.milliseconds, at.milliseconds,
        ])
        return DocumentID(rawValue: db.lastInsertedRowID)
    }

    static func insert(
        _ arrival: Arrival, document: DocumentID?, refused: String?, isFirst: Bool, in db: Database
    ) throws {
        let status = arrival.source?.status
        try db.cachedStatement(
            sql: """
                INSERT INTO arrivals (key, document_id, refused, is_first, name, path, size, modified, changed,
                    inode, inbox, vendor, department, language, container_id, depth, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            arrival.key, document?.rawValue, refused, isFirst, arrival.name,
            arrival.source.map { blob($0.path) }, status?.size, status?.modified, status?.changed,
            status.map { Int64(bitPattern: $0.inode) }, arrival.inbox, arrival.defaults.vendor,
            arrival.defaults.department, arrival.defaults.language, arrival.container?.rawValue,
            arrival.depth, arrival.at.milliseconds,
        ])
    }

    private static func detail(of arrival: Arrival) -> String {
        let place =
            if let container = arrival.container {
                "in document \(container)"
            } else if let source = arrival.source {
                "from \(source.path)"
            } else {
                "handed in"
            }
        return "\(arrival.name) \(place)"
    }
}
