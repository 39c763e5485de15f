public import Domain
import GRDB
public import Pipeline

extension SQLiteStore {
    /// An order as it stands, with what arrived for it and what was billed of it; found however its number is spelt.
    public func orderFile(_ id: String) async throws(StoreFailure) -> OrderFile? {
        try await ask { db in
            var found = try OrderTable.current(id, in: db)
            if found == nil, let key = LookupKey.of(id, in: .purchaseOrder) {
                let ids = try String.fetchAll(
                    db, sql: "SELECT id FROM orders WHERE key = ? AND is_current = 1", arguments: [key])
                if ids.count == 1 { found = try OrderTable.current(ids[0], in: db) }
            }
            return try found.map { try Self.file(of: $0, in: db) }
        }
    }

    /// An order with what arrived for it and what was billed of it.
    static func file(of version: OrderVersion, in db: Database) throws -> OrderFile {
        let name = version.order.id
        let books = try Row.fetchAll(
            db, sql: "SELECT * FROM order_line_books WHERE order_id = ?", arguments: [name])
        var billed: [String: OrderFile.Billed] = [:]
        for row in books {
            let sum = try PostingTable.billed(row)
            billed[row["line_id"]] = .init(quantity: sum.quantity, amount: sum.amount)
        }
        let bills = try Row.fetchAll(
            db,
            sql: """
                SELECT document_id, number, kind, status FROM postings WHERE document_id IN
                    (SELECT document_id FROM posting_lines WHERE order_id = ?) ORDER BY document_id
                """, arguments: [name])
        return OrderFile(
            version: version, vendor: try VendorTable.find(version.order.vendor, in: db)?.name ?? "",
            receipts: try ReceiptTable.all(for: name, in: db), billed: billed,
            bills: bills.map {
                .init(
                    document: DocumentID(rawValue: $0["document_id"]), number: $0["number"],
                    isCredit: $0["kind"] == "credit_note", isPosted: $0["status"] == "posted")
            }, prepayments: try PrepaymentTable.all(for: name, in: db))
    }

    /// The vendor a record of another system means: by one of its keys, else by VAT number, else by name.
    public func vendor(keys: [String], vatID: String?, name: String?) async throws(StoreFailure) -> Vendor? {
        try await ask { db in
            for key in keys {
                if let vendor = try VendorTable.find(key, in: db) { return vendor }
            }
            var draft = InvoiceDraft(kind: .purchaseOrder, language: "")
            for (field, text) in [(FieldName.sellerVATID, vatID), (.sellerName, name)] {
                guard let text else { continue }
                draft.fields[field] = Field(
                    value: .text(text), raw: "", confidence: 1, source: .masterData("order"))
            }
            return try VendorSearch.finding(for: draft, in: db).vendor
        }
    }

    /// All holds ever raised, by document; those that only wait for a review are left out.
    public func allHolds() async throws(StoreFailure) -> [DocumentID: [StoredHold]] {
        try await ask { db in
            Dictionary(
                grouping: try HoldTable.holds("code <> 'UNREVIEWED' ORDER BY id", [], in: db), by: \.document)
        }
    }

    /// Has every bill that was read matched again; returns how many.
    public func matchAgain(why: String) async throws(StoreFailure) -> Int {
        try await changes.commit { db in
            let documents = try Int64.fetchAll(
                db,
                sql: """
                    SELECT documents.id FROM documents JOIN readings ON readings.document_id = documents.id
                    WHERE state IN ('read', 'needs-review') AND kind IN ('invoice', 'credit_note') ORDER BY documents.id
                    """)
            for document in documents { try MatchesDue.add(document, why: why, in: db) }
            return documents.count
        }
    }

    /// Confirms a vendor's account after a call; it takes two persons, and what waited for it is matched again.
    public func confirm(
        _ account: String, of vendor: String, with consent: StoredHold.Consent
    ) async throws(StoreFailure) -> ReleaseReceipt {
        try await changes.commit { db in
            guard var known = try VendorTable.find(vendor, in: db) else {
                return .refused("there is no vendor \(vendor)")
            }
            guard let place = known.accounts.firstIndex(where: { $0.number == account }) else {
                return .refused("vendor \(vendor) has no account \(account); import it first")
            }
            guard !known.accounts[place].isVerified else {
                return .refused("account \(account) is confirmed")
            }
            let earlier = try Row.fetchAll(
                db, sql: "SELECT actor, call_back FROM account_consents WHERE vendor_id = ? AND account = ?",
                arguments: [vendor, account])
            guard !earlier.contains(where: { $0["actor"] == consent.actor }) else {
                return .refused("\(consent.actor) has confirmed it before; a second person has to")
            }
            guard consent.callBack != nil || earlier.contains(where: { $0["call_back"] != nil }) else {
                return .refused(
                    "one of two persons has to call the vendor back under a number that is known, and say so")
            }
            try db.execute(
                sql: """
                    INSERT INTO account_consents (vendor_id, account, actor, reason, call_back, at) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    vendor, account, consent.actor, consent.reason, consent.callBack, consent.at.milliseconds,
                ])
            let call = consent.callBack.map { "; called back: \($0)" } ?? ""
            try AuditTrail.add(
                "account-confirmed", to: nil, detail: "vendor \(vendor), account \(account)\(call)",
                by: consent.actor, at: consent.at, in: db)
            guard !earlier.isEmpty else { return .awaitsSecond }
            known.accounts[place].isVerified = true
            try VendorTable.put(known, at: consent.at, in: db)
            try VendorBooks.change(VendorBooks.everyone, in: db)
            try MatchesDue.add(
                waitingFor: vendor, orders: [], why: "account \(account) of vendor \(vendor) was confirmed",
                in: db)
            return .released
        }
    }
}
