import Domain
import GRDB
import Pipeline

/// Rows of vendors and their accounts.
enum VendorTable {
    static func find(_ id: String, in db: Database) throws -> Vendor? {
        let vendors = try db.cachedStatement(sql: "SELECT * FROM vendors WHERE id = ?")
        guard let row = try Row.fetchOne(vendors, arguments: [id]) else { return nil }
        let accounts = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM vendor_accounts WHERE vendor_id = ? ORDER BY position"),
            arguments: [id])
        return Vendor(
            id: row["id"], name: row["name"], vatID: row["vat_id"],
            otherNames: try VendorSigns.texts(of: id, .name, in: db),
            otherVATIDs: try VendorSigns.texts(of: id, .vatID, in: db), isBlocked: row["is_blocked"],
            cluster: row["cluster"],
            accounts: accounts.map { .init(number: $0["account"], isVerified: $0["is_verified"]) },
            category: row["category"], terms: try ContractTable.terms(row), email: row["email"])
    }

    static func put(_ vendor: Vendor, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO vendors (id, name, vat_id, is_blocked, cluster, changed_at, name_key, category,
                    payment_days, discount_days, discount_percent, email)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, vat_id = excluded.vat_id,
                    is_blocked = excluded.is_blocked, cluster = excluded.cluster,
                    changed_at = excluded.changed_at, name_key = excluded.name_key, category = excluded.category,
                    payment_days = excluded.payment_days, discount_days = excluded.discount_days,
                    discount_percent = excluded.discount_percent, email = excluded.email
                """,
            arguments: [
                vendor.id, vendor.name, vendor.vatID, vendor.isBlocked, vendor.cluster, at.milliseconds,
                VendorName.key(of: vendor.name), vendor.category, vendor.terms?.days,
                vendor.terms?.discountDays, vendor.terms?.discountPercent?.description, vendor.email,
            ])
        try VendorSigns.put(vendor, in: db)
        try db.execute(sql: "DELETE FROM vendor_accounts WHERE vendor_id = ?", arguments: [vendor.id])
        for (place, account) in vendor.accounts.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO vendor_accounts (vendor_id, position, account, is_verified)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [vendor.id, place + 1, account.number, account.isVerified])
        }
    }

    /// The vendor as it becomes: an account that a known vendor did not have is unverified whatever is said of it.
    ///
    /// Whoever can change a file of vendors cannot have money sent elsewhere without somebody's call to the vendor.
    static func merged(_ vendor: Vendor, into known: Vendor?) -> Vendor {
        guard let known else { return vendor }
        var merged = vendor
        for place in merged.accounts.indices {
            let before = known.accounts.first { $0.number == merged.accounts[place].number }
            merged.accounts[place].isVerified = before?.isVerified ?? false
        }
        return merged
    }
}

/// Rows of items.
enum ItemTable {
    static func find(_ id: String, in db: Database) throws -> Item? {
        let items = try db.cachedStatement(sql: "SELECT * FROM items WHERE id = ?")
        guard let row = try Row.fetchOne(items, arguments: [id]) else { return nil }
        return Item(
            id: row["id"], name: row["name"], unit: row["unit"], units: try ExactText.units(row["units"]))
    }

    static func put(_ item: Item, at: Timestamp, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO items (id, name, unit, units, changed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, unit = excluded.unit,
                    units = excluded.units, changed_at = excluded.changed_at
                """,
            arguments: [item.id, item.name, item.unit, ExactText.of(item.units), at.milliseconds])
    }
}

/// Exact numbers and conversions as the store writes them.
enum ExactText {
    static func number(_ text: String) throws -> Rational {
        guard let number = Rational(parsing: text) else {
            throw StoreFailure.broken("\"\(text)\" is no number")
        }
        return number
    }

    static func number(_ text: String?) throws -> Rational? { try text.map { try number($0) as Rational } }

    /// `BOX=12;PAL=480`, by unit.
    static func of(_ units: [String: Rational]) -> String {
        units.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
    }

    static func units(_ text: String) throws -> [String: Rational] {
        var units: [String: Rational] = [:]
        for part in text.split(separator: ";") {
            let halves = part.split(separator: "=")
            guard halves.count == 2 else { throw StoreFailure.broken("\"\(part)\" is no conversion") }
            units[String(halves[0])] = try number(String(halves[1])) as Rational
        }
        return units
    }
}
