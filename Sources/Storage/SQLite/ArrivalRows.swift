import Domain
import FoundationEssentials
import GRDB
import Pipeline

/// Reads arrivals back.
enum ArrivalRows {
    static func first(of document: DocumentID, in db: Database) throws -> Arrival? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT arrivals.*, documents.sha256, documents.size AS bytes FROM arrivals
                JOIN documents ON documents.id = document_id WHERE document_id = ? AND is_first = 1
                """)
        guard let row = try Row.fetchOne(statement, arguments: [document.rawValue]) else { return nil }
        var arrival = try arrival(row)
        arrival.excerpts = try PartRows.excerpts(of: document, in: db)
        return arrival
    }

    /// The arrivals of a document and of those that point to it.
    static func all(of document: DocumentID, in db: Database) throws -> [Arrival] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT arrivals.*, documents.sha256, documents.size AS bytes FROM arrivals
                JOIN documents ON documents.id = document_id
                WHERE documents.id = ?1 OR documents.duplicate_of = ?1 ORDER BY arrivals.id
                """, arguments: [document.rawValue])
        let excerpts = try PartRows.excerpts(of: document, in: db)
        return try rows.map { row in
            var arrival = try arrival(row)
            arrival.excerpts = excerpts
            return arrival
        }
    }

    /// What has come out of the outermost container of an arrival.
    static func unpacked(beside arrival: Arrival, in db: Database) throws -> UnpackedSoFar {
        guard let container = arrival.container else { return UnpackedSoFar() }
        let statement = try db.cachedStatement(
            sql: """
                WITH RECURSIVE above (id) AS (
                    SELECT ? UNION
                    SELECT container_id FROM arrivals JOIN above ON document_id = above.id
                        WHERE container_id IS NOT NULL
                ), inside (id) AS (
                    SELECT id FROM above UNION
                    SELECT document_id FROM arrivals JOIN inside ON container_id = inside.id
                        WHERE document_id IS NOT NULL
                )
                SELECT count(*) AS files, coalesce(sum(documents.size), 0) AS bytes
                FROM arrivals JOIN inside ON container_id = inside.id
                LEFT JOIN documents ON documents.id = document_id
                """)
        guard let row = try Row.fetchOne(statement, arguments: [container.rawValue]) else {
            return UnpackedSoFar()
        }
        return UnpackedSoFar(files: row["files"], bytes: row["bytes"])
    }

    private static func arrival(_ row: Row) throws -> Arrival {
        guard let hash = ContentHash(rawValue: row["sha256"]) else {
            throw StoreFailure.broken("an arrival without a hash")
        }
        return Arrival(
            key: row["key"], content: .bytes(hash, size: row["bytes"]), name: row["name"],
            source: source(row), inbox: row["inbox"],
            defaults: InboxDefaults(
                vendor: row["vendor"], department: row["department"], language: row["language"]),
            container: (row["container_id"] as Int64?).map(DocumentID.init(rawValue:)), depth: row["depth"],
            at: Timestamp(milliseconds: row["at"]))
    }

    private static func source(_ row: Row) -> SourceFile? {
        guard let path = row["path"] as Data? else { return nil }
        return SourceFile(
            path: FilePath(bytes: path),
            status: FileStatus(
                kind: .file, size: row["size"], inode: UInt64(bitPattern: row["inode"]),
                modified: row["modified"], changed: row["changed"]))
    }
}
