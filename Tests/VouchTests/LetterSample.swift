import Domain
import Pipeline
import Workflow

@testable import vouch

/// A task as a letter shows it.
enum LetterSample {
    /// 2026-11-22 at noon.
    static let noon = Timestamp(milliseconds: 1_795_348_800_000)

    static func file(_ duty: String = "approval", changing facts: [String: Variable] = [:]) -> TaskFile {
        let coding = [("A-1", "4980"), ("A-2", "4980"), ("A-3", "4930")].enumerated().map { place, line in
            CodedLine(line: place + 1, subject: line.0, account: line.1, costCentre: "").variable
        }
        let variables: [String: Variable] = [
            "kind": .text("invoice"), "number": .text("RE-1"), "seller": .text("Nordwind GmbH"),
            "total": .number("1190"), "currency": .text("EUR"),
            "dueDate": .temporal(type: "date", text: "2026-12-03"), "order": .text("PO-9"),
            "department": .text("Office"), "coding": .list(coding), "findings": .list([]),
            "holds": .list([.context(["sentence": .text("48 are billed, 45 came.")])]),
        ]
        let coded = CaseHistory.Act(
            task: TaskID(rawValue: 3), element: "code", groups: ["accounting"], kind: "complete",
            variables: [:],
            actor: "ada", owner: nil, at: noon, basis: basis, duty: "coding")
        return TaskFile(
            task: CaseTask(
                id: TaskID(rawValue: 4), caseID: CaseID(rawValue: 3), document: DocumentID(rawValue: 17),
                token: 9,
                element: "approve", name: "Approve", groups: ["accounting"], created: noon, basis: basis),
            duty: duty, variables: variables.merging(facts) { _, new in new }, basis: basis,
            whoCould: ["boris"],
            history: CaseHistory(acts: [coded]))
    }

    static let basis = String(repeating: "0123456789abcdef", count: 4)
}
