import Domain
import GRDB
import Pipeline

/// Rows of what a vendor is known by besides its first name and VAT number.
enum VendorSigns {
    /// What a sign is.
    enum Kind: String {
        case name
        case vatID = "vat_id"
    }

    /// Further names and VAT numbers, under the key they are looked up by.
    static let schema = """
        CREATE TABLE vendor_signs (
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            kind TEXT NOT NULL CHECK (kind IN ('name', 'vat_id')),
            position INTEGER NOT NULL CHECK (position > 0),
            text TEXT NOT NULL CHECK (text <> ''),
            key TEXT,
            PRIMARY KEY (vendor_id, kind, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX vendor_signs_by_key ON vendor_signs (kind, key) WHERE key IS NOT NULL;
        """

    static func texts(of vendor: String, _ kind: Kind, in db: Database) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT text FROM vendor_signs WHERE vendor_id = ? AND kind = ? ORDER BY position"),
            arguments: [vendor, kind.rawValue])
    }

    static func put(_ vendor: Vendor, in db: Database) throws {
        try db.execute(sql: "DELETE FROM vendor_signs WHERE vendor_id = ?", arguments: [vendor.id])
        let names = vendor.otherNames.map { (Kind.name, $0, VendorName.key(of: $0)) }
        let numbers = vendor.otherVATIDs.map { (Kind.vatID, $0, Optional($0)) }
        for (place, (kind, text, key)) in (names + numbers).enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO vendor_signs (vendor_id, kind, position, text, key) VALUES (?, ?, ?, ?, ?)
                    """, arguments: [vendor.id, kind.rawValue, place + 1, text, key])
        }
    }
}
