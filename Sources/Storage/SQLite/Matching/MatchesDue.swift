import Domain
import GRDB
import Pipeline

/// Documents that have to be matched, for the first time or again; part of the transaction it is called in.
enum MatchesDue {
    /// How often a match is tried before it waits for a person.
    static let attempts = 5

    static func add(_ document: Int64, why: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO matches_due (document_id, why, sequence) VALUES (?1, ?2,
                    coalesce((SELECT sequence FROM matches WHERE document_id = ?1), 9223372036854775807))
                ON CONFLICT (document_id) DO UPDATE SET why = excluded.why, attempts = 0, last_error = NULL
                """
        ).execute(arguments: [document, why])
    }

    static func remove(_ document: Int64, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM matches_due WHERE document_id = ?").execute(
            arguments: [document])
    }

    /// A bill that was read or corrected, where there are orders to match it with, or it was matched before.
    static func add(read document: DocumentID, kind: DocumentKind, why: String, in db: Database) throws {
        let isBill = kind == .invoice || kind == .creditNote
        let matters = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM matches WHERE document_id = ?)
                        OR (? AND EXISTS (SELECT 1 FROM orders))
                    """), arguments: [document.rawValue, isBill])
        if matters == true { try add(document.rawValue, why: why, in: db) }
    }

    /// Bills that wait for something of a vendor, and all that bill one of its orders.
    static func add(waitingFor vendor: String, orders: Set<String>, why: String, in db: Database) throws {
        try add(
            selecting: "SELECT document_id FROM matches WHERE vendor_id = ? AND status = 'pending'", [vendor],
            why: why, in: db)
        for order in orders {
            try add(
                selecting: "SELECT DISTINCT document_id FROM posting_lines WHERE order_id = ?", [order],
                why: why,
                in: db)
        }
    }

    /// Bills whose vendor was not known.
    static func addVendorless(why: String, in db: Database) throws {
        try add(
            selecting: "SELECT document_id FROM matches WHERE vendor_id IS NULL", [], why: why, in: db)
    }

    /// All bills that wait for something.
    static func addPending(why: String, in db: Database) throws {
        try add(selecting: "SELECT document_id FROM matches WHERE status = 'pending'", [], why: why, in: db)
    }

    /// Bills after `sequence` that may have room now that less is billed by an earlier one of `orders` or under a
    /// contract, and those that wait for another document of the vendor.
    static func add(
        after sequence: Int64, of vendor: String, orders: Set<String>, hasRoom: Bool, in db: Database
    )
        throws
    {
        let why = "another document of the vendor was booked"
        try add(
            selecting: """
                SELECT DISTINCT matches.document_id FROM matches JOIN holds ON holds.document_id = matches.document_id
                WHERE vendor_id = ? AND status = 'pending' AND state = 'open' AND sequence <> ?
                    AND releases_on IN ('credit_note', 'invoice_posted', 'prepayment_change')
                """, [vendor, sequence], why: why, in: db)
        guard hasRoom else { return }
        // What one bill leaves of a contract is there for another one, whatever it was ordered by.
        try add(
            selecting: """
                SELECT DISTINCT matches.document_id FROM matches JOIN holds ON holds.document_id = matches.document_id
                WHERE vendor_id = ? AND status = 'pending' AND state = 'open' AND sequence <> ? AND code = ?
                """, [vendor, sequence, HoldCode.contract.rawValue], why: why, in: db)
        for order in orders {
            try add(
                selecting: """
                    SELECT DISTINCT matches.document_id FROM posting_lines
                    JOIN matches ON matches.document_id = posting_lines.document_id
                    WHERE order_id = ? AND status = 'pending' AND sequence <> ?
                    """, [order, sequence], why: why, in: db)
        }
    }

    private static func add(
        selecting sql: String, _ arguments: StatementArguments, why: String, in db: Database
    ) throws {
        for document in try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments) {
            try add(document, why: why, in: db)
        }
    }

    /// The next documents, in the order they came to be matched.
    static func next(_ limit: Int, in db: Database) throws -> [(document: Int64, why: String)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT document_id, why FROM matches_due WHERE attempts < ? ORDER BY sequence, document_id LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [attempts, limit]).map {
            ($0["document_id"], $0["why"])
        }
    }

    /// Notes that a match was not possible, to be tried again later.
    static func note(_ failure: String, of document: Int64, in db: Database) throws {
        try db.execute(
            sql: "UPDATE matches_due SET attempts = attempts + 1, last_error = ? WHERE document_id = ?",
            arguments: [failure, document])
    }
}
