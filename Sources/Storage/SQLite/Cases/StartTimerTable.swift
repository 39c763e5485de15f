import Domain
import GRDB
import Pipeline
import Workflow

/// Timers of start events, of the newest version of each process only; part of the transaction it is called in.
enum StartTimerTable {
    /// An armed timer.
    struct Armed {
        /// The version it is of.
        let key: ProcessKey
        /// The start event.
        let element: String
        /// When it fires, and how often yet.
        let timer: Workflow.Timer
    }

    /// Arms the timers of a version and takes down those of the one before it.
    ///
    /// A timer that says the same in both goes on as it is: it does not begin again, and one that is over stays over.
    static func arm(_ version: ProcessVersion, insteadOf old: ProcessVersion?, in db: Database) throws {
        // A file of a time when less was asked of it says nothing of its timers.
        let before = old.flatMap { try? timers(of: $0) } ?? [:]
        let kept = try armed(of: version.key.process, in: db)
        try db.execute(sql: "DELETE FROM start_timers WHERE process = ?", arguments: [version.key.process])
        for (element, text) in try timers(of: version).sorted(by: { $0.key < $1.key }) {
            let timer =
                before[element] == text
                ? kept[element]
                : ExpressionLanguage.feel.timer(text, visible: { [:] }, setAt: version.at.instant)
            if let timer { try insert(Armed(key: version.key, element: element, timer: timer), in: db) }
        }
    }

    /// What the timers of a version's start events say.
    private static func timers(of version: ProcessVersion) throws -> [String: String] {
        let definitions = try CaseMachine.definitions(in: version.content, file: version.file)
        let starts = definitions.first { $0.id == version.key.process }?.starts ?? []
        return starts.reduce(into: [:]) { timers, start in
            if case .timer(let text)? = start.startTrigger { timers[start.id] = text }
        }
    }

    private static func armed(of process: String, in db: Database) throws -> [String: Workflow.Timer] {
        try Row.fetchAll(db, sql: "SELECT * FROM start_timers WHERE process = ?", arguments: [process])
            .map(armed).reduce(into: [:]) { $0[$1.element] = $1.timer }
    }

    private static func armed(_ row: Row) throws -> Armed {
        Armed(
            key: ProcessKey(process: row["process"], version: row["version"]), element: row["element"],
            timer: try CaseJSON.value(Workflow.Timer.self, from: row["timer"]))
    }

    private static func insert(_ armed: Armed, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO start_timers (process, version, element, timer, due) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                armed.key.process, armed.key.version, armed.element, try CaseJSON.text(of: armed.timer),
                armed.timer.due.milliseconds,
            ])
    }

    /// Timers that are due, the earliest first.
    static func due(_ at: Timestamp, limit: Int, in db: Database) throws -> [Armed] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM start_timers WHERE failed IS NULL AND due <= ?
                    ORDER BY due, process, element LIMIT ?
                    """), arguments: [at.milliseconds, limit]
        ).map(armed)
    }

    /// Sets a timer that fires to its next time, or takes it down; times that have passed by then are left out.
    static func moveOn(_ armed: Armed, past at: Timestamp, in db: Database) throws {
        var next = armed.timer.next
        while let timer = next, timer.due <= at.instant { next = timer.next }
        try db.execute(
            sql: "DELETE FROM start_timers WHERE process = ? AND element = ?",
            arguments: [armed.key.process, armed.element])
        guard let next else { return }
        try insert(Armed(key: armed.key, element: armed.element, timer: next), in: db)
    }

    /// Puts a timer aside that started nothing.
    static func fail(_ armed: Armed, because reason: String, in db: Database) throws {
        try db.execute(
            sql: "UPDATE start_timers SET failed = ? WHERE process = ? AND element = ?",
            arguments: [reason, armed.key.process, armed.element])
    }
}
