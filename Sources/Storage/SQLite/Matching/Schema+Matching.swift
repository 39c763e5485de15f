import Domain
import GRDB
import Pipeline

extension Schema {
    /// What bills came to, what the books keep of them, what holds them, and what has to be looked at again.
    static let matching = """
        ALTER TABLE vendors ADD COLUMN name_key TEXT;
        ALTER TABLE vendors ADD COLUMN category TEXT;
        ALTER TABLE vendors ADD COLUMN payment_days INTEGER CHECK (payment_days >= 0);
        ALTER TABLE vendors ADD COLUMN discount_days INTEGER CHECK (discount_days >= 0);
        ALTER TABLE vendors ADD COLUMN discount_percent TEXT;
        CREATE INDEX vendors_by_name_key ON vendors (name_key) WHERE name_key IS NOT NULL;
        ALTER TABLE orders ADD COLUMN key TEXT;
        CREATE INDEX current_orders_by_key ON orders (key) WHERE is_current = 1;
        ALTER TABLE order_lines ADD COLUMN description TEXT;
        CREATE INDEX order_lines_by_item ON order_lines (item) WHERE item IS NOT NULL;

        CREATE TABLE contracts (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            valid_from TEXT, valid_to TEXT,
            value_limit TEXT,
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            payment_days INTEGER CHECK (payment_days >= 0),
            discount_days INTEGER CHECK (discount_days >= 0),
            discount_percent TEXT,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX contracts_by_vendor ON contracts (vendor_id);

        -- Rises with every change a match of one of the vendor's bills depends on; '' stands for all vendors.
        CREATE TABLE vendor_books (
            vendor_id TEXT PRIMARY KEY NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE order_line_books (
            order_id TEXT NOT NULL,
            line_id TEXT NOT NULL,
            billed_quantity TEXT NOT NULL,
            billed_amount TEXT NOT NULL,
            billed_lines INTEGER NOT NULL CHECK (billed_lines >= 0),
            version INTEGER NOT NULL CHECK (version > 0),
            PRIMARY KEY (order_id, line_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE matches (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id),
            vendor_id TEXT REFERENCES vendors (id),
            status TEXT NOT NULL CHECK (status IN ('pending', 'posted', 'void')),
            payable TEXT NOT NULL,
            links TEXT NOT NULL CHECK (json_valid(links)),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX matches_by_vendor ON matches (vendor_id, status);

        CREATE TABLE postings (
            document_id INTEGER PRIMARY KEY REFERENCES matches (document_id),
            kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
            status TEXT NOT NULL CHECK (status IN ('pending', 'posted')),
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            number TEXT NOT NULL,
            number_key TEXT NOT NULL,
            date TEXT NOT NULL,
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            total TEXT NOT NULL,
            content TEXT
        ) STRICT;
        CREATE INDEX postings_by_number ON postings (vendor_id, number_key);
        CREATE INDEX postings_by_date ON postings (vendor_id, date);
        CREATE INDEX postings_by_content ON postings (content) WHERE content IS NOT NULL;

        CREATE TABLE posting_lines (
            document_id INTEGER NOT NULL REFERENCES postings (document_id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position > 0),
            order_id TEXT NOT NULL,
            line_id TEXT NOT NULL,
            quantity TEXT NOT NULL,
            amount TEXT NOT NULL,
            is_value_only INTEGER NOT NULL CHECK (is_value_only IN (0, 1)),
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX posting_lines_by_order ON posting_lines (order_id, line_id);

        CREATE TABLE posting_charges (
            document_id INTEGER NOT NULL REFERENCES postings (document_id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position > 0),
            order_id TEXT NOT NULL,
            code TEXT NOT NULL CHECK (code <> ''),
            amount TEXT NOT NULL,
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX posting_charges_by_order ON posting_charges (order_id);

        CREATE TABLE holds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES matches (document_id),
            key TEXT NOT NULL,
            code TEXT NOT NULL,
            scope TEXT NOT NULL CHECK (json_valid(scope)),
            actual TEXT NOT NULL, actual_is_number INTEGER NOT NULL CHECK (actual_is_number IN (0, 1)),
            expected TEXT NOT NULL, expected_is_number INTEGER NOT NULL CHECK (expected_is_number IN (0, 1)),
            tolerance_row TEXT,
            variable TEXT, relation TEXT, bound TEXT,
            owner TEXT NOT NULL,
            releases_on TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'released', 'dropped')),
            raised_at INTEGER NOT NULL,
            closed_at INTEGER CHECK ((closed_at IS NULL) = (state = 'open')),
            closed_by TEXT CHECK ((closed_by IS NULL) = (state = 'open')),
            reason TEXT CHECK ((reason IS NULL) = (state = 'open')),
            discount_days_lost INTEGER NOT NULL DEFAULT 0 CHECK (discount_days_lost >= 0)
        ) STRICT;
        CREATE UNIQUE INDEX one_hold_of_a_kind ON holds (document_id, key) WHERE state <> 'dropped';
        CREATE INDEX open_holds ON holds (owner, id) WHERE state = 'open';
        CREATE INDEX open_holds_by_release ON holds (releases_on) WHERE state = 'open';
        CREATE TRIGGER holds_are_not_forgotten BEFORE DELETE ON holds
            BEGIN SELECT RAISE (ABORT, 'holds are only closed'); END;

        CREATE TABLE hold_consents (
            hold_id INTEGER NOT NULL REFERENCES holds (id),
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            call_back TEXT CHECK (call_back <> ''),
            at INTEGER NOT NULL,
            PRIMARY KEY (hold_id, actor)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE matches_due (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            why TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            last_error TEXT
        ) STRICT;

        CREATE TABLE notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            owner TEXT NOT NULL,
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            at INTEGER NOT NULL,
            sent_at INTEGER
        ) STRICT;
        CREATE INDEX notices_to_send ON notices (id) WHERE sent_at IS NULL;
        """

    /// Who confirmed an account of a vendor.
    static let accounts = """
        CREATE TABLE account_consents (
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            account TEXT NOT NULL CHECK (account <> ''),
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            call_back TEXT CHECK (call_back <> ''),
            at INTEGER NOT NULL,
            PRIMARY KEY (vendor_id, account, actor)
        ) STRICT, WITHOUT ROWID;
        """

    /// Gives vendors and orders that were stored before there were keys their key.
    static func addMatchingKeys(in db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM vendors") {
            try db.execute(
                sql: "UPDATE vendors SET name_key = ? WHERE id = ?",
                arguments: [VendorName.key(of: row["name"]), row["id"] as String])
        }
        for row in try Row.fetchAll(db, sql: "SELECT DISTINCT id FROM orders") {
            try db.execute(
                sql: "UPDATE orders SET key = ? WHERE id = ?",
                arguments: [LookupKey.of(row["id"], in: .purchaseOrder), row["id"] as String])
        }
    }
}
