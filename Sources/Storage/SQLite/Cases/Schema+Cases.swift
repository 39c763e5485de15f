extension Schema {
    /// Processes by version, cases with what is kept beside their instances, what people did, and what is payable.
    static let cases = """
        CREATE TABLE process_versions (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            process TEXT NOT NULL CHECK (process <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            name TEXT NOT NULL,
            file TEXT NOT NULL,
            content BLOB NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            UNIQUE (process, version)
        ) STRICT;
        CREATE TRIGGER processes_are_not_changed BEFORE UPDATE ON process_versions
            BEGIN SELECT RAISE (ABORT, 'a version of a process is never changed'); END;
        CREATE TRIGGER processes_are_not_removed BEFORE DELETE ON process_versions
            BEGIN SELECT RAISE (ABORT, 'a version of a process stays'); END;

        CREATE TABLE cases (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents (id),
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
        CREATE INDEX cases_by_state ON cases (state);
        CREATE INDEX cases_by_version ON cases (process, version, state);

        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            token INTEGER NOT NULL,
            element TEXT NOT NULL,
            name TEXT NOT NULL,
            groups TEXT NOT NULL CHECK (json_valid(groups)),
            users TEXT NOT NULL CHECK (json_valid(users)),
            assignee TEXT CHECK (assignee <> ''),
            owner TEXT CHECK (owner <> ''),
            priority INTEGER NOT NULL DEFAULT 0,
            due INTEGER,
            created_at INTEGER NOT NULL,
            basis TEXT NOT NULL CHECK (length(basis) = 64),
            state TEXT NOT NULL CHECK (state IN ('open', 'completed', 'withdrawn')),
            closed_at INTEGER CHECK ((closed_at IS NULL) = (state = 'open')),
            closed_by TEXT CHECK ((closed_by IS NULL) = (state = 'open')),
            UNIQUE (case_id, token)
        ) STRICT;
        CREATE INDEX open_tasks ON tasks (priority DESC, id) WHERE state = 'open';
        CREATE INDEX open_tasks_by_assignee ON tasks (assignee, id) WHERE state = 'open' AND assignee IS NOT NULL;

        -- Whom an open task is for: groups and users; '' stands for anybody.
        CREATE TABLE task_candidates (
            kind TEXT NOT NULL CHECK (kind IN ('group', 'user')),
            name TEXT NOT NULL,
            task_id INTEGER NOT NULL REFERENCES tasks (id),
            PRIMARY KEY (kind, name, task_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX candidates_of_a_task ON task_candidates (task_id);

        CREATE TABLE task_acts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            task_id INTEGER NOT NULL REFERENCES tasks (id),
            kind TEXT NOT NULL CHECK (kind IN ('claim', 'release', 'complete', 'delegate', 'resolve', 'comment')),
            variables TEXT NOT NULL CHECK (json_valid(variables)),
            actor TEXT NOT NULL CHECK (actor <> ''),
            owner TEXT,
            at INTEGER NOT NULL,
            basis TEXT NOT NULL CHECK (length(basis) = 64)
        ) STRICT;
        CREATE INDEX acts_by_case ON task_acts (case_id);
        CREATE UNIQUE INDEX a_task_is_done_once ON task_acts (task_id) WHERE kind = 'complete';
        CREATE TRIGGER acts_are_not_changed BEFORE UPDATE ON task_acts
            BEGIN SELECT RAISE (ABORT, 'what people did is only added to'); END;
        CREATE TRIGGER acts_are_not_cut BEFORE DELETE ON task_acts
            BEGIN SELECT RAISE (ABORT, 'what people did is only added to'); END;

        CREATE TABLE timers (
            case_id INTEGER NOT NULL REFERENCES cases (id),
            subscription INTEGER NOT NULL,
            element TEXT NOT NULL,
            due INTEGER NOT NULL,
            failed TEXT,
            PRIMARY KEY (case_id, subscription)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timers_by_due ON timers (due) WHERE failed IS NULL;

        CREATE TABLE awaited (
            case_id INTEGER NOT NULL REFERENCES cases (id),
            subscription INTEGER NOT NULL,
            element TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('message', 'signal')),
            name TEXT NOT NULL,
            PRIMARY KEY (case_id, subscription)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX awaited_by_name ON awaited (kind, name);

        CREATE TABLE errands (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            token INTEGER NOT NULL,
            element TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('handler', 'decision')),
            name TEXT NOT NULL,
            result TEXT CHECK (result IS NULL OR kind = 'decision'),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'aside')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            fence INTEGER NOT NULL CHECK (fence >= 0),
            worker TEXT CHECK ((worker IS NOT NULL) = (state = 'leased')),
            due_boot TEXT,
            due INTEGER CHECK ((due IS NULL) = (due_boot IS NULL) AND (state <> 'leased' OR due IS NOT NULL)),
            last_error TEXT,
            created_at INTEGER NOT NULL,
            UNIQUE (case_id, token)
        ) STRICT;
        CREATE INDEX errands_by_state ON errands (state, id);

        -- What happened to documents, until their cases have heard of it.
        CREATE TABLE case_news (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'hold', 'signal')),
            subject TEXT NOT NULL,
            actor TEXT NOT NULL,
            failed TEXT,
            UNIQUE (document_id, kind, subject)
        ) STRICT;
        CREATE INDEX news_to_hear ON case_news (id) WHERE failed IS NULL;

        CREATE TABLE case_notices (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL REFERENCES cases (id),
            task_id INTEGER REFERENCES tasks (id),
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('task', 'reminder', 'escalation', 'dispute', 'refusal')),
            recipients TEXT NOT NULL CHECK (json_valid(recipients)),
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            at INTEGER NOT NULL,
            sent_at INTEGER
        ) STRICT;
        CREATE INDEX case_notices_to_send ON case_notices (id) WHERE sent_at IS NULL;

        CREATE TABLE payables (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            case_id INTEGER NOT NULL UNIQUE REFERENCES cases (id),
            vendor TEXT NOT NULL CHECK (vendor <> ''),
            number TEXT NOT NULL,
            number_key TEXT NOT NULL,
            total TEXT NOT NULL,
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            due TEXT,
            basis TEXT NOT NULL CHECK (length(basis) = 64),
            approvals TEXT NOT NULL CHECK (json_valid(approvals)),
            posted_at INTEGER NOT NULL,
            paid_at INTEGER,
            paid_note TEXT CHECK ((paid_note IS NULL) = (paid_at IS NULL)),
            withdrawn_at INTEGER CHECK (withdrawn_at IS NULL OR paid_at IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX one_payable_of_a_bill ON payables (vendor, number_key, total, currency)
            WHERE withdrawn_at IS NULL;

        CREATE TABLE codings (
            document_id INTEGER NOT NULL REFERENCES payables (document_id),
            position INTEGER NOT NULL CHECK (position >= 0),
            subject TEXT NOT NULL,
            account TEXT NOT NULL,
            cost_centre TEXT NOT NULL,
            PRIMARY KEY (document_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX payables_by_vendor ON payables (vendor, posted_at);
        """
}
