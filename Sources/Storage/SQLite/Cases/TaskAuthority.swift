import Domain
import GRDB
import Pipeline
import Workflow

/// Who may do what with a task, asked in the transaction that does it.
enum TaskAuthority {
    /// Why an act may not be done, a sentence each; empty where it may.
    static func refusals(of question: TaskQuestion, in db: Database) throws -> [String] {
        guard case .complete(let variables) = question.act.kind, variables["approved"] == .bool(true) else {
            return []
        }
        // Nobody approves twice what two have to.
        let before = question.history.acts.contains { act in
            act.kind == "complete" && act.element == question.task.element && act.actor == question.act.actor
                && act.basis == question.task.basis && act.variables["approved"] == .bool(true)
        }
        return before ? ["\(question.act.actor) has approved it before; a second person has to"] : []
    }

    /// For which groups those who voted may approve what a case is about.
    static func entitlements(
        in stored: StoredCase, history: CaseHistory, variables: [String: Variable], at: Timestamp,
        in db: Database
    ) throws -> Set<ErrandFile.Entitlement> {
        let votes = history.acts.filter { $0.kind == "complete" && $0.variables["approved"] != nil }
        return Set(
            votes.flatMap { vote in
                vote.groups.map { ErrandFile.Entitlement(person: vote.actor, group: $0) }
            })
    }
}
