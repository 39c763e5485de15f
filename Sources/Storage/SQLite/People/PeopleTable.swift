import Domain
import GRDB
import Pipeline

/// Rows of people.
enum PeopleTable {
    /// All people as they are, checked.
    static func directory(in db: Database) throws -> Directory {
        let (people, roles) = (try all(in: db), try roles(in: db))
        do throws(DirectoryFaults) {
            return try Directory(people, roles: roles)
        } catch {
            let fault = error.faults.first.map { "\($0.person) \($0.sentence)" } ?? ""
            throw StoreFailure.broken("the people kept make no directory: \(fault)")
        }
    }

    static func roles(in db: Database) throws -> Set<String> {
        Directory.standardRoles.union(try String.fetchAll(db, sql: "SELECT name FROM roles"))
    }

    static func declare(role: String, in db: Database) throws {
        try db.execute(sql: "INSERT OR IGNORE INTO roles (name) VALUES (?)", arguments: [role])
    }

    static func all(in db: Database) throws -> [Person] {
        let roles = try lists("SELECT person, role AS value FROM person_roles", in: db)
        let departments = try lists("SELECT person, department AS value FROM person_departments", in: db)
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM substitutions ORDER BY person, first_day, last_day, substitute")
        var substitutions: [String: [Substitution]] = [:]
        for row in rows {
            substitutions[row["person"], default: []].append(
                Substitution(
                    by: row["substitute"], from: try day(row["first_day"]),
                    through: try day(row["last_day"])))
        }
        return try Row.fetchAll(db, sql: "SELECT * FROM people ORDER BY name").map { row in
            let name: String = row["name"]
            return Person(
                name: name, fullName: row["full_name"], email: row["email"],
                roles: Set(roles[name] ?? []), departments: Set(departments[name] ?? []),
                limit: try limit(row), manager: row["manager"], substitutions: substitutions[name] ?? [],
                isActive: row["is_active"])
        }
    }

    static func put(_ person: Person, at: Timestamp, in db: Database) throws {
        var (units, currency): (Int64?, String?) = (nil, nil)
        if case .upTo(let money) = person.limit {
            (units, currency) = (money.minorUnits, money.currency.rawValue)
        }
        try db.execute(
            sql: """
                INSERT INTO people (name, full_name, email, limit_units, limit_currency, is_unlimited, manager,
                    is_active, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET full_name = excluded.full_name, email = excluded.email,
                    limit_units = excluded.limit_units, limit_currency = excluded.limit_currency,
                    is_unlimited = excluded.is_unlimited, manager = excluded.manager,
                    is_active = excluded.is_active, changed_at = excluded.changed_at
                """,
            arguments: [
                person.name, person.fullName, person.email, units, currency, person.limit == .unlimited,
                person.manager, person.isActive, at.milliseconds,
            ])
        for table in ["person_roles", "person_departments", "substitutions"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE person = ?", arguments: [person.name])
        }
        for role in person.roles.sorted() {
            try db.execute(sql: "INSERT INTO person_roles VALUES (?, ?)", arguments: [person.name, role])
        }
        for department in person.departments.sorted() {
            try db.execute(
                sql: "INSERT INTO person_departments VALUES (?, ?)", arguments: [person.name, department])
        }
        for substitution in person.substitutions {
            try db.execute(
                sql: "INSERT INTO substitutions VALUES (?, ?, ?, ?)",
                arguments: [
                    person.name, substitution.person, substitution.from.description,
                    substitution.through.description,
                ])
        }
    }

    private static func lists(_ sql: String, in db: Database) throws -> [String: [String]] {
        try Row.fetchAll(db, sql: sql).reduce(into: [:]) { $0[$1["person"], default: []].append($1["value"]) }
    }

    private static func limit(_ row: Row) throws -> ApprovalLimit {
        if row["is_unlimited"] { return .unlimited }
        guard let units = row["limit_units"] as Int64? else { return .nothing }
        guard let currency = Currency(rawValue: row["limit_currency"]) else {
            throw StoreFailure.broken("a limit is in a currency that is none")
        }
        return .upTo(Money(minorUnits: units, currency: currency))
    }

    private static func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(iso: text) else {
            throw StoreFailure.broken("\"\(text)\" is no day")
        }
        return day
    }
}
