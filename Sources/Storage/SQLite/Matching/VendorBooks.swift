import GRDB

/// Versions of all a match depends on, vendor by vendor: a match made on an older one is made again.
enum VendorBooks {
    /// Stands for records that concern every vendor.
    static let everyone = ""

    /// The version of a vendor's books together with that of what concerns everyone.
    static func version(of vendor: String?, in db: Database) throws -> [Int64] {
        let statement = try db.cachedStatement(sql: "SELECT version FROM vendor_books WHERE vendor_id = ?")
        return try [everyone, vendor ?? everyone].map { try Int64.fetchOne(statement, arguments: [$0]) ?? 0 }
    }

    /// Notes a change.
    static func change(_ vendor: String, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO vendor_books (vendor_id, version) VALUES (?, 1)
                ON CONFLICT (vendor_id) DO UPDATE SET version = version + 1
                """
        ).execute(arguments: [vendor])
    }

    /// Notes that something was billed, for the vendor and all that are the same business.
    static func noteBilling(of vendor: String, in db: Database) throws {
        try change(vendor, in: db)
        let cluster = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT other.id FROM vendors JOIN vendors AS other ON other.cluster = vendors.cluster
                    WHERE vendors.id = ? AND other.id <> vendors.id
                    """), arguments: [vendor])
        for other in cluster { try change(other, in: db) }
    }
}
