import Domain
import GRDB
import Pipeline

/// Rows of accounts, cost centres and charges.
enum BookingCodeTable {
    static func find(_ id: String, _ kind: BookingCode.Kind, in db: Database) throws -> BookingCode? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM booking_codes WHERE kind = ? AND id = ?"),
            arguments: [kind.rawValue, id]
        ).map(code)
    }

    static func all(_ kind: BookingCode.Kind, in db: Database) throws -> [BookingCode] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM booking_codes WHERE kind = ? ORDER BY id"),
            arguments: [kind.rawValue]
        ).map(code)
    }

    /// Why a code is none; `nil` where it is on record, or where nothing of its kind is.
    static func refusal(of id: String?, _ kind: BookingCode.Kind, in db: Database) throws -> String? {
        guard let id, try find(id, kind, in: db) == nil else { return nil }
        let isKept = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM booking_codes WHERE kind = ?)"),
            arguments: [kind.rawValue])
        return isKept == true ? "\(id) is none of the \(kind.noun) on record" : nil
    }

    static func put(_ code: BookingCode, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO booking_codes (kind, id, name, words, account, changed_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                code.kind.rawValue, code.id, code.name, try JSONText.encode(code.words), code.account,
                at.milliseconds,
            ])
    }

    private static func code(_ row: Row) throws -> BookingCode {
        guard let kind = BookingCode.Kind(rawValue: row["kind"]) else {
            throw StoreFailure.broken("a name of the ledger is of no kind that is known")
        }
        return BookingCode(
            kind: kind, id: row["id"], name: row["name"],
            words: try JSONText.decode([String].self, row["words"]), account: row["account"])
    }
}
