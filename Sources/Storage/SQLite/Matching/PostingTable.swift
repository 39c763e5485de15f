import Domain
import GRDB
import Pipeline

/// What the books keep of bills, and what that comes to on every line of an order.
enum PostingTable {
    /// Replaces what the books keep of a document, and moves what is billed of order lines by the difference.
    static func replace(
        _ posting: PostedDocument?, was before: PostedDocument?, of document: Int64, in db: Database
    ) throws {
        guard posting != before else { return }
        if before != nil {
            try db.cachedStatement(sql: "DELETE FROM postings WHERE document_id = ?").execute(
                arguments: [document])
        }
        if let posting { try insert(posting, of: document, in: db) }
        try move(from: before, to: posting, in: db)
    }

    private static func insert(_ posting: PostedDocument, of document: Int64, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO postings (document_id, kind, status, vendor_id, number, number_key, date, currency, total,
                    content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            document, posting.kindName, posting.status.rawValue, posting.vendor, posting.number,
            LookupKey.of(posting.number, in: .invoiceNumber) ?? posting.number, posting.date.description,
            posting.currency.rawValue, posting.total.description, posting.prints.content,
        ])
        for (place, line) in posting.lines.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO posting_lines (document_id, position, order_id, line_id, quantity, amount,
                        is_value_only) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                document, place + 1, line.orderLine.order, line.orderLine.line, line.quantity.description,
                line.amount.description, line.isValueOnly,
            ])
        }
        for (place, charge) in posting.charges.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO posting_charges (document_id, position, order_id, code, amount)
                    VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [document, place + 1, charge.order, charge.code, charge.amount.description])
        }
    }

    /// Notes the contract a document is billed under.
    static func file(_ document: Int64, under contract: String?, in db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE postings SET contract_id = ?1 WHERE document_id = ?2 AND contract_id IS NOT ?1"
        ).execute(arguments: [contract, document])
    }

    /// What is billed of a line of an order.
    struct Billed: Equatable {
        var quantity = Rational.zero
        var amount = Rational.zero
        var lines = 0
    }

    /// What a document moves, by order line.
    static func movements(of posting: PostedDocument?) -> [OrderLineID: Billed] {
        guard let posting, let sign = posting.billedSign else { return [:] }
        var moved: [OrderLineID: Billed] = [:]
        for line in posting.lines {
            if !line.isValueOnly {
                moved[line.orderLine, default: Billed()].quantity += sign * line.quantity
            }
            moved[line.orderLine, default: Billed()].amount += sign * line.amount
            moved[line.orderLine, default: Billed()].lines += 1
        }
        return moved
    }

    private static func move(from before: PostedDocument?, to after: PostedDocument?, in db: Database) throws
    {
        let (old, new) = (movements(of: before), movements(of: after))
        for line in Set(old.keys).union(new.keys) where old[line] != new[line] {
            let (minus, plus) = (old[line] ?? Billed(), new[line] ?? Billed())
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT * FROM order_line_books WHERE order_id = ? AND line_id = ?"),
                arguments: [line.order, line.line])
            let known = try row.map(billed) ?? Billed()
            try write(
                Billed(
                    quantity: known.quantity + plus.quantity - minus.quantity,
                    amount: known.amount + plus.amount - minus.amount,
                    lines: known.lines + plus.lines - minus.lines),
                on: line, after: row?["version"] ?? 0, in: db)
        }
    }

    static func billed(_ row: Row) throws -> Billed {
        Billed(
            quantity: try ExactText.number(row["billed_quantity"] as String),
            amount: try ExactText.number(row["billed_amount"] as String), lines: row["billed_lines"])
    }

    /// Writes what is billed, if nobody has since `version`.
    private static func write(_ billed: Billed, on line: OrderLineID, after version: Int64, in db: Database)
        throws
    {
        try db.cachedStatement(
            sql: """
                INSERT INTO order_line_books (order_id, line_id, billed_quantity, billed_amount, billed_lines, version)
                VALUES (?1, ?2, ?3, ?4, ?5, 1)
                ON CONFLICT (order_id, line_id) DO UPDATE SET billed_quantity = ?3, billed_amount = ?4,
                    billed_lines = ?5, version = version + 1 WHERE version = ?6
                """
        ).execute(arguments: [
            line.order, line.line, billed.quantity.description, billed.amount.description, billed.lines,
            version,
        ])
        guard db.changesCount == 1 else { throw StoreFailure.busy }
    }

    /// Order lines whose books are not the sum of what bills bill of them.
    static func unbalanced(in db: Database) throws -> [String] {
        var sums: [OrderLineID: Billed] = [:]
        let documents = try Int64.fetchCursor(db, sql: "SELECT document_id FROM postings")
        while let document = try documents.next() {
            for (line, moved) in movements(of: try find(document, in: db)) {
                sums[line, default: Billed()].quantity += moved.quantity
                sums[line, default: Billed()].amount += moved.amount
                sums[line, default: Billed()].lines += moved.lines
            }
        }
        var wrong: [String] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM order_line_books")
        while let row = try rows.next() {
            let line = OrderLineID(order: row["order_id"], line: row["line_id"])
            if try billed(row) != sums.removeValue(forKey: line) ?? Billed() { wrong.append("\(line)") }
        }
        return (wrong + sums.filter { $0.value != Billed() }.keys.map(\.description)).sorted()
    }

    /// What the books keep of one document.
    static func find(_ document: Int64, in db: Database) throws -> PostedDocument? {
        try documents("SELECT * FROM postings WHERE document_id = ?", [document], in: db).first
    }

    /// The documents of a query over `postings`, whole.
    static func documents(_ sql: String, _ arguments: StatementArguments, in db: Database) throws
        -> [PostedDocument]
    {
        let lines = try db.cachedStatement(
            sql: "SELECT * FROM posting_lines WHERE document_id = ? ORDER BY position")
        let charges = try db.cachedStatement(
            sql: "SELECT * FROM posting_charges WHERE document_id = ? ORDER BY position")
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            let id: Int64 = row["document_id"]
            var document = try head(row)
            document.prints.page = try PagePrintTable.find(id, in: db)
            document.lines = try Row.fetchAll(lines, arguments: [id]).map { row in
                PostedDocument.Line(
                    orderLine: OrderLineID(order: row["order_id"], line: row["line_id"]),
                    quantity: try ExactText.number(row["quantity"] as String),
                    amount: try ExactText.number(row["amount"] as String), isValueOnly: row["is_value_only"])
            }
            document.charges = try Row.fetchAll(charges, arguments: [id]).map { row in
                PostedDocument.Charge(
                    order: row["order_id"], code: row["code"],
                    amount: try ExactText.number(row["amount"] as String))
            }
            return document
        }
    }

    private static func head(_ row: Row) throws -> PostedDocument {
        let id: Int64 = row["document_id"]
        guard let status = PostedDocument.Status(rawValue: row["status"]),
            let date = CalendarDate(iso: row["date"] as String),
            let currency = Currency(rawValue: row["currency"])
        else { throw StoreFailure.broken("the posting of document \(id) holds a value that is none") }
        return PostedDocument(
            id: "\(id)", kind: row["kind"] == "invoice" ? .invoice : .creditNote(credits: nil),
            status: status,
            vendor: row["vendor_id"], number: row["number"], date: date, currency: currency,
            total: try ExactText.number(row["total"] as String),
            prints: DocumentPrints(content: row["content"]))
    }
}

extension PostedDocument {
    /// Its kind in the store.
    fileprivate var kindName: String {
        switch kind {
        case .invoice: "invoice"
        case .creditNote: "credit_note"
        case .prepayment: "prepayment"
        }
    }
}
