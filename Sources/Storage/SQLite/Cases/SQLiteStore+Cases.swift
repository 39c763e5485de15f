import Domain
import GRDB
package import Pipeline
package import Workflow

extension SQLiteStore: CaseStore {
    // MARK: Processes

    /// Keeps the processes of a file as new versions.
    package func deploy(_ content: [UInt8], file: String, by actor: String, at: Timestamp)
        async throws(CaseFailure) -> [ProcessVersion]
    {
        let processes: [(id: String, name: String)]
        do throws(CaseRefusal) {
            processes = try CaseMachine.definitions(in: content, file: file).map { ($0.id, $0.name) }
        } catch {
            throw .refused(error)
        }
        do throws(StoreFailure) {
            return try await changes.commit { db in
                try processes.map {
                    try ProcessTable.add($0, content: content, file: file, by: actor, at: at, in: db)
                }
            }
        } catch {
            throw .store(error)
        }
    }

    /// All versions with how many cases stand on each.
    package func processes() async throws(StoreFailure) -> [ProcessStanding] {
        try await ask { db in try ProcessTable.standings(in: db) }
    }

    /// The newest version of a process.
    package func newestProcess(_ process: String) async throws(StoreFailure) -> ProcessVersion? {
        try await ask { db in try ProcessTable.newest(of: process, in: db) }
    }

    /// Has a case stand on another version of its process from now on, where it fits.
    package func migrate(
        _ id: CaseID, to version: ProcessKey, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> CaseMigration {
        try await changes.commit { db in
            guard let stored = try CaseTable.find(id, in: db) else {
                return .refused("there is no case \(id)")
            }
            do {
                return .done(
                    armed: try CaseStep(machine: machine, actor: actor, at: at).migrate(
                        stored, to: version, in: db))
            } catch let refusal as CaseRefusal {
                return .refused(refusal.description)
            }
        }
    }

    // MARK: Cases

    /// Starts a case of a document, unless it has one of this process.
    package func startCase(
        of document: DocumentID, process: String, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> CaseStart {
        try await changes.commit { db in
            try CaseStep(machine: machine, actor: actor, at: at).start(process, of: document, in: db)
        }
    }

    /// Starts a case that is about no document.
    package func startCase(
        by cause: StartCause, variables: [String: Variable], machine: CaseMachine, actor: String,
        at: Timestamp
    ) async throws(StoreFailure) -> CaseStart {
        try await changes.commit { db in
            let step = CaseStep(machine: machine, actor: actor, at: at)
            try ProcessTable.teach(machine, in: db)
            let start: CaseMachine.Start
            switch cause {
            case .wish(let process): start = CaseMachine.Start(process: process, event: nil)
            case .message(let name):
                let starts = machine.starts(by: .message(name))
                guard let only = starts.first else {
                    return .refused("no process begins with the message \(name)")
                }
                guard starts.count == 1 else {
                    let processes = starts.map(\.process).joined(separator: ", ")
                    return .refused("several begin with the message \(name): \(processes)")
                }
                start = only
            }
            do {
                return .started(
                    try Savepoint.run(in: db) {
                        try step.start(start.process, event: start.event, variables: variables, in: db)
                    })
            } catch let refusal as CaseRefusal {
                return .refused(refusal.description)
            }
        }
    }

    /// The case of a document.
    package func storedCase(of document: DocumentID) async throws(StoreFailure) -> StoredCase? {
        try await ask { db in try CaseTable.newest(of: document, in: db) }
    }

    /// A case by its number.
    package func storedCase(_ id: CaseID) async throws(StoreFailure) -> StoredCase? {
        try await ask { db in try CaseTable.find(id, in: db) }
    }

    /// Cases that have not ended and stand on other versions of a process.
    package func openCases(onOtherVersionsThan key: ProcessKey) async throws(StoreFailure) -> [StoredCase] {
        try await ask { db in try CaseTable.open(besides: key, in: db) }
    }

    /// How many cases are in each state.
    package func casesByState() async throws(StoreFailure) -> [CaseState: Int] {
        try await ask { db in
            let rows = try Row.fetchAll(db, sql: "SELECT state, count(*) AS cases FROM cases GROUP BY state")
            return Dictionary(
                rows.compactMap { row in CaseState(rawValue: row["state"]).map { ($0, row["cases"]) } }
            ) { first, _ in first }
        }
    }

    /// Gives a message to those of a document's case that wait for it; how many did.
    package func tell(
        _ message: CaseMessage, by machine: CaseMachine, actor: String, at: Timestamp
    ) async throws(StoreFailure) -> Int {
        try await changes.commit { db in
            try MessageDesk(step: CaseStep(machine: machine, actor: actor, at: at)).tell(message, in: db)
        }
    }

    /// Has what stands still in a case tried again; how much did.
    package func retry(_ id: CaseID, by machine: CaseMachine, actor: String, at: Timestamp)
        async throws(StoreFailure) -> Int
    {
        try await changes.commit { db in
            try RetryDesk(step: CaseStep(machine: machine, actor: actor, at: at)).retry(id, in: db)
        }
    }

    /// What keeps cases from going on.
    package func incidents() async throws(StoreFailure) -> [CaseIncident] {
        try await ask { db in try RetryDesk.incidents(in: db) }
    }

    // MARK: People

    /// Tasks, those with more priority first.
    package func tasks(_ query: TaskQuery) async throws(StoreFailure) -> [CaseTask] {
        try await ask { db in try TaskTable.tasks(query, in: db) }
    }

    /// A task by its number.
    package func task(_ id: TaskID) async throws(StoreFailure) -> CaseTask? {
        try await ask { db in try TaskTable.find(id, in: db) }
    }

    /// Does something with a task, if it may be done.
    package func act(_ act: TaskAct, by machine: CaseMachine) async throws(StoreFailure) -> TaskReceipt {
        try await changes.commit { db in try TaskDesk(act: act, machine: machine).receipt(in: db) }
    }

    /// What people did in a case.
    package func history(of id: CaseID) async throws(StoreFailure) -> CaseHistory {
        try await ask { db in try ActTable.history(of: id, in: db) }
    }
}
