import Domain
import Workflow

/// Has people told: who is asked, who waits too long, the vendor.
///
/// The same thing is told once a day.
enum Telling {
    static func reminder(to file: ErrandFile) -> ErrandAnswer {
        tell(file, .reminder) { "Still waits: \($0)" }
    }

    static func escalation(to file: ErrandFile) -> ErrandAnswer {
        tell(file, .escalation) { "Waits too long: \($0)" }
    }

    /// Tells about every open task of the case that is for the one who calls: the owner of the hold, else everybody.
    private static func tell(
        _ file: ErrandFile, _ kind: CaseNotice.Kind, subject: (String) -> String
    ) -> ErrandAnswer {
        let owner = file.variables["hold"]?.members?["owner"]?.text
        let tasks = file.tasks.filter { task in owner.map { task.groups.contains($0) } ?? true }
        let day = file.at.day?.description ?? "?"
        let notices = tasks.map { task in
            CaseNotice(
                caseID: file.stored.id, document: file.stored.document, task: task.id,
                key: "\(kind.rawValue)-\(task.id)-\(day)", kind: kind,
                recipients: task.assignee.map { [$0] } ?? task.groups + task.users,
                subject: subject("\(task.name), \(file.bill)"),
                body: "Task \(task.id) waits since \(task.created.description.prefix(10)).\n", at: file.at)
        }
        let who = Set(notices.flatMap(\.recipients)).sorted().joined(separator: ", ")
        return ErrandAnswer(effects: notices.map { .tell($0) }, note: who)
    }

    static func dispute(to file: ErrandFile) -> ErrandAnswer {
        let hold = file.variables["hold"]?.members
        // What a person says to the vendor comes first; what holds the bill is ours to know where they say nothing.
        let disputed = file.history.acts.last {
            $0.kind == "complete" && $0.variables["outcome"] == .text("dispute")
        }
        let said = disputed?.variables["comment"]?.text ?? ""
        let sentence = said.isEmpty ? hold?["sentence"]?.text ?? "" : said
        let number = hold?["id"]?.integer ?? 0
        return ErrandAnswer(
            effects: [
                .tell(
                    CaseNotice(
                        caseID: file.stored.id, document: file.stored.document, task: nil,
                        key: "dispute-\(file.stored.id)-\(number)-\(file.errand.token)", kind: .dispute,
                        recipients: [], subject: "Question about \(file.bill)", body: sentence + "\n",
                        at: file.at))
            ], note: sentence)
    }

    static func refusal(to file: ErrandFile) throws(HandlerFailure) -> ErrandAnswer {
        guard let reason = file.variables["reason"]?.text, !reason.isEmpty else {
            throw HandlerFailure("nobody has said why it is refused")
        }
        return ErrandAnswer(
            effects: [
                .tell(
                    CaseNotice(
                        caseID: file.stored.id, document: file.stored.document, task: nil,
                        key: "refusal-\(file.stored.id)", kind: .refusal, recipients: [],
                        subject: "Returned: \(file.bill)", body: reason + "\n", at: file.at))
            ], note: reason)
    }
}

extension ErrandFile {
    /// The bill in a few words: `invoice RE-17 of Nordwind`.
    var bill: String {
        let kind = draft.kind == .creditNote ? "credit note" : "invoice"
        let seller = draft.text(.sellerName).map { " of \($0)" } ?? ""
        return "\(kind) \(draft.text(.invoiceNumber) ?? "#\(stored.document)")\(seller)"
    }
}
