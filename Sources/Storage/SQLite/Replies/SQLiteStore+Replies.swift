package import Domain
import GRDB
package import Pipeline
package import Workflow

extension SQLiteStore {
    /// The codes by which people may answer, by name; who has one that counts still gets the same.
    package func replyCodes(
        for offer: ReplyOffer, key: ReplyKey, at: Timestamp
    ) async throws(StoreFailure) -> [String: GivenCode] {
        try await changes.commit { db in
            guard let task = try TaskTable.find(offer.task, in: db), task.state == .open else { return [:] }
            var codes: [String: GivenCode] = [:]
            for person in offer.people {
                let (token, isNew) = try ReplyTable.token(for: offer, person, by: key, at: at, in: db)
                let code = token.code(by: key)
                codes[person] = GivenCode(text: code.text, expires: token.expires)
                guard isNew else { continue }
                try AuditTrail.add(
                    "reply-asked", to: task.document,
                    detail:
                        "task \(task.id), code \(code.idHash.prefix(12)), of \(person) until \(token.expires)",
                    at: at, in: db)
            }
            return codes
        }
    }

    /// Does what somebody answered to a mail, if it may be done; once however often it is called.
    package func take(
        _ reply: Reply, key: ReplyKey, by machine: CaseMachine
    ) async throws(StoreFailure) -> ReplyReceipt {
        try await changes.commit { db in
            try ReplyDesk(reply: reply, key: key, machine: machine).receipt(in: db)
        }
    }
}

extension SQLiteStore {
    /// Whom a letter to the vendor goes to, who in the house had it written, and what was read of the bill.
    package func correspondents(
        of notice: CaseNotice
    ) async throws(StoreFailure) -> (vendor: Vendor?, writer: String?, facts: [String: Variable]) {
        try await ask { db in
            let matched = try String.fetchOne(
                db, sql: "SELECT vendor_id FROM matches WHERE document_id = ?",
                arguments: [notice.document.rawValue])
            let draft = try String.fetchOne(
                db, sql: "SELECT draft FROM readings WHERE document_id = ?",
                arguments: [notice.document.rawValue]
            ).map { try ReadingRows.draft($0, of: notice.document) }
            let vendor =
                try matched.flatMap { try VendorTable.find($0, in: db) }
                ?? draft.flatMap { try VendorSearch.finding(for: $0, in: db).vendor }
            let writer = try String.fetchOne(
                db,
                sql: """
                    SELECT actor FROM task_acts WHERE case_id = ? AND kind = 'complete' AND at <= ?
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [notice.caseID.rawValue, notice.at.milliseconds])
            return (vendor, writer, try CaseFileRows.variables(of: notice.document, in: db) ?? [:])
        }
    }
}
