import Domain
import GRDB
import Pipeline
import Workflow

/// Keeps what an instance waits for and does beside it, so that it can be asked for without reading instances.
struct CaseRowTables {
    let stored: StoredCase
    let actor: String
    let at: Timestamp

    private var id: Int64 { stored.id.rawValue }

    /// Makes the rows those that follow from the instance; what was there already stays as it is.
    func keep(_ rows: CaseRows, view: CaseView, in db: Database) throws {
        try keepTasks(rows.tasks, view, in: db)
        try keepTimers(rows.timers, in: db)
        try keepAwaited(rows.awaited, in: db)
        try ErrandTable.keep(rows.calls, of: stored.id, at: at, in: db)
    }

    // MARK: Tasks

    private func keepTasks(_ tasks: [CaseRows.Task], _ view: CaseView, in db: Database) throws {
        let known = try TaskTable.openTokens(of: stored.id, in: db)
        let open = Set(tasks.map(\.token))
        for (token, task) in known where !open.contains(token) {
            try TaskTable.close(task, as: .withdrawn, by: actor, at: at, in: db)
        }
        for task in tasks where known[task.token] == nil {
            let visible = view.instance.tokens[task.token].map { view.variables(visibleAt: $0) } ?? [:]
            let basis = try CaseBasis.of(stored.document, coding: visible.coding, in: db)
            try TaskTable.open(task, of: stored, basis: basis, at: at, in: db)
            try tell(task, visible, in: db)
        }
    }

    /// Has those told whom a new task is for.
    private func tell(_ task: CaseRows.Task, _ visible: [String: Variable], in db: Database) throws {
        guard let id = try TaskTable.openTokens(of: stored.id, in: db)[task.token] else { return }
        let notice = TaskNotice.of(
            task.name.isEmpty ? task.element : task.name, id, in: stored, key: "\(stored.revision)",
            for: task.groups, visible, at: at)
        try CaseNoticeTable.add(notice, in: db)
    }

    // MARK: Timers

    private func keepTimers(_ timers: [CaseRows.Timer], in db: Database) throws {
        let known = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT subscription, due FROM timers WHERE case_id = ?"),
            arguments: [id])
        let set = Dictionary(timers.map { ($0.subscription, $0) }) { first, _ in first }
        for row in known where set[row["subscription"]]?.due.milliseconds != row["due"] {
            try db.cachedStatement(sql: "DELETE FROM timers WHERE case_id = ? AND subscription = ?").execute(
                arguments: [id, row["subscription"] as Int])
        }
        let same = Set(known.map { [Int64($0["subscription"] as Int), $0["due"] as Int64] })
        for timer in timers where !same.contains([Int64(timer.subscription), timer.due.milliseconds]) {
            try db.cachedStatement(
                sql: "INSERT INTO timers (case_id, subscription, element, due) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [id, timer.subscription, timer.element, timer.due.milliseconds])
        }
    }

    // MARK: Messages and signals

    private func keepAwaited(_ awaited: [CaseRows.Awaited], in db: Database) throws {
        let known = try Set(
            Int.fetchAll(
                db.cachedStatement(sql: "SELECT subscription FROM awaited WHERE case_id = ?"), arguments: [id]
            ))
        let set = Set(awaited.map(\.subscription))
        for gone in known.subtracting(set).sorted() {
            try db.cachedStatement(sql: "DELETE FROM awaited WHERE case_id = ? AND subscription = ?").execute(
                arguments: [id, gone])
        }
        for wait in awaited where !known.contains(wait.subscription) {
            try db.cachedStatement(
                sql: "INSERT INTO awaited (case_id, subscription, element, kind, name) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [id, wait.subscription, wait.element, wait.kind.rawValue, wait.name])
        }
    }
}
