import Domain
import GRDB
import Pipeline

/// Keeps what a document came to: links, posting, holds, log and whom to tell, all in the transaction it is called in.
struct MatchTable {
    let verdict: MatchVerdict
    /// What led to it.
    let why: String
    let actor: String
    let at: Timestamp

    private var document: Int64 { verdict.file.document.rawValue }

    /// What of a match is compared to tell whether it changed.
    private struct Kept: Equatable {
        var vendor: String?
        var status: PostedDocument.Status
        var payable: String
        var links: String
    }

    /// Keeps the verdict; where it is what was kept before, nothing is written.
    func keep(in db: Database) throws -> MatchOutcome {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM matches WHERE document_id = ?"), arguments: [document])
        let before = try row.map(kept)
        let standing = try HoldTable.standing(of: document, in: db)
        let known = Dictionary(standing.map { (HoldTable.key($0.hold), $0) }) { first, _ in first }
        let found = Dictionary(verdict.result.holds.map { (HoldTable.key($0), $0) }) { first, _ in first }
        let raised = verdict.result.holds.filter { known[HoldTable.key($0)] == nil }.uniqued
        // What a person released stays so, should it be found again with the same figures.
        let gone = standing.filter { $0.state == .open && found[HoldTable.key($0.hold)] == nil }
        let remaining = standing.filter { found[HoldTable.key($0.hold)] != nil }
        let isHeld = !raised.isEmpty || remaining.contains { $0.state == .open }
        let now = Kept(
            vendor: verdict.vendor?.id, status: isHeld ? .pending : .posted,
            payable: verdict.result.payable.description, links: try links())
        let posted = try PostingTable.find(document, in: db)
        let posting = verdict.posting(now.status)
        let uses = isHeld ? [:] : verdict.prepaymentsUsed
        let used = try PrepaymentTable.uses(of: document, in: db)
        let isMoved = posted != posting || used != uses
        let isChanged = before != now || !raised.isEmpty || !gone.isEmpty || isMoved
        if isChanged {
            try write(now, in: db)
            try PostingTable.replace(posting, was: posted, of: document, in: db)
            if used != uses { try PrepaymentTable.use(uses, by: document, in: db) }
            for hold in gone { try drop(hold, in: db) }
            for hold in raised { try raise(hold, in: db) }
            if before != now { try log(now, in: db) }
            if isMoved { try tellOthers(posted, posting, in: db) }
        }
        try PostingTable.file(document, under: verdict.file.contract?.id, in: db)
        try MatchesDue.remove(document, in: db)
        return MatchOutcome(
            verdict: verdict,
            holds: try (isChanged ? HoldTable.standing(of: document, in: db) : standing).filter {
                found[HoldTable.key($0.hold)] != nil
            },
            isPosted: !isHeld, isChanged: isChanged)
    }

    /// Takes a match back whose document is no bill any more.
    static func void(_ document: Int64, why: String, at: Timestamp, in db: Database) throws {
        let posting = try PostingTable.find(document, in: db)
        try PostingTable.replace(nil, was: posting, of: document, in: db)
        try PrepaymentTable.use([:], by: document, in: db)
        try db.cachedStatement(
            sql:
                "UPDATE matches SET status = 'void', links = '[]', at = ? WHERE document_id = ? AND status <> 'void'"
        ).execute(arguments: [at.milliseconds, document])
        guard db.changesCount > 0 else { return }
        for hold in try HoldTable.standing(of: document, in: db) where hold.state == .open {
            try HoldTable.close(hold.id, as: .dropped(why: why), daysLost: 0, at: at, in: db)
        }
        try AuditTrail.add("unmatched", to: DocumentID(rawValue: document), detail: why, at: at, in: db)
        guard let posting else { return }
        try VendorBooks.noteBilling(of: posting.vendor, in: db)
        try MatchesDue.add(
            after: 0, of: posting.vendor, orders: Set(posting.lines.map(\.orderLine.order)), hasRoom: true,
            in: db)
    }

