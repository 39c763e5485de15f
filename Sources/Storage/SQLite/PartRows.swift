import Domain
import GRDB
import Pipeline

/// Writes and reads which pages of other documents a document is made of; part of the transaction it is called in.
enum PartRows {
    /// The pages of originals a document is made of; none for a document of its own bytes.
    static func excerpts(of document: DocumentID, in db: Database) throws -> [Excerpt] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT source_id, first_page, last_page, sha256,
                    (SELECT page_count FROM readings WHERE document_id = source_id) AS page_count
                FROM parts JOIN documents ON documents.id = source_id WHERE document_id = ? ORDER BY position
                """)
        // A source comes before what is made of it, so this ends.
        return try Row.fetchAll(statement, arguments: [document.rawValue]).flatMap { row -> [Excerpt] in
            let source = DocumentID(rawValue: row["source_id"])
            let pages = (row["first_page"] as Int)...(row["last_page"] as Int)
            let inner = try excerpts(of: source, in: db)
            guard inner.isEmpty else { return inner.slice(pages) }
            guard let hash = ContentHash(rawValue: row["sha256"]) else {
                throw StoreFailure.broken("document \(source) has no hash")
            }
            return [Excerpt(document: source, hash: hash, pages: pages, pageCount: row["page_count"] ?? 0)]
        }
    }

    /// The documents a rearrangement made; `nil` where it was not done.
    static func products(ofKey key: String, in db: Database) throws -> [DocumentID]? {
        guard
            let act = try Int64.fetchOne(
                db, sql: "SELECT id FROM rearrangements WHERE key = ?", arguments: [key])
        else { return nil }
        return try documents("document_id", of: act, in: db)
    }

    /// The newest rearrangement that stands of which a document is a part or a source.
    static func standing(with document: DocumentID, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT rearrangement_id FROM parts JOIN rearrangements ON rearrangements.id = rearrangement_id
                WHERE (document_id = ?1 OR source_id = ?1) AND undone_at IS NULL
                ORDER BY rearrangement_id DESC LIMIT 1
                """, arguments: [document.rawValue])
    }

    /// The documents in a column of a rearrangement: what it made, or what it was made of.
    static func documents(_ column: String, of act: Int64, in db: Database) throws -> [DocumentID] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT DISTINCT \(column) FROM parts WHERE rearrangement_id = ? ORDER BY \(column)
                """, arguments: [act]
        ).map(DocumentID.init(rawValue:))
    }

    /// Whether the pages of a document are others' now, so that it is not to be read.
    static func hasGivenAway(_ document: DocumentID, in db: Database) throws -> Bool {
        try Row.fetchOne(
            db,
            sql: """
                SELECT 1 FROM parts JOIN rearrangements ON rearrangements.id = rearrangement_id
                WHERE (source_id = ?1 AND undone_at IS NULL) OR (document_id = ?1 AND undone_at IS NOT NULL)
                """, arguments: [document.rawValue]) != nil
    }

    /// Writes a rearrangement; the documents it makes wait to be read.
    static func add(_ act: Rearrangement, in db: Database) throws -> [DocumentID] {
        try db.execute(
            sql: "INSERT INTO rearrangements (key, actor, at) VALUES (?, ?, ?)",
            arguments: [act.key, act.actor, act.at.milliseconds])
        let number = db.lastInsertedRowID
        return try act.documents.map { product in
            guard case .bytes(let hash, let size) = product.arrival.content else {
                throw StoreFailure.broken("a document of pages without a note")
            }
            let id = try Intake.insertDocument(hash, size: size, duplicateOf: nil, at: act.at, in: db)
            try Intake.insert(product.arrival, document: id, refused: nil, isFirst: true, in: db)
            for (place, run) in product.runs.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO parts (document_id, position, rearrangement_id, source_id, first_page, last_page)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        id.rawValue, place + 1, number, run.source.rawValue, run.pages.lowerBound,
                        run.pages.upperBound,
                    ])
            }
            try JobTable.add(for: id, in: db)
            try AuditTrail.add(
                "received", to: id, detail: "made of \(product.spelled)", by: act.actor, at: act.at, in: db)
            return id
        }
    }
}

extension Rearrangement.Product {
    /// What it is made of, in one line.
    fileprivate var spelled: String {
        runs.map { "pages \($0.pages.lowerBound)–\($0.pages.upperBound) of document \($0.source)" }
            .joined(separator: ", ")
    }
}
