import Domain
import GRDB
import Pipeline
import Workflow

/// Does what a person wants done with a task, in the transaction it is called in.
struct TaskDesk {
    let act: TaskAct
    let machine: CaseMachine

    /// Does it, or says why not.
    func receipt(in db: Database) throws -> TaskReceipt {
        guard let task = try TaskTable.find(act.task, in: db),
            let stored = try CaseTable.find(task.caseID, in: db)
        else { return .refused(["there is no task \(act.task)"]) }
        if task.state != .open {
            return .changed(by: task.closedBy ?? "vouch", at: task.closed ?? task.created)
        }
        try ProcessTable.teach(machine, in: db)
        let view = try machine.view(of: stored.instance)
        let variables = view.instance.tokens[task.token].map { view.variables(visibleAt: $0) } ?? [:]
        let basis = try CaseBasis.of(task.document, coding: variables.coding, in: db)
        if let seen = act.basis, seen != basis { return try changed(task, in: db) }
        var current = task
        current.basis = basis
        let question = TaskQuestion(
            act: act, task: current, stored: stored, variables: variables,
            history: try ActTable.history(of: task.caseID, in: db))
        let refusals = try refusals(of: question, in: db)
        guard refusals.isEmpty else { return .refused(refusals) }
        return try perform(question, in: db)
    }

    private func changed(_ task: CaseTask, in db: Database) throws -> TaskReceipt {
        let row = try Row.fetchOne(
            db, sql: "SELECT actor, at FROM corrections WHERE document_id = ? ORDER BY id DESC LIMIT 1",
            arguments: [task.document.rawValue])
        return .changed(
            by: row?["actor"] ?? "vouch",
            at: (row?["at"] as Int64?).map(Timestamp.init(milliseconds:)) ?? task.created)
    }

    private func refusals(of question: TaskQuestion, in db: Database) throws -> [String] {
        let document = question.stored.document
        let state = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM documents WHERE id = ?"),
            arguments: [document.rawValue])
        let holds = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM holds WHERE document_id = ? AND state = 'open'"),
            arguments: [document.rawValue])
        let standing = Self.standing(of: question.act, on: question.task)
        let guarded = TaskGuard.refusals(of: question, isReviewed: state == "read", openHolds: Set(holds))
        return try standing + guarded + TaskAuthority.refusals(of: question, in: db)
    }

    /// Why the act does not fit how the task stands, whoever may take it.
    private static func standing(of act: TaskAct, on task: CaseTask) -> [String] {
        let holder = task.assignee
        switch act.kind {
        case .comment: return []
        case .claim, .complete:
            guard let holder, holder != act.actor else { return [] }
            return ["\(holder) has task \(task.id)"]
        case .release:
            return holder == act.actor ? [] : ["\(act.actor) does not have task \(task.id)"]
        case .delegate(let person):
            if person == act.actor { return ["\(person) has it already"] }
            guard let holder, holder != act.actor else { return [] }
            return ["\(holder) has task \(task.id)"]
        case .resolve:
            guard task.owner != nil else { return ["task \(task.id) was not delegated"] }
            return holder == act.actor ? [] : ["\(act.actor) does not have task \(task.id)"]
        }
    }

    private func perform(_ question: TaskQuestion, in db: Database) throws -> TaskReceipt {
        let task = question.task
        switch act.kind {
        case .claim:
            if task.assignee == act.actor { return .done }
            try TaskTable.assign(task.id, to: act.actor, owner: task.owner, in: db)
        case .release: try TaskTable.assign(task.id, to: nil, owner: nil, in: db)
        case .delegate(let person):
            try TaskTable.assign(task.id, to: person, owner: task.owner ?? act.actor, in: db)
        case .resolve: try TaskTable.assign(task.id, to: task.owner, owner: nil, in: db)
        case .comment: break
        case .complete(let variables): return try complete(question, variables, in: db)
        }
        try ActTable.add(act, on: task, basis: task.basis, in: db)
        try log(question, in: db)
        return .done
    }

    private func complete(_ question: TaskQuestion, _ variables: [String: Variable], in db: Database) throws
        -> TaskReceipt
    {
        let task = question.task
        let step = CaseStep(machine: machine, actor: act.actor, at: act.at)
        do {
            try Savepoint.run(in: db) {
                try TaskTable.close(task.id, as: .completed, by: act.actor, at: act.at, in: db)
                try ActTable.add(act, on: task, basis: task.basis, in: db)
                try step.take(
                    .complete(token: task.token, variables: variables), of: question.stored,
                    .init(act.kind.action, element: task.element, task: task.id, note: note(on: task)), in: db
                )
            }
        } catch let refusal as CaseRefusal {
            return .refused([refusal.description])
        }
        return .done
    }

    private func log(_ question: TaskQuestion, in db: Database) throws {
        let stored = question.stored
        try CaseStep(machine: machine, actor: act.actor, at: act.at).log(
            CaseEntry(
                caseNumber: stored.id.rawValue, revision: stored.revision,
                process: stored.process.description, element: question.task.element,
                task: question.task.id.rawValue, note: note(on: question.task), state: stored.state.rawValue),
            act.kind.action, about: stored.document, in: db)
    }

    /// What was done, in one line.
    private func note(on task: CaseTask) -> String {
        let name = task.name.isEmpty ? task.element : task.name
        return switch act.kind {
        case .delegate(let person): "\(name): to \(person)"
        case .comment(let text): "\(name): \(text)"
        case .claim, .release, .resolve, .complete: name
        }
    }
}