    private func kept(_ row: Row) throws -> Kept {
        guard let status = PostedDocument.Status(rawValue: row["status"]) else {
            throw StoreFailure.broken("the match of document \(document) is in no status that is known")
        }
        return Kept(vendor: row["vendor_id"], status: status, payable: row["payable"], links: row["links"])
    }

    private func links() throws -> String {
        try JSONText.encode(
            verdict.result.links.map {
                [$0.line, $0.orderLine.order, $0.orderLine.line, $0.quantity.description]
            })
    }

    private func write(_ now: Kept, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO matches (document_id, vendor_id, status, payable, links, at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (document_id) DO UPDATE SET vendor_id = excluded.vendor_id, status = excluded.status,
                    payable = excluded.payable, links = excluded.links, at = excluded.at
                """
        ).execute(arguments: [
            document, now.vendor, now.status.rawValue, now.payable, now.links, at.milliseconds,
        ])
    }

    private func log(_ now: Kept, in db: Database) throws {
        let orders = Set(verdict.result.links.map(\.orderLine.order)).sorted().joined(separator: ", ")
        let vendor = now.vendor.map { "vendor \($0)" } ?? "no vendor"
        try AuditTrail.add(
            now.status == .posted ? "matched" : "held", to: verdict.file.document,
            detail: "\(vendor), \(verdict.result.links.count) links"
                + (orders.isEmpty ? "" : " to \(orders)") + ", payable \(now.payable); \(why)",
            by: actor, at: at, in: db)
    }

    private func raise(_ hold: Hold, in db: Database) throws {
        try HoldTable.raise(hold, on: document, at: at, in: db)
        try AuditTrail.add(
            "hold-raised", to: verdict.file.document, detail: hold.logLine, by: actor, at: at, in: db)
        // What waits for a review is in the queue of reviews.
        if hold.code != .unreviewed { try NoticeTable.add(hold, on: verdict, at: at, in: db) }
    }

    private func drop(_ hold: StoredHold, in db: Database) throws {
        let lost = hold.hold.isBuyersFault ? hold.daysLost(until: verdict.discountUntil, by: at) : 0
        try HoldTable.close(hold.id, as: .dropped(why: why), daysLost: lost, at: at, in: db)
        try AuditTrail.add(
            "hold-dropped", to: verdict.file.document,
            detail: hold.hold.logLine + "; \(why)" + (lost > 0 ? "; \(lost) days of discount lost" : ""),
            by: actor, at: at, in: db)
    }

    /// Has bills matched again that may be concerned by what this one bills now.
    private func tellOthers(_ before: PostedDocument?, _ after: PostedDocument?, in db: Database) throws {
        guard let vendor = after?.vendor ?? before?.vendor else { return }
        try VendorBooks.noteBilling(of: vendor, in: db)
        let sequence = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT sequence FROM matches WHERE document_id = ?"),
            arguments: [document])
        let orders = Set(((before?.lines ?? []) + (after?.lines ?? [])).map(\.orderLine.order))
        let isCredit = verdict.file.draft.kind == .creditNote
        try MatchesDue.add(
            after: sequence ?? 0, of: vendor, orders: orders,
            hasRoom: isCredit || (before != nil && before?.lines != after?.lines), in: db)
    }
}

extension [Hold] {
    /// Without those that say the same once more.
    fileprivate var uniqued: [Hold] {
        var seen: Set<String> = []
        return filter { seen.insert(HoldTable.key($0)).inserted }
    }
}

extension Hold {
    /// The hold in one line of the log: `QTY_RECEIVED order_line:PO-17/10: 48, expected 45 (row default)`.
    var logLine: String {
        "\(code.rawValue) \(scope): \(actual), expected \(expected)" + (row.map { " (row \($0))" } ?? "")
    }
}
