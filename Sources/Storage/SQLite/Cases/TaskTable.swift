import Controls
import Domain
import GRDB
import Pipeline
import Workflow

/// Rows of tasks; part of the transaction it is called in.
enum TaskTable {
    /// The open tasks of a case by their tokens.
    static func openTokens(of id: CaseID, in db: Database) throws -> [Int: TaskID] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, token FROM tasks WHERE case_id = ? AND state = 'open'"),
            arguments: [id.rawValue])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["token"], TaskID(rawValue: $0["id"])) })
    }

    /// Gives a task out; one that was withdrawn from the same token is given out again.
    static func open(
        _ task: CaseRows.Task, of stored: StoredCase, basis: String, at: Timestamp, in db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO tasks (case_id, token, element, name, groups, users, created_at, basis, state)
                VALUES (?, ?, ?, ?, ?, '[]', ?, ?, 'open')
                ON CONFLICT (case_id, token) DO UPDATE SET element = excluded.element, name = excluded.name,
                    groups = excluded.groups, assignee = NULL, owner = NULL, delegators = '[]', created_at = excluded.created_at,
                    basis = excluded.basis, state = 'open', closed_at = NULL, closed_by = NULL
                """
        ).execute(arguments: [
            stored.id.rawValue, task.token, task.element, task.name, try JSONText.encode(task.groups),
            at.milliseconds, basis,
        ])
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM tasks WHERE case_id = ? AND token = ?"),
            arguments: [stored.id.rawValue, task.token])
        for group in task.groups.isEmpty ? [""] : Array(Set(task.groups)).sorted() {
            try db.cachedStatement(
                sql: "INSERT INTO task_candidates (kind, name, task_id) VALUES ('group', ?, ?)"
            ).execute(arguments: [group, id])
        }
    }

    static func close(
        _ id: TaskID, as state: CaseTask.State, by actor: String, at: Timestamp, in db: Database
    ) throws {
        try db.cachedStatement(
            sql: "UPDATE tasks SET state = ?, closed_at = ?, closed_by = ? WHERE id = ? AND state = 'open'"
        ).execute(arguments: [state.rawValue, at.milliseconds, actor, id.rawValue])
        guard db.changesCount == 1 else { throw StoreFailure.busy }
        try db.cachedStatement(sql: "DELETE FROM task_candidates WHERE task_id = ?").execute(
            arguments: [id.rawValue])
        try ReplyTable.end(of: id, at: at, in: db)
    }

    /// Gives a task to somebody, or to nobody; its owner is the first through whose hands it went.
    static func assign(
        _ id: TaskID, to assignee: String?, through delegators: [String] = [], in db: Database
    ) throws {
        try db.cachedStatement(
            sql: "UPDATE tasks SET assignee = ?, owner = ?, delegators = ? WHERE id = ? AND state = 'open'"
        ).execute(arguments: [
            assignee, delegators.first, try JSONText.encode(delegators), id.rawValue,
        ])
        guard db.changesCount == 1 else { throw StoreFailure.busy }
    }

    static func find(_ id: TaskID, in db: Database) throws -> CaseTask? {
        try tasks("tasks.id = ?", [id.rawValue], in: db).first
    }

    /// Tasks by a condition, with the documents of their cases.
    static func tasks(_ condition: String, _ arguments: StatementArguments, in db: Database) throws
        -> [CaseTask]
    {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT tasks.*, cases.document_id FROM tasks JOIN cases ON cases.id = case_id WHERE \(condition)
                    """), arguments: arguments
        ).map(task)
    }

    /// Tasks as a list asks for them.
    static func tasks(_ query: TaskQuery, in db: Database) throws -> [CaseTask] {
        var conditions = ["tasks.id > ?"]
        var arguments: StatementArguments = [query.after?.rawValue ?? 0]
        if query.isOpen { conditions.append("tasks.state = 'open'") }
        if let id = query.caseID {
            conditions.append("case_id = ?")
            arguments += [id.rawValue]
        }
        if query.groups != nil || query.user != nil {
            let groups = (query.groups ?? []) + [""]
            let marks = groups.map { _ in "?" }.joined(separator: ", ")
            conditions.append(
                """
                tasks.id IN (SELECT task_id FROM task_candidates WHERE kind = 'group' AND name IN (\(marks))
                    UNION SELECT task_id FROM task_candidates WHERE kind = 'user' AND name = ?
                    UNION SELECT id FROM tasks WHERE state = 'open' AND assignee = ?)
                """)
            arguments += StatementArguments(groups)
            arguments += [query.user ?? "", query.user ?? ""]
        }
        arguments += [query.limit]
        let order = query.after == nil ? "priority DESC, tasks.id" : "tasks.id"
        return try tasks(
            conditions.joined(separator: " AND ") + " ORDER BY \(order) LIMIT ?", arguments, in: db)
    }

    private static func task(_ row: Row) throws -> CaseTask {
        guard let state = CaseTask.State(rawValue: row["state"]) else {
            throw StoreFailure.broken("a task is in no state that is known")
        }
        func time(_ column: String) -> Timestamp? {
            (row[column] as Int64?).map(Timestamp.init(milliseconds:))
        }
        return CaseTask(
            id: TaskID(rawValue: row["id"]), caseID: CaseID(rawValue: row["case_id"]),
            document: DocumentID(of: row), token: row["token"], element: row["element"],
            name: row["name"], groups: try JSONText.decode([String].self, row["groups"]),
            users: try JSONText.decode([String].self, row["users"]), assignee: row["assignee"],
            owner: row["owner"], priority: row["priority"], due: time("due"),
            created: Timestamp(milliseconds: row["created_at"]), basis: row["basis"], state: state,
            closedBy: row["closed_by"], closed: time("closed_at"),
            delegators: try JSONText.decode([String].self, row["delegators"]))
    }
}

/// What people did with tasks; part of the transaction it is called in.
enum ActTable {
    static func add(
        _ act: TaskAct, on task: CaseTask, basis: String, duty: Duty, for principals: [String] = [],
        in db: Database
    ) throws {
        let variables: [String: Variable] =
            switch act.kind {
            case .claim, .release, .resolve: [:]
            case .complete(let variables): variables
            case .delegate(let person): ["to": .text(person)]
            case .comment(let text): ["comment": .text(text)]
            }
        try db.cachedStatement(
            sql: """
                INSERT INTO task_acts (case_id, task_id, kind, variables, actor, owner, at, basis, duty, principals)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            task.caseID.rawValue, task.id.rawValue, act.kind.name, try JSONText.encode(variables), act.actor,
            task.owner, act.at.milliseconds, basis, duty.rawValue,
            try JSONText.encode(principals),
        ])
    }

    static func history(of id: CaseID, in db: Database) throws -> CaseHistory {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT task_acts.*, element, groups FROM task_acts JOIN tasks ON tasks.id = task_id
                    WHERE task_acts.case_id = ? ORDER BY task_acts.id
                    """), arguments: [id.rawValue])
        return CaseHistory(
            acts: try rows.map { row in
                CaseHistory.Act(
                    task: TaskID(rawValue: row["task_id"]), element: row["element"],
                    groups: try JSONText.decode([String].self, row["groups"]), kind: row["kind"],
                    variables: try JSONText.decode([String: Variable].self, row["variables"]),
                    actor: row["actor"], owner: row["owner"], at: Timestamp(milliseconds: row["at"]),
                    basis: row["basis"], duty: row["duty"],
                    principals: try JSONText.decode([String].self, row["principals"]))
            })
    }
}
