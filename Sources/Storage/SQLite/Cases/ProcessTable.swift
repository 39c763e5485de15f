import Domain
import FoundationEssentials
import GRDB
import Pipeline

/// Versions of processes; part of the transaction it is called in.
enum ProcessTable {
    /// Adds a version, unless the newest is the same file.
    static func add(
        _ process: (id: String, name: String), content: [UInt8], file: String, by actor: String,
        at: Timestamp, in db: Database
    ) throws -> ProcessVersion {
        let old = try newest(of: process.id, in: db)
        if let old, old.content == content { return old }
        let before = try Int.fetchOne(
            db, sql: "SELECT max(version) FROM process_versions WHERE process = ?", arguments: [process.id])
        let key = ProcessKey(process: process.id, version: (before ?? 0) + 1)
        try db.execute(
            sql: """
                INSERT INTO process_versions (process, version, name, file, content, at, actor)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key.process, key.version, process.name, file, Data(content), at.milliseconds, actor,
            ])
        let version = ProcessVersion(
            sequence: db.lastInsertedRowID, key: key, name: process.name, file: file, content: content,
            at: at,
            actor: actor)
        try StartTimerTable.arm(version, insteadOf: old, in: db)
        try AuditTrail.add(
            "process-deployed", to: nil,
            detail: "\(key) from \(file), \(content.count) bytes, sha256 \(CaseBasis.hash(of: content))",
            by: actor, at: at, in: db)
        return version
    }

    /// The newest version of a process.
    static func newest(of process: String, in db: Database) throws -> ProcessVersion? {
        try Row.fetchOne(
            db,
            sql: "SELECT * FROM process_versions WHERE process = ? ORDER BY version DESC LIMIT 1",
            arguments: [process]
        ).map(version)
    }

    /// Teaches a machine what was deployed since it was last taught.
    static func teach(_ machine: CaseMachine, in db: Database) throws {
        let newest = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(sequence) FROM process_versions"))
        guard let newest, newest > machine.newest else { return }
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM process_versions WHERE sequence > ? ORDER BY sequence",
            arguments: [machine.newest])
        try machine.learn(rows.map(version))
    }

    /// All versions with how many cases stand on each.
    static func standings(in db: Database) throws -> [ProcessStanding] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT *,
                    (SELECT count(*) FROM cases WHERE cases.process = process_versions.process
                        AND cases.version = process_versions.version AND state IN ('active', 'incident')) AS open,
                    (SELECT count(*) FROM cases WHERE cases.process = process_versions.process
                        AND cases.version = process_versions.version AND state IN ('completed', 'cancelled')) AS ended,
                    (SELECT min(due) FROM start_timers WHERE start_timers.process = process_versions.process
                        AND start_timers.version = process_versions.version AND failed IS NULL) AS next_start
                FROM process_versions ORDER BY process, version
                """
        ).map {
            ProcessStanding(
                version: version($0), open: $0["open"], ended: $0["ended"],
                nextStart: ($0["next_start"] as Int64?).map(Timestamp.init(milliseconds:)))
        }
    }

    static func version(_ row: Row) -> ProcessVersion {
        ProcessVersion(
            sequence: row["sequence"], key: ProcessKey(process: row["process"], version: row["version"]),
            name: row["name"], file: row["file"], content: Array(row["content"] as Data),
            at: Timestamp(milliseconds: row["at"]), actor: row["actor"])
    }
}
