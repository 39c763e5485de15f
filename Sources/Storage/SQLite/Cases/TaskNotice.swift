import Domain
import Pipeline
import Workflow

/// That a task waits, for those it was given to.
enum TaskNotice {
    /// The notice of a task; the same `key` makes the same notice.
    static func of(
        _ name: String, _ id: TaskID, in stored: StoredCase, key: String, for recipients: [String],
        _ visible: [String: Variable], at: Timestamp
    ) -> CaseNotice {
        let subject = stored.document.isNone ? stored.process.process : "#\(stored.document)"
        let number = visible["number"]?.text ?? subject
        let total = [visible["total"]?.digits, visible["currency"]?.text].compactMap { $0 }
        let words = [visible["seller"]?.text, total.joined(separator: " ")].compactMap { $0 }
        return CaseNotice(
            caseID: stored.id, document: stored.document, task: id, key: "task-\(id)-\(key)", kind: .task,
            recipients: recipients, subject: "\(name): \(number)",
            body: words.joined(separator: ", ") + "\n", at: at)
    }
}
