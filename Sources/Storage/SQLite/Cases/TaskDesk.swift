import Controls
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
        if act.kind == .claim, let holder = task.assignee, Person.key(of: act.actor) == holder {
            return .done
        }
        let refusals = try refusals(of: question, in: db)
        guard refusals.isEmpty else { return .refused(refusals) }
        let authority = TaskAuthority(
            library: machine.library, stored: stored, variables: variables, history: question.history,
            basis: basis, at: act.at)
        switch try authority.permit(for: act, current, in: db) {
        case .failure(let refusal): return .refused(refusal.sentences)
        case .success(let permit): return try perform(question, permit, in: db)
        }
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
        return try TaskGuard.refusals(of: question, isReviewed: state == "read", openHolds: Set(holds))
            + TaskAnswers.refusals(of: question, library: machine.library)
            + bookingRefusals(of: question, in: db)
    }

    /// Where a chart of accounts or cost centres is on record, lines are coded to what stands there.
    private func bookingRefusals(of question: TaskQuestion, in db: Database) throws -> [String] {
        guard question.task.element == TaskGuard.code, case .complete(let variables) = act.kind else {
            return []
        }
        let coding = (variables["coding"] == nil ? question.variables : variables).coding
        var refusals: [String] = []
        for line in coding {
            let account = line.account.isEmpty ? nil : line.account
            let costCentre = line.costCentre.isEmpty ? nil : line.costCentre
            let found = [
                try BookingCodeTable.refusal(of: account, .account, in: db),
                try BookingCodeTable.refusal(of: costCentre, .costCentre, in: db),
            ]
            refusals += found.compactMap(\.self).filter { !refusals.contains($0) }
        }
        return refusals
    }

    private func perform(
        _ question: TaskQuestion, _ permit: TaskAuthority.Permit, in db: Database
    ) throws -> TaskReceipt {
        let task = question.task
        switch act.kind {
        case .claim:
            try TaskTable.assign(task.id, to: permit.entitlement.doer, through: task.delegators, in: db)
        case .release: try TaskTable.assign(task.id, to: nil, in: db)
        case .delegate:
            try TaskTable.assign(
                task.id, to: permit.delegate, through: permit.entitlement.handedOn, in: db)
            try tell(permit.delegate, question, in: db)
        case .resolve:
            try TaskTable.assign(
                task.id, to: task.delegators.last, through: Array(task.delegators.dropLast()), in: db)
            try tell(task.delegators.last, question, in: db)
        case .comment: break
        case .complete(let variables): return try complete(question, variables, permit, in: db)
        }
        try ActTable.add(
            act, on: task, basis: task.basis, duty: permit.entitlement.duty,
            for: permit.entitlement.principals, in: db)
        try log(question, in: db)
        return .done
    }

    /// Has somebody told that a task is with them now.
    private func tell(_ person: String?, _ question: TaskQuestion, in db: Database) throws {
        guard let person else { return }
        let task = question.task
        let notice = TaskNotice.of(
            task.name.isEmpty ? task.element : task.name, task.id, in: question.stored,
            key: "to-\(person)-\(act.at.milliseconds)", for: [person], question.variables, at: act.at)
        try CaseNoticeTable.add(notice, in: db)
    }

    private func complete(
        _ question: TaskQuestion, _ variables: [String: Variable], _ permit: TaskAuthority.Permit,
        in db: Database
    ) throws -> TaskReceipt {
        let task = question.task
        let step = CaseStep(machine: machine, actor: act.actor, at: act.at)
        do {
            try Savepoint.run(in: db) {
                try TaskTable.close(task.id, as: .completed, by: act.actor, at: act.at, in: db)
                try ActTable.add(
                    act, on: task, basis: task.basis, duty: permit.entitlement.duty,
                    for: permit.entitlement.principals, in: db)
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
