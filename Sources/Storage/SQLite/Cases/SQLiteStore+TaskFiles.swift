import Domain
import GRDB
package import Pipeline
import Workflow

extension SQLiteStore {
    /// A task with all a person has to know to do it.
    ///
    /// Who may do it is said as of `at`; as of when it was given out without.
    package func taskFile(
        _ id: TaskID, by machine: CaseMachine, at: Timestamp? = nil
    ) async throws(StoreFailure) -> TaskFile? {
        try await ask { db in
            try TaskTable.find(id, in: db).flatMap {
                try TaskFileRows.file(of: $0, by: machine, at: at, in: db)
            }
        }
    }

    /// Open tasks with all a person has to know to do them, those with more priority first.
    package func taskFiles(_ query: TaskQuery, by machine: CaseMachine) async throws(StoreFailure)
        -> [TaskFile]
    {
        try await ask { db in
            try TaskTable.tasks(query, in: db).compactMap {
                try TaskFileRows.file(of: $0, by: machine, in: db)
            }
        }
    }

    /// Open tasks that a person has, or may take, by themselves or standing in for somebody.
    package func taskFiles(
        for person: String, limit: Int, by machine: CaseMachine, at: Timestamp
    ) async throws(StoreFailure) -> [TaskFile] {
        try await ask { db in
            let directory = try PeopleTable.directory(in: db)
            let known = directory.person(called: person)
            let people =
                [known].compactMap(\.self)
                + (known.flatMap { known in at.day.map { directory.principals(of: known, on: $0) } } ?? [])
            let groups = try String.fetchAll(
                db, sql: "SELECT DISTINCT name FROM task_candidates WHERE kind = 'group'"
            ).filter { group in
                directory.people.isEmpty || people.contains { TaskCandidate(group).includes($0) }
            }
            let name = known?.name ?? Person.key(of: person)
            let query = TaskQuery(groups: groups, user: name, limit: limit)
            return try TaskTable.tasks(query, in: db).compactMap {
                try TaskFileRows.file(of: $0, by: machine, at: at, in: db)
            }.filter { file in
                if let assignee = file.task.assignee {
                    return people.contains { $0.name == assignee } || assignee == name
                }
                return directory.people.isEmpty || file.whoCould.contains(name)
            }
        }
    }
}

/// Gathers what a person has to know of a task; part of the transaction it is called in.
enum TaskFileRows {
    static func file(
        of task: CaseTask, by machine: CaseMachine, at: Timestamp? = nil, in db: Database
    ) throws -> TaskFile? {
        guard let stored = try CaseTable.find(task.caseID, in: db) else { return nil }
        try ProcessTable.teach(machine, in: db)
        let view = try machine.view(of: stored.instance)
        let variables = view.instance.tokens[task.token].map { view.variables(visibleAt: $0) } ?? [:]
        let basis = try CaseBasis.of(task.document, coding: variables.coding, in: db)
        let history = try ActTable.history(of: task.caseID, in: db)
        let node = machine.library.definitions[stored.process.description]?.nodes[task.element]
        let authority = TaskAuthority(
            library: machine.library, stored: stored, variables: variables, history: history, basis: basis,
            at: at ?? task.created)
        return TaskFile(
            task: task, duty: node?.duty, variables: variables, basis: basis,
            whoCould: task.state == .open ? try authority.whoCould(task, in: db) : [], history: history)
    }
}
