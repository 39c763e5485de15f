public import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// The documents that match, newest first.
    public func summaries(_ query: DocumentQuery) async throws(StoreFailure) -> [DocumentSummary] {
        try await ask { db in
            let states = query.states.sorted()
            let marks = states.map { _ in "?" }.joined(separator: ", ")
            let conditions = [
                query.before == nil ? nil : "documents.id < ?",
                // The first by its index; the second because a document is being read while its job is leased.
                states.isEmpty ? nil : "documents.state IN (\(marks)) AND shown_state IN (\(marks))",
            ].compactMap(\.self)
            var arguments: StatementArguments = query.before.map { [$0.rawValue] } ?? []
            arguments += StatementArguments(states.map { $0 == "reading" ? "received" : $0 })
            arguments += StatementArguments(states)
            arguments += [query.limit]
            let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try SummaryRows.fetch(
                "\(filter) ORDER BY documents.id DESC LIMIT ?", arguments: arguments, in: db)
        }
    }

    /// Everything about one document.
    public func record(of document: DocumentID) async throws(StoreFailure) -> DocumentRecord? {
        try await ask { db in try SummaryRows.record(of: document, in: db) }
    }

    /// How many documents are in each state, by the state's name.
    public func countByState() async throws(StoreFailure) -> [String: Int] {
        try await ask { db in
            let rows = try Row.fetchAll(db, sql: "SELECT state, count(*) AS n FROM documents GROUP BY state")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["state"], $0["n"]) })
        }
    }

    /// Documents with all the words, best first.
    public func search(_ words: String, limit: Int) async throws(StoreFailure) -> [SearchHit] {
        let terms = words.split(whereSeparator: \.isWhitespace)
            .map { "\"" + $0.split(separator: "\"").joined(separator: " ") + "\"*" }
            .filter {
                $0.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            }
        guard !terms.isEmpty else { return [] }
        return try await ask { db in
            let hits = try Row.fetchAll(
                db,
                sql: """
                    SELECT rowid, snippet(search, 1, '⟦', '⟧', '…', 12) AS excerpt FROM search
                    WHERE search MATCH ? ORDER BY rank, rowid DESC LIMIT ?
                    """, arguments: [terms.joined(separator: " "), limit])
            return try hits.compactMap { hit in
                try SummaryRows.fetch(DocumentID(rawValue: hit["rowid"]), in: db)
                    .map { SearchHit(summary: $0, excerpt: hit["excerpt"]) }
            }
        }
    }

    /// Documents that were read with the same value in a field; numbers however they are spelt, those spelt so first.
    public func documents(
        with value: String, in field: FieldName
    ) async throws(StoreFailure) -> [DocumentID] {
        try await ask { db in
            let key = LookupKey.of(value, in: field)
            let statement = try db.cachedStatement(
                sql: """
                    SELECT document_id FROM fields WHERE name = ? AND \(key == nil ? "value" : "key") = ?
                    ORDER BY value <> ?, document_id
                    """)
            return try Int64.fetchAll(statement, arguments: [field.rawValue, key ?? value, value])
                .map(DocumentID.init(rawValue:))
        }
    }

    /// The draft of a document, once read.
    public func draft(of document: DocumentID) async throws(StoreFailure) -> InvoiceDraft? {
        try await ask { db in
            let statement = try db.cachedStatement(sql: "SELECT draft FROM readings WHERE document_id = ?")
            return try String.fetchOne(statement, arguments: [document.rawValue])
                .map { try ReadingRows.draft($0, of: document) }
        }
    }
}

/// Reads summaries.
enum SummaryRows {
    private static let select = """
        SELECT documents.*, arrivals.name, arrivals.inbox, arrivals.container_id, readings.kind,
            readings.language AS read_language, readings.page_count, iif(jobs.state = 'leased', 'reading',
            documents.state) AS shown_state
        FROM documents
        JOIN arrivals ON arrivals.document_id = documents.id AND arrivals.is_first = 1
        LEFT JOIN readings ON readings.document_id = coalesce(documents.duplicate_of, documents.id)
        LEFT JOIN jobs ON jobs.document_id = documents.id AND jobs.kind = 'capture'

        """

    /// Everything about one document.
    static func record(of document: DocumentID, in db: Database) throws -> DocumentRecord? {
        guard let summary = try fetch(document, in: db) else { return nil }
        let children = try Int64.fetchAll(
            db,
            sql: """
                SELECT document_id FROM arrivals WHERE container_id = ?1 UNION
                SELECT document_id FROM parts JOIN rearrangements ON rearrangements.id = rearrangement_id
                    WHERE source_id = ?1 AND undone_at IS NULL ORDER BY document_id
                """, arguments: [document.rawValue])
        return DocumentRecord(
            summary: summary, arrivals: try ArrivalRows.all(of: document, in: db),
            reading: try ReadingRows.reading(of: document, in: db),
            findings: try ReadingRows.findings(of: document, in: db),
            versions: try ReadingRows.versions(of: document, in: db),
            children: children.map(DocumentID.init(rawValue:)),
            duplicates: try Int64.fetchAll(
                db, sql: "SELECT id FROM documents WHERE duplicate_of = ? ORDER BY id",
                arguments: [document.rawValue]
            ).map(DocumentID.init(rawValue:)),
            history: try AuditTrail.entries(about: document, in: db))
    }

    static func fetch(_ document: DocumentID, in db: Database) throws -> DocumentSummary? {
        try fetch("WHERE documents.id = ?", arguments: [document.rawValue], in: db).first
    }

    static func fetch(
        _ rest: String, arguments: StatementArguments, in db: Database
    ) throws -> [DocumentSummary] {
        let statement = try db.cachedStatement(sql: select + rest)
        let values = try db.cachedStatement(
            sql: """
                SELECT name, value FROM fields WHERE document_id = ? AND name IN
                (\(DocumentSummary.listed.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
                """)
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var summary = try summary(row)
            for value in try Row.fetchAll(values, arguments: [summary.isReadAs.rawValue]) {
                guard let name = FieldName(rawValue: value["name"]) else { continue }
                summary.values[name] = value["value"]
            }
            return summary
        }
    }

    private static func summary(_ row: Row) throws -> DocumentSummary {
        let id = DocumentID(rawValue: row["id"])
        guard let hash = ContentHash(rawValue: row["sha256"]), let state = state(row) else {
            throw StoreFailure.broken("document \(id) is in no state that is known")
        }
        return DocumentSummary(
            id: id, hash: hash, size: row["size"], name: row["name"], inbox: row["inbox"],
            container: (row["container_id"] as Int64?).map(DocumentID.init(rawValue:)),
            received: Timestamp(milliseconds: row["received_at"]), state: state,
            kind: (row["kind"] as String?).flatMap(DocumentKind.init(rawValue:)),
            language: row["read_language"], pages: row["page_count"])
    }

    private static func state(_ row: Row) -> DocumentState? {
        let reason: String = row["reason"] ?? ""
        return switch row["shown_state"] as String {
        case "received": .received
        case "reading": .reading
        case "read": .read
        case "needs-review": .needsReview
        case "unpacked": .unpacked
        case "duplicate-of": (row["duplicate_of"] as Int64?).map { .duplicateOf(DocumentID(rawValue: $0)) }
        case "rejected": .rejected(reason: reason)
        case "quarantined": .quarantined(reason: reason)
        case "failed": .failed(reason: reason)
        default: nil
        }
    }
}
