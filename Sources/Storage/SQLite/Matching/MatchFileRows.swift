import Domain
import GRDB
import Pipeline

/// Gathers all of the store a document is matched against; part of the transaction it is called in.
enum MatchFileRows {
    /// Days around a bill's date in which the same amount may be the same bill.
    private static let duplicateDays = 40

    /// The file of a document; `nil` where it has no bill that was read.
    static func file(of document: DocumentID, in db: Database) throws -> MatchFile? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sha256, state, draft, kind, department FROM documents
                    JOIN readings ON readings.document_id = documents.id
                    JOIN arrivals ON arrivals.document_id = documents.id AND is_first = 1
                    WHERE documents.id = ? AND state IN ('read', 'needs-review')
                        AND kind IN ('invoice', 'credit_note')
                    """), arguments: [document.rawValue])
        guard let row, let content = ContentHash(rawValue: row["sha256"]) else { return nil }
        let draft = try ReadingRows.draft(row["draft"], of: document)
        var file = MatchFile(
            document: document, content: content, draft: draft, isReviewed: row["state"] == "read",
            entity: row["department"], vendor: try VendorSearch.finding(for: draft, in: db))
        try addOrders(to: &file, in: db)
        guard let vendor = file.vendor.vendor else { return file }
        file.cluster = try cluster(of: vendor, in: db)
        file.contract = ContractChoice.contract(
            of: draft, orders: file.orders, among: try ContractTable.all(of: vendor.id, in: db))
        file.charges = try BookingCodeTable.all(.charge, in: db)
        file.print = try PagePrintTable.find(document.rawValue, in: db)
        file.posted = try posted(before: file, vendor, in: db)
        if let contract = file.contract, contract.valueLimit != nil {
            file.billedUnderContract = try ContractTable.billed(
                under: contract.id, before: document.rawValue, in: db)
        }
        return file
    }

    private static func addOrders(to file: inout MatchFile, in db: Database) throws {
        let byKey = try db.cachedStatement(sql: "SELECT id FROM orders WHERE key = ? AND is_current = 1")
        var named: [String] = []
        for printed in OrderChoice.named(by: file.draft) {
            guard let key = LookupKey.of(printed, in: .purchaseOrder) else { continue }
            let found = try String.fetchAll(byKey, arguments: [key])
            if found.count == 1 { file.named[printed] = found[0] }
            named += found
        }
        if named.isEmpty, let vendor = file.vendor.vendor {
            named = OrderChoice.orders(for: file.draft, among: try openLines(of: vendor.id, in: db))
        }
        let orders = try Set(named).sorted().compactMap { try OrderTable.current($0, in: db)?.order }
        file.orders = try orders.map { try converting($0, in: db) }
        file.receipts = try orders.flatMap { try ReceiptTable.all(for: $0.id, in: db) }
    }

    private static func openLines(of vendor: String, in db: Database) throws -> [OrderChoice.Line] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT orders.id AS order_id, item FROM orders
                JOIN order_lines ON order_lines.order_id = orders.id AND order_lines.version = orders.version
                WHERE is_current = 1 AND vendor_id = ? AND orders.status = 'open' AND order_lines.status = 'open'
                """)
        return try Row.fetchAll(statement, arguments: [vendor]).map {
            .init(order: $0["order_id"], item: $0["item"])
        }
    }

    /// The order with the conversions of its items, and their names where it does not say what was ordered.
    private static func converting(_ order: PurchaseOrder, in db: Database) throws -> PurchaseOrder {
        var order = order
        for place in order.lines.indices {
            guard let name = order.lines[place].item, let item = try ItemTable.find(name, in: db) else {
                continue
            }
            order.lines[place] = order.lines[place].converting(with: item)
            if order.lines[place].description == nil, !item.name.isEmpty {
                order.lines[place].description = item.name
            }
        }
        return order
    }

    static func cluster(of vendor: Vendor, in db: Database) throws -> [String] {
        guard let cluster = vendor.cluster else { return [] }
        return try String.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM vendors WHERE cluster = ? ORDER BY id"),
            arguments: [cluster])
    }

    /// What was billed before on the orders, and what may be the same document.
    ///
    /// Of bills matched again only those that came before count, so that two of them never hold each other up; beside
    /// one that waits all that is booked counts.
    private static func posted(before file: MatchFile, _ vendor: Vendor, in db: Database) throws
        -> [PostedDocument]
    {
        let own = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT sequence, status FROM matches WHERE document_id = ?"),
            arguments: [file.document.rawValue])
        let sequence: Int64 = own?["sequence"] ?? .max
        let isPosted = own?["status"] == "posted"
        var found: Set<Int64> = []
        for order in file.orders {
            found.formUnion(
                try Int64.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT document_id FROM posting_lines WHERE order_id = ?1
                            UNION SELECT document_id FROM posting_charges WHERE order_id = ?1
                            """), arguments: [order.id]))
        }
        found.formUnion(try alike(file, [vendor.id] + file.cluster, in: db))
        let documents = try found.sorted().flatMap { document in
            try PostingTable.documents(
                """
                SELECT postings.* FROM postings JOIN matches ON matches.document_id = postings.document_id
                WHERE postings.document_id = ?1 AND postings.document_id <> ?2
                    AND (sequence < ?3 OR (?4 = 0 AND matches.status = 'posted'))
                """, [document, file.document.rawValue, sequence, isPosted], in: db)
        }
        let ahead = try file.orders.flatMap {
            try PrepaymentTable.posted(for: $0.id, besides: file.document.rawValue, in: db)
        }
        return try documents.map { try naming($0, in: db) } + ahead
    }

    /// A credit note with the document it takes back, where it names one that is known.
    private static func naming(_ document: PostedDocument, in db: Database) throws -> PostedDocument {
        guard case .creditNote = document.kind, let id = Int64(document.id) else { return document }
        let printed = try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT value FROM fields WHERE document_id = ? AND name = 'preceding_invoice'"),
            arguments: [id])
        guard let key = printed.flatMap({ LookupKey.of($0, in: .invoiceNumber) }) else { return document }
        let credited = try Int64.fetchAll(
            db.cachedStatement(
                sql:
                    "SELECT document_id FROM postings WHERE vendor_id = ? AND number_key = ? AND kind = 'invoice'"
            ),
            arguments: [document.vendor, key])
        var named = document
        if credited.count == 1 { named.kind = .creditNote(credits: "\(credited[0])") }
        return named
    }

    /// Documents that may be the same: by bytes, first page, number, or amount and date.
    private static func alike(_ file: MatchFile, _ vendors: [String], in db: Database) throws -> [Int64] {
        var found = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT document_id FROM postings WHERE content = ?"),
            arguments: [file.content.rawValue])
        if let print = file.print { found += try PagePrintTable.alike(print, in: db) }
        let key = file.draft.text(.invoiceNumber).flatMap { LookupKey.of($0, in: .invoiceNumber) }
        let byNumber = try db.cachedStatement(
            sql: "SELECT document_id FROM postings WHERE vendor_id = ? AND number_key = ?")
        // Of the total only a rough distance is looked at here; what counts is decided exactly.
        let byAmount = try db.cachedStatement(
            sql: """
                SELECT document_id FROM postings WHERE vendor_id = ? AND date BETWEEN ? AND ?
                    AND abs(CAST(total AS REAL) - CAST(? AS REAL)) <= 10
                """)
        let date = file.draft.date(.issueDate)
        let total = (file.draft.amount(.grandTotal) ?? file.draft.amount(.amountDue))?.magnitude.description
        for vendor in Set(vendors).sorted() {
            if let key { found += try Int64.fetchAll(byNumber, arguments: [vendor, key]) }
            guard let from = date?.adding(days: -duplicateDays), let to = date?.adding(days: duplicateDays),
                let total
            else { continue }
            found += try Int64.fetchAll(
                byAmount, arguments: [vendor, from.description, to.description, total])
        }
        return found
    }
}

/// Finds the vendor who sent a bill: by VAT id, else by account, else by name.
enum VendorSearch {
    static func finding(for draft: InvoiceDraft, in db: Database) throws -> VendorFinding {
        let signs: [(VendorFinding.Sign, String, String?)] = [
            (
                .vatID,
                """
                SELECT id FROM vendors WHERE vat_id = ?1
                UNION SELECT vendor_id FROM vendor_signs WHERE kind = 'vat_id' AND key = ?1
                """,
                draft.text(.sellerVATID).flatMap { VATNumber($0)?.rawValue ?? $0 }
            ),
            (
                .account, "SELECT vendor_id FROM vendor_accounts WHERE account = ? ORDER BY vendor_id",
                draft.text(.sellerIBAN).map { String(decoding: PlainSpelling.bytes(of: $0), as: UTF8.self) }
            ),
            (
                .name,
                """
                SELECT id FROM vendors WHERE name_key = ?1
                UNION SELECT vendor_id FROM vendor_signs WHERE kind = 'name' AND key = ?1
                """,
                draft.text(.sellerName).flatMap(VendorName.key(of:))
            ),
        ]
        var several: (vendors: Set<String>, sign: VendorFinding.Sign)?
        for (sign, sql, value) in signs {
            guard let value else { continue }
            var found = Set(try String.fetchAll(db.cachedStatement(sql: sql), arguments: [value]))
            // Of several that share a stronger sign, a weaker one chooses.
            if let several { found.formIntersection(several.vendors) }
            if found.count == 1, let id = found.first, let vendor = try VendorTable.find(id, in: db) {
                return .found(vendor, by: several?.sign ?? sign)
            }
            if several == nil, found.count > 1 { several = (found, sign) }
        }
        return several.map { .several($0.vendors.sorted(), by: $0.sign) } ?? .none
    }
}
