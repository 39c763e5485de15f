import GRDB

/// The tables, as a list of migrations; one that was released is never changed, only followed by another.
enum Schema {
    /// All migrations, each run in a transaction of its own.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 documents") { db in try db.execute(sql: documents) }
        migrator.registerMigration("2 readings") { db in try db.execute(sql: readings) }
        migrator.registerMigration("3 jobs") { db in try db.execute(sql: jobs) }
        migrator.registerMigration("4 audit") { db in try db.execute(sql: audit) }
        migrator.registerMigration("5 search") { db in try db.execute(sql: search) }
        migrator.registerMigration("6 duplicates") { db in
            try db.execute(sql: duplicates)
            try LaterArrivals.becomeDocuments(in: db)
        }
        migrator.registerMigration("7 keys") { db in
            try db.execute(sql: keys)
            try ReadingRows.addKeys(in: db)
        }
        migrator.registerMigration("8 review") { db in try db.execute(sql: review) }
        migrator.registerMigration("9 records") { db in try db.execute(sql: records) }
        migrator.registerMigration("10 found") { db in try db.execute(sql: found) }
        migrator.registerMigration("11 matching") { db in
            try db.execute(sql: matching)
            try addMatchingKeys(in: db)
        }
        migrator.registerMigration("12 accounts") { db in try db.execute(sql: accounts) }
        migrator.registerMigration("13 pages") { db in try db.execute(sql: pages) }
        migrator.registerMigration("14 cases") { db in try db.execute(sql: cases) }
        migrator.registerMigration("15 agreements") { db in try db.execute(sql: agreements) }
        migrator.registerMigration("16 people") { db in try db.execute(sql: people) }
        migrator.registerMigration("17 hands") { db in try db.execute(sql: hands) }
        migrator.registerMigration("18 lessons") { db in try db.execute(sql: LessonsDue.schema) }
        migrator.registerMigration("19 vendor signs") { db in try db.execute(sql: VendorSigns.schema) }
        migrator.registerMigration("20 replies") { db in try db.execute(sql: ReplyTable.schema) }
        migrator.registerMigration("21 starts") { db in try db.execute(sql: starts) }
        return migrator
    }

    /// A document is its bytes; every time they come in is an arrival.
    private static let documents = """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            size INTEGER NOT NULL CHECK (size >= 0),
            state TEXT NOT NULL CHECK (state IN ('received', 'read', 'needs-review', 'unpacked', 'duplicate-of',
                'rejected', 'quarantined', 'failed')),
            reason TEXT CHECK ((reason IS NOT NULL) = (state IN ('rejected', 'quarantined', 'failed'))),
            duplicate_of INTEGER REFERENCES documents (id)
                CHECK ((duplicate_of IS NOT NULL) = (state = 'duplicate-of') AND duplicate_of <> id),
            received_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX documents_by_state ON documents (state);

        CREATE TABLE arrivals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            document_id INTEGER REFERENCES documents (id),
            refused TEXT CHECK ((refused IS NULL) = (document_id IS NOT NULL)),
            is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),
            name TEXT NOT NULL,
            path BLOB,
            size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER,
            inbox TEXT,
            vendor TEXT, department TEXT, language TEXT,
            container_id INTEGER REFERENCES documents (id),
            depth INTEGER NOT NULL CHECK (depth >= 0 AND (depth > 0) = (container_id IS NOT NULL)),
            at INTEGER NOT NULL,
            CHECK ((path IS NULL) = (inode IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX one_first_arrival ON arrivals (document_id) WHERE is_first = 1;
        CREATE INDEX arrivals_by_document ON arrivals (document_id);
        CREATE INDEX arrivals_by_container ON arrivals (container_id) WHERE container_id IS NOT NULL;
        CREATE INDEX arrivals_by_path ON arrivals (path) WHERE path IS NOT NULL;
        """

    /// What was read: whole for showing, and field by field for asking.
    private static let readings = """
        CREATE TABLE readings (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            kind TEXT NOT NULL,
            language TEXT NOT NULL,
            page_count INTEGER NOT NULL CHECK (page_count >= 0),
            page_format INTEGER NOT NULL,
            pages BLOB NOT NULL,
            draft TEXT NOT NULL CHECK (json_valid(draft)),
            engines TEXT NOT NULL CHECK (json_valid(engines)),
            at INTEGER NOT NULL,
            seconds REAL NOT NULL CHECK (seconds >= 0)
        ) STRICT;

        CREATE TABLE fields (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            is_accepted INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
            PRIMARY KEY (document_id, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fields_by_value ON fields (name, value);

        CREATE TABLE lines (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            position INTEGER NOT NULL CHECK (position > 0),
            article_number TEXT,
            description TEXT NOT NULL,
            quantity TEXT, unit TEXT, unit_price TEXT, tax_rate TEXT, line_total TEXT,
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE findings (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            position INTEGER NOT NULL CHECK (position > 0),
            rule TEXT NOT NULL,
            message TEXT NOT NULL,
            places TEXT NOT NULL CHECK (json_valid(places)),
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX findings_by_rule ON findings (rule);

        CREATE TABLE versions (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL CHECK (kind IN ('searchable')),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            size INTEGER NOT NULL CHECK (size >= 0),
            PRIMARY KEY (document_id, kind)
        ) STRICT, WITHOUT ROWID;
        """

    /// The work that is not done; a job ends by being deleted in the transaction that keeps its result.
    private static let jobs = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('capture')),
            document_id INTEGER NOT NULL REFERENCES documents (id),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'aside')),
            attempts INTEGER NOT NULL CHECK (attempts BETWEEN 0 AND 5),
            token INTEGER NOT NULL CHECK (token >= 0),
            worker TEXT CHECK ((worker IS NOT NULL) = (state = 'leased')),
            due_boot TEXT,
            due INTEGER CHECK ((due IS NULL) = (due_boot IS NULL) AND (state <> 'leased' OR due IS NOT NULL)),
            last_error TEXT,
            UNIQUE (kind, document_id)
        ) STRICT;
        CREATE INDEX jobs_by_state ON jobs (state, id);
        """

    /// Entries are only ever added.
    private static let audit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            document_id INTEGER REFERENCES documents (id),
            detail TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX audit_by_document ON audit (document_id) WHERE document_id IS NOT NULL;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
        """

    /// Bytes that come again are a document of their own, which only points to the first; SQLite takes a constraint
    /// away by copying the table.
    private static let duplicates = """
        CREATE TABLE new_documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            size INTEGER NOT NULL CHECK (size >= 0),
            state TEXT NOT NULL CHECK (state IN ('received', 'read', 'needs-review', 'unpacked', 'duplicate-of',
                'rejected', 'quarantined', 'failed')),
            reason TEXT CHECK ((reason IS NOT NULL) = (state IN ('rejected', 'quarantined', 'failed'))),
            duplicate_of INTEGER REFERENCES documents (id)
                CHECK ((duplicate_of IS NOT NULL) = (state = 'duplicate-of') AND duplicate_of <> id),
            received_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO new_documents SELECT id, sha256, size, state, reason, duplicate_of, received_at, changed_at
            FROM documents;
        DROP TABLE documents;
        ALTER TABLE new_documents RENAME TO documents;
        CREATE INDEX documents_by_state ON documents (state);
        CREATE UNIQUE INDEX one_original_of_bytes ON documents (sha256) WHERE duplicate_of IS NULL;
        CREATE INDEX documents_by_original ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;
        """

    /// Numbers in the form they are looked up by.
    private static let keys = """
        ALTER TABLE fields ADD COLUMN key TEXT;
        CREATE INDEX fields_by_key ON fields (name, key) WHERE key IS NOT NULL;
        """

    /// Words of everything read; unicode61 folds case and accents.
    private static let search = """
        CREATE VIRTUAL TABLE search USING fts5 (name, text, tokenize = "unicode61 remove_diacritics 2");
        """

    /// What was found when a document was read, kept beside the draft as it was read once people correct it.
    private static let found = """
        ALTER TABLE readings ADD COLUMN found_as_read TEXT
            CHECK (found_as_read IS NULL OR (version > 0 AND json_valid(found_as_read)));
        """

    /// What people made of what was read: every answer a row, each on the version before it; and who has what in hand.
    private static let review = """
        ALTER TABLE readings ADD COLUMN version INTEGER NOT NULL DEFAULT 0 CHECK (version >= 0);
        ALTER TABLE readings ADD COLUMN as_read TEXT
            CHECK ((as_read IS NOT NULL) = (version > 0) AND (as_read IS NULL OR json_valid(as_read)));

        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            version INTEGER NOT NULL CHECK (version > 0),
            key TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL,
            edit TEXT NOT NULL CHECK (json_valid(edit)),
            before TEXT, after TEXT,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            seconds REAL NOT NULL CHECK (seconds >= 0),
            keystrokes INTEGER NOT NULL CHECK (keystrokes >= 0),
            UNIQUE (document_id, version)
        ) STRICT;
        CREATE TRIGGER corrections_are_not_changed BEFORE UPDATE ON corrections
            BEGIN SELECT RAISE (ABORT, 'corrections are only added to'); END;
        CREATE TRIGGER corrections_are_not_cut BEFORE DELETE ON corrections
            BEGIN SELECT RAISE (ABORT, 'corrections are only added to'); END;

        CREATE TABLE claims (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            session TEXT NOT NULL,
            holder TEXT NOT NULL,
            at INTEGER NOT NULL,
            due_boot TEXT NOT NULL,
            due INTEGER NOT NULL
        ) STRICT;
        """
}
