import Domain
import GRDB
import Pipeline
import Workflow

/// Gathers all of the store a handler may look at; part of the transaction it is called in.
enum CaseFileRows {
    /// The facts a case of a document starts with; `nil` where it was not read.
    static func variables(of document: DocumentID, in db: Database) throws -> [String: Variable]? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT state, draft, department FROM documents
                    JOIN readings ON readings.document_id = documents.id
                    JOIN arrivals ON arrivals.document_id = documents.id AND is_first = 1
                    WHERE documents.id = ?
                    """), arguments: [document.rawValue])
        guard let row else { return nil }
        return CaseFacts.variables(
            of: try ReadingRows.draft(row["draft"], of: document), document: document,
            isReviewed: row["state"] == "read", department: row["department"])
    }

    /// The file of an errand.
    static func file(
        of errand: Errand, _ stored: StoredCase, by machine: CaseMachine, at: Timestamp, in db: Database
    ) throws -> ErrandFile {
        let document = stored.document
        try ProcessTable.teach(machine, in: db)
        let view = try machine.view(of: stored.instance)
        let variables = view.instance.tokens[errand.token].map { view.variables(visibleAt: $0) } ?? [:]
        if document.isNone { return try file(ofNoDocument: errand, stored, variables, at: at, in: db) }
        guard let state = try SummaryRows.fetch(document, in: db)?.state,
            let arrival = try ArrivalRows.first(of: document, in: db),
            let json = try String.fetchOne(
                db.cachedStatement(sql: "SELECT draft FROM readings WHERE document_id = ?"),
                arguments: [document.rawValue])
        else { throw StoreFailure.broken("the document of case \(stored.id) was not read") }
        let draft = try ReadingRows.draft(json, of: document)
        let vendor = try VendorSearch.finding(for: draft, in: db).vendor
        let history = try ActTable.history(of: stored.id, in: db)
        return ErrandFile(
            errand: errand, stored: stored, variables: variables, draft: draft, state: state,
            arrival: arrival.at, defaults: arrival.defaults,
            findings: try ReadingRows.findings(of: document, in: db),
            basis: try CaseBasis.of(document, coding: variables.coding, in: db), vendor: vendor,
            isMatchable: try isMatchable(document, in: db), isMatchDue: try isMatchDue(document, in: db),
            holds: try HoldTable.holds(
                "document_id = ? AND state = 'open' ORDER BY id", [document.rawValue], in: db),
            codings: try PayableTable.codings(
                of: PayableTable.vendorKey(vendor, draft), besides: document, in: db),
            history: history,
            tasks: try TaskTable.tasks(TaskQuery(caseID: stored.id, limit: .max), in: db),
            entitlements: try TaskAuthority.entitlements(
                in: stored, history: history, variables: variables, at: at, in: db), at: at)
    }

    /// The file of an errand of a case that is about no document: decisions need none, handlers do.
    private static func file(
        ofNoDocument errand: Errand, _ stored: StoredCase, _ variables: [String: Variable], at: Timestamp,
        in db: Database
    ) throws -> ErrandFile {
        if case .handler(let name) = errand.target {
            throw HandlerFailure("\(name) is about a document, and the case has none")
        }
        return ErrandFile(
            errand: errand, stored: stored, variables: variables,
            draft: InvoiceDraft(kind: .other, language: "en"), state: .received, arrival: stored.startedAt,
            basis: try CaseBasis.of(.none, coding: [], in: db),
            history: try ActTable.history(of: stored.id, in: db), at: at)
    }

    static func isMatchable(_ document: DocumentID, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM matches WHERE document_id = ?) OR EXISTS (SELECT 1 FROM orders)
                    """), arguments: [document.rawValue]) ?? false
    }

    private static func isMatchDue(_ document: DocumentID, in db: Database) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM matches_due WHERE document_id = ?"),
            arguments: [document.rawValue]) != nil
    }
}
