extension Schema {
    /// Vendors, items, orders with all their versions, and goods receipts; exact numbers are text, as canonical as `10.5` or `10/3`.
    static let records = """
        CREATE TABLE vendors (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            vat_id TEXT,
            is_blocked INTEGER NOT NULL CHECK (is_blocked IN (0, 1)),
            cluster TEXT,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX vendors_by_vat_id ON vendors (vat_id) WHERE vat_id IS NOT NULL;
        CREATE INDEX vendors_by_cluster ON vendors (cluster) WHERE cluster IS NOT NULL;

        CREATE TABLE vendor_accounts (
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            position INTEGER NOT NULL CHECK (position > 0),
            account TEXT NOT NULL CHECK (account <> '' AND account NOT GLOB '*[^A-Z0-9]*'),
            is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1)),
            PRIMARY KEY (vendor_id, account)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX vendor_accounts_by_account ON vendor_accounts (account);

        CREATE TABLE items (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            name TEXT NOT NULL,
            unit TEXT NOT NULL CHECK (unit <> ''),
            units TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE orders (
            id TEXT NOT NULL CHECK (id <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'final')),
            is_blanket INTEGER NOT NULL CHECK (is_blanket IN (0, 1)),
            value_limit TEXT CHECK (value_limit IS NULL OR is_blanket = 1),
            valid_from TEXT CHECK (valid_from IS NULL OR is_blanket = 1),
            valid_to TEXT CHECK (valid_to IS NULL OR is_blanket = 1),
            discount_percent TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (id, version)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX one_current_order ON orders (id) WHERE is_current = 1;
        CREATE INDEX current_orders_by_vendor ON orders (vendor_id, status) WHERE is_current = 1;
        CREATE TRIGGER orders_are_not_forgotten BEFORE DELETE ON orders
            BEGIN SELECT RAISE (ABORT, 'versions of orders are only added to'); END;

        CREATE TABLE order_lines (
            order_id TEXT NOT NULL,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position > 0),
            id TEXT NOT NULL CHECK (id <> ''),
            item TEXT,
            description_class TEXT,
            basis TEXT NOT NULL CHECK (basis IN ('quantity', 'amount')),
            level TEXT CHECK (level IN ('totals', '2-way', '3-way', '4-way')),
            status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'final')),
            unit TEXT NOT NULL CHECK (unit <> ''),
            units TEXT NOT NULL,
            quantity TEXT,
            price TEXT NOT NULL,
            price_base TEXT NOT NULL,
            discount_percent TEXT NOT NULL,
            over_delivery_percent TEXT,
            PRIMARY KEY (order_id, version, position),
            UNIQUE (order_id, version, id),
            FOREIGN KEY (order_id, version) REFERENCES orders (id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE order_charges (
            order_id TEXT NOT NULL,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position > 0),
            code TEXT NOT NULL CHECK (code <> ''),
            amount TEXT NOT NULL,
            PRIMARY KEY (order_id, version, position),
            FOREIGN KEY (order_id, version) REFERENCES orders (id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE receipts (
            id TEXT NOT NULL CHECK (id <> ''),
            order_id TEXT NOT NULL,
            line_id TEXT NOT NULL,
            unit TEXT,
            received TEXT NOT NULL,
            accepted TEXT,
            returned TEXT NOT NULL,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (id, order_id, line_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX receipts_by_order ON receipts (order_id, line_id);
        """
}
