extension Schema {
    /// Documents that are made of pages of others: which, by what act, and whether it was taken back.
    static let pages = """
        CREATE TABLE rearrangements (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            undone_at INTEGER
        ) STRICT;
        CREATE TRIGGER rearrangements_are_not_forgotten BEFORE DELETE ON rearrangements
            BEGIN SELECT RAISE (ABORT, 'rearrangements are only added to'); END;

        CREATE TABLE parts (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            position INTEGER NOT NULL CHECK (position > 0),
            rearrangement_id INTEGER NOT NULL REFERENCES rearrangements (id),
            source_id INTEGER NOT NULL REFERENCES documents (id) CHECK (source_id < document_id),
            first_page INTEGER NOT NULL CHECK (first_page > 0),
            last_page INTEGER NOT NULL CHECK (last_page >= first_page),
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX parts_by_source ON parts (source_id);
        CREATE INDEX parts_by_rearrangement ON parts (rearrangement_id);
        CREATE TRIGGER parts_are_not_changed BEFORE UPDATE ON parts
            BEGIN SELECT RAISE (ABORT, 'parts are only added to'); END;
        CREATE TRIGGER parts_are_not_cut BEFORE DELETE ON parts
            BEGIN SELECT RAISE (ABORT, 'parts are only added to'); END;
        """
}
