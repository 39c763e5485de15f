import Domain
import FoundationEssentials
import GRDB
import Pipeline
import Reading
import Reviewing

/// A reading, encoded before the write lock is taken.
struct ReadingRow: Sendable {
    /// Which layout the pages are encoded in: that of the frames between the two programs.
    static let pageFormat = Int(FrameHead.version)

    let reading: StoredReading
    let pages: Data
    let draft: String
    let engines: String

    init(_ reading: StoredReading) throws(StoreFailure) {
        self.reading = reading
        var writer = WireWriter()
        writer.write(reading.pages)
        pages = Data(writer.bytes)
        draft = try JSONText.encode(DraftJSON(reading.draft))
        engines = try JSONText.encode(reading.engines)
    }

    /// The words of the pages, page by page, for searching.
    var text: String {
        reading.pages.map { page in page.words.lazy.map(\.text).joined(separator: " ") }
            .joined(separator: "\n")
    }
}

/// JSON in columns.
enum JSONText {
    static func encode(_ value: some Encodable) throws(StoreFailure) -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .broken("a value cannot be written as JSON: \(error)")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws(StoreFailure) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .broken("a column does not hold the JSON it should: \(error)")
        }
    }
}

/// Writes and reads what was read off documents; part of the transaction it is called in.
enum ReadingRows {
    /// Writes a reading and what was found; what people said of the document before is said of the new reading too.
    static func replace(
        _ row: ReadingRow, found: [Finding], of document: DocumentID, named name: String, in db: Database
    ) throws {
        let id = document.rawValue
        var edits = try CorrectionRows.edits(of: document, in: db)
        var reading = row.reading
        if !edits.isEmpty {
            edits = try CorrectionRows.noteRereading(
                of: document, after: edits, draft: reading.draft, at: reading.at, in: db)
            reading.draft = reading.draft.with(EditHistory(edits))
        }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO readings (document_id, kind, language, page_count, page_format, pages,
                    draft, engines, at, seconds, version, as_read, found_as_read)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, reading.draft.kind.rawValue, reading.draft.language, reading.pages.count,
            ReadingRow.pageFormat, row.pages,
            edits.isEmpty ? row.draft : try JSONText.encode(DraftJSON(reading.draft)), row.engines,
            reading.at.milliseconds, reading.seconds, edits.count, edits.isEmpty ? nil : row.draft,
            edits.isEmpty ? nil : try JSONText.encode(found.map(FindingJSON.init)),
        ])
        try replaceValues(reading.draft, of: id, in: db)
        try PagePrintTable.put(reading.pages, of: id, in: db)
        try db.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?").execute(arguments: [id])
        try db.cachedStatement(sql: "INSERT INTO search (rowid, name, text) VALUES (?, ?, ?)")
            .execute(arguments: [id, name, row.text])
    }

    /// Writes the header and the lines of a draft for asking.
    static func replaceValues(_ draft: InvoiceDraft, of id: Int64, in db: Database) throws {
        try replaceFields(draft, of: id, in: db)
        try replaceLines(draft.lines, of: id, in: db)
    }

    private static func replaceFields(_ draft: InvoiceDraft, of id: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM fields WHERE document_id = ?").execute(arguments: [id])
        let insert = try db.cachedStatement(
            sql:
                "INSERT INTO fields (document_id, name, value, key, confidence, is_accepted) VALUES (?, ?, ?, ?, ?, ?)"
        )
        for (name, field) in draft.fields {
            try insert.execute(arguments: [
                id, name.rawValue, field.value.canonical, LookupKey.of(field.value.canonical, in: name),
                field.confidence, field.isAccepted,
            ])
        }
    }

    /// Gives values that were stored before there were keys their key.
    static func addKeys(in db: Database) throws {
        for name in LookupKey.fields {
            let rows = try Row.fetchAll(
                db, sql: "SELECT document_id, value FROM fields WHERE name = ?", arguments: [name.rawValue])
            for row in rows {
                try db.execute(
                    sql: "UPDATE fields SET key = ? WHERE document_id = ? AND name = ?",
                    arguments: [
                        LookupKey.of(row["value"], in: name), row["document_id"] as Int64, name.rawValue,
                    ])
            }
        }
    }

    private static func replaceLines(_ lines: [DraftLine], of id: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM lines WHERE document_id = ?").execute(arguments: [id])
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO lines (document_id, position, article_number, description, quantity, unit,
                    unit_price, tax_rate, line_total) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (index, line) in lines.enumerated() {
            try insert.execute(arguments: [
                id, index + 1, line.articleNumber, line.description, line.quantity?.description, line.unit,
                line.unitPrice?.description, line.taxRate?.description, line.lineTotal?.description,
            ])
        }
    }

    static func replace(_ findings: [Finding], of document: DocumentID, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM findings WHERE document_id = ?")
            .execute(arguments: [document.rawValue])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO findings (document_id, position, rule, message, places) VALUES (?, ?, ?, ?, ?)")
        for (index, finding) in findings.enumerated() {
            try insert.execute(arguments: [
                document.rawValue, index + 1, finding.rule, finding.message,
                try JSONText.encode(PlacesJSON(finding)),
            ])
        }
    }

    static func replace(_ version: ArchivedVersion, of document: DocumentID, in db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO versions (document_id, kind, sha256, size) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            document.rawValue, version.kind.rawValue, version.hash.rawValue, version.size,
        ])
    }

    static func reading(of document: DocumentID, in db: Database) throws -> StoredReading? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM readings WHERE document_id = ?", arguments: [document.rawValue])
        guard let row else { return nil }
        return StoredReading(
            pages: try pages(row), draft: try draft(row["draft"], of: document),
            engines: try JSONText.decode([String].self, row["engines"]),
            at: Timestamp(milliseconds: row["at"]), seconds: row["seconds"])
    }

    static func draft(_ json: String, of document: DocumentID) throws -> InvoiceDraft {
        guard let draft = try JSONText.decode(DraftJSON.self, json).draft else {
            throw StoreFailure.broken("the draft of document \(document) holds a value that is not known")
        }
        return draft
    }

    /// The pages; none when they were written in another layout, until the document is read again.
    private static func pages(_ row: Row) throws -> [Page] {
        guard row["page_format"] == ReadingRow.pageFormat else { return [] }
        var reader = WireReader(Array(row["pages"] as Data))
        return try reader.read([Page].self)
    }

    static func findings(of document: DocumentID, in db: Database) throws -> [Finding] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM findings WHERE document_id = ? ORDER BY position",
            arguments: [document.rawValue]
        ).map { row in
            try JSONText.decode(PlacesJSON.self, row["places"]).finding(row["rule"], row["message"])
        }
    }

    static func versions(of document: DocumentID, in db: Database) throws -> [ArchivedVersion] {
        let statement = try db.cachedStatement(
            sql: "SELECT kind, sha256, size FROM versions WHERE document_id = ? ORDER BY kind")
        return try Row.fetchAll(statement, arguments: [document.rawValue]).map { row in
            guard let kind = ArchivedVersion.Kind(rawValue: row["kind"]),
                let hash = ContentHash(rawValue: row["sha256"])
            else { throw StoreFailure.broken("document \(document) has a version that is not known") }
            return ArchivedVersion(kind: kind, hash: hash, size: row["size"])
        }
    }
}
