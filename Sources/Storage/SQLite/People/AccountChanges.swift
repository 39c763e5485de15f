import Domain
import GRDB
import Pipeline

/// Notes who gave a vendor an account to be paid at; they do not approve what is paid there.
enum AccountChanges {
    static func note(
        _ before: Vendor?, _ after: Vendor, by actor: String, at: Timestamp, in db: Database
    ) throws {
        for account in after.accounts where before?.accounts.contains(account) != true {
            try db.execute(
                sql: "INSERT INTO account_changes (vendor_id, account, actor, at) VALUES (?, ?, ?, ?)",
                arguments: [after.id, account.number, actor, at.milliseconds])
        }
    }

    /// Names of those who changed or confirmed the accounts a vendor has.
    static func people(behind vendor: String, in db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT actor FROM account_changes WHERE vendor_id = :vendor
                    AND account IN (SELECT account FROM vendor_accounts WHERE vendor_id = :vendor)
                UNION SELECT actor FROM account_consents WHERE vendor_id = :vendor ORDER BY 1
                """, arguments: ["vendor": vendor])
    }
}
