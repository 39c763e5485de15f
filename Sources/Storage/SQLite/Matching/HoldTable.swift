import Domain
import GRDB
import Pipeline

/// Rows of holds and of who agreed to their release; part of the transaction it is called in.
enum HoldTable {
    /// What makes a hold the same one when a bill is matched again: all its figures.
    static func key(_ hold: Hold) -> String {
        [
            hold.code.rawValue, hold.scope.description, hold.actual.description, hold.expected.description,
            hold.row ?? "",
        ].joined(separator: "\u{1F}")
    }

    /// Holds of a document that stand, or would if nobody had released them.
    static func standing(of document: Int64, in db: Database) throws -> [StoredHold] {
        try holds("document_id = ? AND state <> 'dropped' ORDER BY id", [document], in: db)
    }

    static func find(_ id: Int64, in db: Database) throws -> StoredHold? {
        try holds("id = ?", [id], in: db).first
    }

    /// Holds by a condition.
    static func holds(_ condition: String, _ arguments: StatementArguments, in db: Database) throws
        -> [StoredHold]
    {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM holds WHERE \(condition)"), arguments: arguments
        ).map { try hold($0, in: db) }
    }

    static func raise(_ hold: Hold, on document: Int64, at: Timestamp, in db: Database) throws {
        let counterfactual = hold.counterfactual
        try db.cachedStatement(
            sql: """
                INSERT INTO holds (document_id, key, code, scope, actual, actual_is_number, expected,
                    expected_is_number, tolerance_row, variable, relation, bound, owner, releases_on, state, raised_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
                """
        ).execute(arguments: [
            document, key(hold), hold.code.rawValue, try JSONText.encode(ScopeJSON(hold.scope)),
            hold.actual.description, hold.actual.isNumber, hold.expected.description, hold.expected.isNumber,
            hold.row, counterfactual?.variable.rawValue, counterfactual?.relation.rawValue,
            counterfactual?.bound.description, hold.owner.rawValue, hold.release.rawValue, at.milliseconds,
        ])
    }

    /// Ends an open hold.
    static func close(
        _ id: Int64, as state: StoredHold.State, daysLost: Int, at: Timestamp, in db: Database
    ) throws {
        let (actor, reason): (String, String) =
            switch state {
            case .open: preconditionFailure("an open hold is not closed")
            case .released(let actor, let reason): (actor, reason)
            case .dropped(let why): ("vouch", why)
            }
        try db.cachedStatement(
            sql: """
                UPDATE holds SET state = ?, closed_at = ?, closed_by = ?, reason = ?, discount_days_lost = ?
                    WHERE id = ? AND state <> 'dropped'
                """
        ).execute(arguments: [state.name, at.milliseconds, actor, reason, daysLost, id])
        let document = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT document_id FROM holds WHERE id = ?"), arguments: [id])
        if let document { try NewsTable.add(hold: id, of: document, by: actor, in: db) }
    }

    static func consent(_ consent: StoredHold.Consent, to id: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO hold_consents (hold_id, actor, reason, call_back, at) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, consent.actor, consent.reason, consent.callBack, consent.at.milliseconds])
    }

    private static func hold(_ row: Row, in db: Database) throws -> StoredHold {
        let id: Int64 = row["id"]
        guard let code = HoldCode(rawValue: row["code"]),
            let scope = try JSONText.decode(ScopeJSON.self, row["scope"]).scope
        else { throw StoreFailure.broken("hold \(id) is of no kind that is known") }
        let state: StoredHold.State =
            switch row["state"] as String {
            case "open": .open
            case "released": .released(by: row["closed_by"], reason: row["reason"])
            default: .dropped(why: row["reason"])
            }
        let consents = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM hold_consents WHERE hold_id = ? ORDER BY at, actor"),
            arguments: [id])
        return StoredHold(
            id: id, document: DocumentID(rawValue: row["document_id"]),
            hold: Hold(
                code, scope, actual: try value(row["actual"], row["actual_is_number"]),
                expected: try value(row["expected"], row["expected_is_number"]), row: row["tolerance_row"],
                counterfactual: try counterfactual(row)),
            state: state, raised: Timestamp(milliseconds: row["raised_at"]),
            closed: (row["closed_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            discountDaysLost: row["discount_days_lost"],
            consents: consents.map {
                .init(
                    actor: $0["actor"], reason: $0["reason"], callBack: $0["call_back"],
                    at: Timestamp(milliseconds: $0["at"]))
            })
    }

    private static func value(_ text: String, _ isNumber: Bool) throws -> Hold.Value {
        isNumber ? .number(try ExactText.number(text) as Rational) : .text(text)
    }

    private static func counterfactual(_ row: Row) throws -> Hold.Counterfactual? {
        guard
            let variable = (row["variable"] as String?).flatMap(Hold.Counterfactual.Variable.init(rawValue:)),
            let relation = (row["relation"] as String?).flatMap(Hold.Counterfactual.Relation.init(rawValue:)),
            let bound = try ExactText.number(row["bound"] as String?)
        else { return nil }
        return Hold.Counterfactual(variable, relation, bound)
    }
}

/// The part of a bill a hold concerns, as the store keeps it.
struct ScopeJSON: Codable {
    var kind: String
    var line: String?
    var order: String?
    var orderLine: String?
    var name: String?

    init(_ scope: Hold.Scope) {
        switch scope {
        case .document: kind = "document"
        case .line(let line): (kind, self.line) = ("line", line)
        case .link(let line, let place):
            (kind, self.line, order, orderLine) = ("link", line, place.order, place.line)
        case .order(let order): (kind, self.order) = ("order", order)
        case .orderLine(let place): (kind, order, orderLine) = ("order_line", place.order, place.line)
        case .charge(let code): (kind, name) = ("charge", code)
        case .tax(let rate): (kind, name) = ("tax", rate.description)
        }
    }

    /// The scope; `nil` for one that is not known.
    var scope: Hold.Scope? {
        let place = order.flatMap { order in orderLine.map { OrderLineID(order: order, line: $0) } }
        return switch kind {
        case "document": .document
        case "line": line.map(Hold.Scope.line)
        case "link": line.flatMap { line in place.map { .link(line: line, orderLine: $0) } }
        case "order": order.map(Hold.Scope.order)
        case "order_line": place.map(Hold.Scope.orderLine)
        case "charge": name.map(Hold.Scope.charge)
        case "tax": name.flatMap { Rational(parsing: $0) }.map(Hold.Scope.tax)
        default: nil
        }
    }
}

extension Hold.Value {
    /// Whether it is a number.
    var isNumber: Bool {
        guard case .number = self else { return false }
        return true
    }
}
