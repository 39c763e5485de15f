import Controls
import Domain
import GRDB
import Pipeline
import Workflow

/// What people did to a document so far, from all the places it is kept: answers in review, releases of holds, the
/// vendor's account, and tasks; part of the transaction it is called in.
struct CaseDeeds {
    /// The document.
    let document: DocumentID
    /// What the document is now: approvals of anything else are none.
    let basis: String
    /// The vendor's number, where the process knows it.
    let vendor: String?

    /// The deeds, in no order.
    func all(_ history: CaseHistory, besides task: TaskID? = nil, in db: Database) throws -> [Deed] {
        var deeds = history.acts.filter { $0.kind == "complete" && $0.task != task }.compactMap(deed)
        deeds += try names("SELECT DISTINCT actor FROM corrections WHERE document_id = ?", in: db)
            .map { Deed(.entry, by: $0) }
        deeds += try names(
            """
            SELECT closed_by FROM holds WHERE document_id = :document AND state = 'released'
            UNION SELECT actor FROM hold_consents JOIN holds ON holds.id = hold_id WHERE document_id = :document
            """, in: db
        ).map { Deed(.release, by: $0) }
        for vendor in try vendors(in: db) {
            deeds += try AccountChanges.people(behind: vendor, in: db).map { Deed(.vendorChange, by: $0) }
        }
        // What the program does is nobody's.
        return deeds.filter { $0.doer != "vouch" }
    }

    private func deed(_ act: CaseHistory.Act) -> Deed? {
        switch act.variables["approved"] {
        case .bool(true)?:
            act.basis == basis ? Deed(.approval, by: act.actor, for: act.principals) : nil
        case .bool(false)?: nil
        case nil, .some:
            Deed(act.duty.flatMap(Duty.init(rawValue:)) ?? .other, by: act.actor, for: act.principals)
        }
    }

    private func names(_ sql: String, in db: Database) throws -> [String] {
        let statement = try db.cachedStatement(sql: sql)
        return try String.fetchAll(
            statement, arguments: sql.contains(":") ? ["document": document.rawValue] : [document.rawValue])
    }

    private func vendors(in db: Database) throws -> Set<String> {
        let matched = try String.fetchOne(
            db.cachedStatement(sql: "SELECT vendor_id FROM matches WHERE document_id = ?"),
            arguments: [document.rawValue])
        return Set([vendor, matched].compactMap(\.self))
    }
}
