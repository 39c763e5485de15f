import Domain
import GRDB
import Pipeline
import Workflow

/// One step of a case: the engine's move, the rows beside the instance, and the log, in the transaction it is called in.
struct CaseStep {
    let machine: CaseMachine
    let actor: String
    let at: Timestamp

    /// What the log says of a step besides the event.
    struct Words {
        var action: String
        var element: String?
        var task: TaskID?
        var note: String?
        var armed: [String]?

        init(
            _ action: String, element: String? = nil, task: TaskID? = nil, note: String? = nil,
            armed: [String]? = nil
        ) {
            self.armed = armed
            self.action = action
            self.element = element
            self.task = task
            self.note = note
        }
    }

    /// Starts a case of a document, unless it has one of the process.
    func start(_ process: String, of document: DocumentID, in db: Database) throws -> CaseStart {
        if let known = try CaseTable.id(of: document, process: process, in: db) { return .known(known) }
        guard let variables = try CaseFileRows.variables(of: document, in: db) else {
            return .refused("document \(document) was not read")
        }
        try ProcessTable.teach(machine, in: db)
        let move: CaseMove
        do throws(CaseRefusal) {
            move = try machine.start(process, variables: variables, at: at)
        } catch {
            return .refused(error.description)
        }
        let stored = try CaseTable.insert(move, of: document, at: at, in: db)
        try finish(
            stored, move, event: nil, variables: variables, Words("case-started"), in: db)
        return .started(stored.id)
    }

    /// Starts a case that is about no document, at a start event where one is named.
    ///
    /// - Throws: `CaseRefusal` when it cannot be started.
    @discardableResult
    func start(
        _ process: String, event: String?, variables: [String: Variable], note: String? = nil,
        in db: Database
    ) throws -> CaseID {
        try ProcessTable.teach(machine, in: db)
        let move = try machine.start(process, event: event, variables: variables, at: at)
        let stored = try CaseTable.insert(move, of: .none, at: at, in: db)
        try finish(
            stored, move, event: nil, variables: variables,
            Words("case-started", element: event, note: note), in: db)
        return stored.id
    }

    /// Gives an event to a case.
    ///
    /// - Throws: `CaseRefusal` when it does not take it.
    @discardableResult
    func take(
        _ event: ProcessEvent, of stored: StoredCase, _ words: Words, in db: Database
    ) throws -> StoredCase {
        try ProcessTable.teach(machine, in: db)
        let move = try machine.take(event, instance: stored.instance, at: at)
        let next = try CaseTable.update(stored, to: move, at: at, in: db)
        try finish(next, move, event: event, variables: nil, words, in: db)
        return next
    }

    /// Has a case stand on another version of its process: everything it holds must be there and of the same kind.
    ///
    /// Gives the elements it waits for besides.
    ///
    /// - Throws: `CaseRefusal` where it is not; the case then stays on its version.
    func migrate(_ stored: StoredCase, to version: ProcessKey, in db: Database) throws -> [String] {
        guard stored.state.isOpen else { throw CaseRefusal.engine("case \(stored.id) has ended") }
        try ProcessTable.teach(machine, in: db)
        let (move, armed) = try machine.migrate(stored.instance, from: stored.process, to: version, at: at)
        let next = try CaseTable.update(stored, to: move, at: at, in: db)
        let besides = armed.isEmpty ? "" : ", waits for \(armed.joined(separator: ", ")) besides"
        try finish(
            next, move, event: nil, variables: nil,
            Words("case-migrated", note: "\(stored.process) to \(version)\(besides)", armed: armed), in: db)
        return armed
    }

    private func finish(
        _ stored: StoredCase, _ move: CaseMove, event: ProcessEvent?, variables: [String: Variable]?,
        _ words: Words, in db: Database
    ) throws {
        let rows = CaseRowTables(stored: stored, actor: actor, at: at)
        try rows.keep(move.rows, view: machine.view(of: move.instance), in: db)
        var state = move.state
        if state == .active, try ErrandTable.isAnyAside(of: stored.id, in: db) {
            state = .incident
            try CaseTable.set(.incident, of: stored.id, in: db)
        }
        for signal in move.signals {
            try NewsTable.add(signal: signal, from: stored.id, by: actor, in: db)
            // A process that starts itself would never come to an end.
            for start in machine.starts(by: .signal(signal)) where start.process != stored.process.process {
                try NewsTable.add(start: start, by: signal, from: stored, actor: actor, in: db)
            }
        }
        try log(
            CaseEntry(
                caseNumber: stored.id.rawValue, revision: stored.revision,
                process: stored.process.description, event: event, variables: variables,
                element: words.element,
                task: words.task?.rawValue, note: words.note, state: state.rawValue, armed: words.armed),
            words.action, about: stored.document, in: db)
    }

    /// Adds an entry to the log.
    func log(_ entry: CaseEntry, _ action: String, about document: DocumentID, in db: Database) throws {
        try AuditTrail.add(
            action, to: document.isNone ? nil : document, detail: entry.detail(), by: actor, at: at, in: db)
    }
}
