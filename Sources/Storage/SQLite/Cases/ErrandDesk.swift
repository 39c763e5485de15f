import Domain
import GRDB
import Pipeline
import Workflow

/// Carries an errand out, in the transaction it is called in: what it changes and the step of its case are one.
struct ErrandDesk {
    let errand: Errand
    let machine: CaseMachine
    /// When it may be tried again, should it fail.
    let notBefore: Uptime
    let at: Timestamp

    func receipt(
        answer: (ErrandFile) throws(HandlerFailure) -> ErrandAnswer, in db: Database
    ) throws -> ErrandReceipt {
        guard try ErrandTable.isHeld(errand, in: db),
            let stored = try CaseTable.find(errand.caseID, in: db), stored.state.isOpen
        else { return .lost }
        do {
            try Savepoint.run(in: db) {
                let file = try CaseFileRows.file(of: errand, stored, by: machine, at: at, in: db)
                let answer = try answer(file)
                for effect in answer.effects { try make(effect, for: stored, in: db) }
                try ErrandTable.remove(errand.token, of: stored.id, in: db)
                try CaseStep(machine: machine, actor: "vouch", at: at).take(
                    .answer(token: errand.token, answer.outcome), of: stored,
                    .init(
                        "errand-done", element: errand.element, note: note(answer.note)), in: db)
            }
            return .done
        } catch let failure as HandlerFailure {
            return try fail(failure, stored, in: db)
        } catch let refusal as CaseRefusal {
            return try fail(HandlerFailure(refusal.description), stored, in: db)
        }
    }

    private func note(_ text: String) -> String {
        text.isEmpty ? errand.target.name : "\(errand.target.name): \(text)"
    }

    private func make(_ effect: CaseEffect, for stored: StoredCase, in db: Database) throws {
        switch effect {
        case .tell(let notice): try CaseNoticeTable.add(notice, in: db)
        case .post(let approved, let payable):
            try PayableTable.post(approved, payable, of: stored, at: at, in: db)
        case .withdraw: try PayableTable.withdraw(stored.document, at: at, in: db)
        case .paid(let note): try PayableTable.pay(stored.document, note: note, at: at, in: db)
        }
    }

    private func fail(_ failure: HandlerFailure, _ stored: StoredCase, in db: Database) throws
        -> ErrandReceipt
    {
        if failure.isTransient, errand.attempt < JobLimits.attempts {
            try ErrandTable.putBack(errand, until: notBefore, because: failure.reason, in: db)
            return .failed(failure.reason, isAside: false)
        }
        try ErrandTable.putAside(errand.id, of: stored.id, reason: failure.reason, in: db)
        try CaseStep(machine: machine, actor: "vouch", at: at).log(
            CaseEntry(
                caseNumber: stored.id.rawValue, revision: stored.revision,
                process: stored.process.description, element: errand.element,
                note: note(failure.reason), state: CaseState.incident.rawValue),
            "errand-failed", about: stored.document, in: db)
        return .failed(failure.reason, isAside: true)
    }
}
