extension Schema {
    /// Cases that are about no document, news for single cases, and timers that start processes.
    static let starts = """
        CREATE TABLE cases_of_anything (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER REFERENCES documents (id),
            process TEXT NOT NULL,
            version INTEGER NOT NULL,
            instance TEXT NOT NULL CHECK (json_valid(instance)),
            revision INTEGER NOT NULL CHECK (revision > 0),
            state TEXT NOT NULL CHECK (state IN ('active', 'incident', 'completed', 'cancelled')),
            started_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            UNIQUE (document_id, process),
            FOREIGN KEY (process, version) REFERENCES process_versions (process, version)
        ) STRICT;
        INSERT INTO cases_of_anything (id, document_id, process, version, instance, revision, state, started_at,
            changed_at) SELECT id, document_id, process, version, instance, revision, state, started_at, changed_at
            FROM cases;
        DROP TABLE cases;
        ALTER TABLE cases_of_anything RENAME TO cases;
        CREATE INDEX cases_by_state ON cases (state);
        CREATE INDEX cases_by_version ON cases (process, version, state);

        CREATE TABLE news_of_anything (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER REFERENCES documents (id),
            case_id INTEGER REFERENCES cases (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'hold', 'signal', 'start')),
            subject TEXT NOT NULL,
            process TEXT CHECK ((process IS NOT NULL) = (kind = 'start')),
            event TEXT CHECK ((event IS NOT NULL) = (kind = 'start')),
            actor TEXT NOT NULL,
            failed TEXT,
            CHECK ((case_id IS NOT NULL) = (kind = 'signal')),
            CHECK (document_id IS NOT NULL OR kind IN ('signal', 'start'))
        ) STRICT;
        INSERT INTO news_of_anything (id, document_id, case_id, kind, subject, actor, failed)
            SELECT id, document_id, CASE WHEN kind = 'signal' THEN (SELECT max(cases.id) FROM cases
                WHERE cases.document_id = case_news.document_id) END, kind, subject, actor, failed FROM case_news
            WHERE kind <> 'signal' OR EXISTS (SELECT 1 FROM cases WHERE cases.document_id = case_news.document_id);
        DROP TABLE case_news;
        ALTER TABLE news_of_anything RENAME TO case_news;
        CREATE INDEX news_to_hear ON case_news (id) WHERE failed IS NULL;
        CREATE UNIQUE INDEX news_of_a_document ON case_news (document_id, kind, subject)
            WHERE kind IN ('document', 'hold');

        CREATE TABLE start_timers (
            process TEXT NOT NULL,
            version INTEGER NOT NULL,
            element TEXT NOT NULL,
            timer TEXT NOT NULL CHECK (json_valid(timer)),
            due INTEGER NOT NULL,
            failed TEXT,
            PRIMARY KEY (process, element),
            FOREIGN KEY (process, version) REFERENCES process_versions (process, version)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX start_timers_by_due ON start_timers (due) WHERE failed IS NULL;
        """
}
