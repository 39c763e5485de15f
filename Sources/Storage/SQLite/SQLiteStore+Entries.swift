import Domain
import GRDB
public import Pipeline
public import Reviewing

extension SQLiteStore {
    /// Begins a document that a person keys in; it waits in the queue until it is confirmed.
    public func begin(_ entry: Entry) async throws(StoreFailure) -> EntryReceipt {
        let reading = try ReadingRow(entry.reading)
        return try await changes.commit { db in
            guard case .bytes(let hash, let size) = entry.arrival.content else {
                throw StoreFailure.broken("an entry without bytes")
            }
            if let known = try Intake.document(hash, in: db) { return .known(known) }
            let at = entry.arrival.at
            let id = try Intake.insertDocument(hash, size: size, duplicateOf: nil, at: at, in: db)
            try Intake.insert(entry.arrival, document: id, refused: nil, isFirst: true, in: db)
            try AuditTrail.add(
                "entered", to: id, detail: "\(entry.arrival.name), \(size) bytes, sha256 \(hash)",
                by: entry.actor, at: at, in: db)
            try ReadingRows.replace(reading, found: [], of: id, named: entry.arrival.name, in: db)
            try StateTable.set(
                .needsReview, of: id, detail: "to be keyed in", by: entry.actor, at: at, in: db)
            return .begun(id)
        }
    }

    /// The documents that were begun to be keyed in and are not confirmed, the newest first.
    public func unfinishedEntries() async throws(StoreFailure) -> [DocumentSummary] {
        try await ask { db in
            try SummaryRows.fetch(
                """
                WHERE arrivals.key GLOB '\(Arrival.entryPrefix)*' AND documents.state = 'needs-review'
                ORDER BY documents.id DESC
                """, arguments: [], in: db)
        }
    }

    /// What is known of vendors and open orders, for completing what is typed.
    public func knownRecords() async throws(StoreFailure) -> KnownRecords {
        try await ask { db in
            let accounts = try Row.fetchAll(
                db, sql: "SELECT vendor_id, account FROM vendor_accounts ORDER BY vendor_id, position")
            let byVendor = Dictionary(grouping: accounts) { $0["vendor_id"] as String }
            let signs = try Row.fetchAll(
                db, sql: "SELECT vendor_id, kind, text FROM vendor_signs ORDER BY vendor_id, kind, position")
            let bySign = Dictionary(grouping: signs) { $0["vendor_id"] as String }
            let vendors = try Row.fetchAll(
                db, sql: "SELECT id, name, vat_id FROM vendors WHERE is_blocked = 0 ORDER BY name, id")
            let orders = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, vendor_id, currency FROM orders WHERE is_current = 1 AND status = 'open'
                    ORDER BY changed_at DESC, id
                    """)
            return KnownRecords(
                vendors: vendors.map { row in
                    KnownRecords.Vendor(
                        id: row["id"], name: row["name"], vatID: row["vat_id"],
                        otherNames: (bySign[row["id"]] ?? []).texts(.name),
                        otherVATIDs: (bySign[row["id"]] ?? []).texts(.vatID),
                        accounts: (byVendor[row["id"]] ?? []).map { $0["account"] })
                },
                orders: orders.map { row in
                    KnownRecords.Order(id: row["id"], vendor: row["vendor_id"], currency: row["currency"])
                })
        }
    }
}

extension [Row] {
    /// What signs of a kind say.
    fileprivate func texts(_ kind: VendorSigns.Kind) -> [String] {
        filter { $0["kind"] == kind.rawValue }.map { $0["text"] }
    }
}
