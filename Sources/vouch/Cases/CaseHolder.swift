import Pipeline
import Workflow

/// Who has a task, by what the log says was done with it.
struct CaseHolder {
    /// Who has it; `nil` for nobody.
    private(set) var person: String?
    /// Whose it is while somebody else does it.
    private(set) var owner: String?

    init(of task: TaskID, in steps: [CaseReplay.Step]) {
        for step in steps where step.entry.task == task.rawValue {
            switch step.event.action {
            case "task-claimed": person = step.event.actor
            case "task-released": (person, owner) = (nil, nil)
            case "task-delegated":
                owner = owner ?? step.event.actor
                person = step.entry.note.flatMap { Self.delegate(in: $0) } ?? person
            case "task-resolved": (person, owner) = (owner, nil)
            default: break
            }
        }
    }

    /// `Approve: to boris` names boris.
    private static func delegate(in note: String) -> String? {
        note.ranges(of: ": to ").last.map { String(note[$0.upperBound...]) }
    }
}

extension Timestamp {
    /// `2026-11-22 10:31`, in UTC.
    var minute: String { String(description.prefix(16)).replacing("T", with: " ") }
}
