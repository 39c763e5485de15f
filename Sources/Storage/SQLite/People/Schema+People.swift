extension Schema {
    /// People with their roles, departments and substitutes, roles that were declared, and who changed vendors' accounts.
    static let people = """
        CREATE TABLE roles (
            name TEXT PRIMARY KEY NOT NULL CHECK (name <> '')
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE people (
            name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
            full_name TEXT NOT NULL CHECK (full_name <> ''),
            email TEXT UNIQUE,
            limit_units INTEGER CHECK (limit_units >= 0),
            limit_currency TEXT CHECK (limit_currency GLOB '[A-Z][A-Z][A-Z]'),
            is_unlimited INTEGER NOT NULL CHECK (is_unlimited IN (0, 1)),
            manager TEXT REFERENCES people (name) DEFERRABLE INITIALLY DEFERRED CHECK (manager <> name),
            is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
            changed_at INTEGER NOT NULL,
            CHECK ((limit_units IS NULL) = (limit_currency IS NULL)),
            CHECK (is_unlimited = 0 OR limit_units IS NULL)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE person_roles (
            person TEXT NOT NULL REFERENCES people (name),
            role TEXT NOT NULL CHECK (role <> ''),
            PRIMARY KEY (person, role)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE person_departments (
            person TEXT NOT NULL REFERENCES people (name),
            department TEXT NOT NULL CHECK (department <> ''),
            PRIMARY KEY (person, department)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE substitutions (
            person TEXT NOT NULL REFERENCES people (name),
            substitute TEXT NOT NULL REFERENCES people (name) DEFERRABLE INITIALLY DEFERRED,
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            CHECK (person <> substitute), CHECK (first_day <= last_day),
            PRIMARY KEY (person, substitute, first_day, last_day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account_changes (
            vendor_id TEXT NOT NULL REFERENCES vendors (id),
            account TEXT NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX account_changes_by_vendor ON account_changes (vendor_id, at);
        """

    /// What acts amounted to, and whose hands tasks and acts went through.
    static let hands = """
        ALTER TABLE tasks ADD COLUMN delegators TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(delegators));
        ALTER TABLE task_acts ADD COLUMN duty TEXT;
        ALTER TABLE task_acts ADD COLUMN principals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(principals));
        """
}
