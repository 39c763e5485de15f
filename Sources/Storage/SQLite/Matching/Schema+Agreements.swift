import GRDB

extension Schema {
    /// Money paid ahead and what used it up, names of the ledger, what is billed under contracts, prints of pages.
    static let agreements = """
        ALTER TABLE orders ADD COLUMN contract TEXT;
        ALTER TABLE order_lines ADD COLUMN account TEXT;
        ALTER TABLE order_lines ADD COLUMN cost_centre TEXT;
        ALTER TABLE receipts ADD COLUMN accepted_by TEXT;
        ALTER TABLE postings ADD COLUMN contract_id TEXT;
        CREATE INDEX postings_by_contract ON postings (contract_id) WHERE contract_id IS NOT NULL;

        CREATE TABLE booking_codes (
            kind TEXT NOT NULL CHECK (kind IN ('account', 'cost-centre', 'charge')),
            id TEXT NOT NULL CHECK (id <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            words TEXT NOT NULL CHECK (json_valid(words)),
            account TEXT,
            changed_at INTEGER NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE prepayments (
            id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            order_id TEXT NOT NULL,
            date TEXT NOT NULL,
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            amount TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX prepayments_by_order ON prepayments (order_id);

        CREATE TABLE prepayment_uses (
            document_id INTEGER NOT NULL REFERENCES matches (document_id),
            prepayment_id TEXT NOT NULL REFERENCES prepayments (id),
            amount TEXT NOT NULL,
            PRIMARY KEY (document_id, prepayment_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX prepayment_uses_by_prepayment ON prepayment_uses (prepayment_id);

        -- Prints of first pages; two that differ in three bits at most share one of four quarters.
        CREATE TABLE page_prints (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            print INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX page_prints_1 ON page_prints (print & 65535);
        CREATE INDEX page_prints_2 ON page_prints (print >> 16 & 65535);
        CREATE INDEX page_prints_3 ON page_prints (print >> 32 & 65535);
        CREATE INDEX page_prints_4 ON page_prints (print >> 48 & 65535);

        ALTER TABLE matches_due ADD COLUMN sequence INTEGER NOT NULL DEFAULT 9223372036854775807;
        UPDATE matches_due SET sequence = coalesce((SELECT sequence FROM matches
            WHERE matches.document_id = matches_due.document_id), sequence);
        CREATE INDEX matches_due_in_turn ON matches_due (sequence, document_id);
        """
}
