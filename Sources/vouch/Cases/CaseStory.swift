import Pipeline
import Workflow

/// What happened to a case, in words of those who work with bills.
struct CaseStory {
    private let dossier: CaseDossier
    private let steps: [CaseReplay.Step]
    private let library: ProcessLibrary

    /// Tells what the log says up to a standing.
    init(_ dossier: CaseDossier, _ standing: CaseReplay.Standing) {
        self.dossier = dossier
        steps = standing.steps
        library = standing.view?.library ?? ProcessLibrary()
    }

    /// The entries as a table, the oldest first.
    func lines(width: Int) -> [StyledText] {
        var table = TextTable(
            columns: [
                .init(title: "When"), .init(title: "Who", minimum: 5), .init(title: "What", minimum: 10),
                .init(title: "", minimum: 8),
            ])
        table.rows = steps.map { step in
            [
                StyledText(step.event.at.minute, .quiet), StyledText(who(did: step).onOneLine),
                StyledText(deed(of: step)), StyledText(words(of: step).onOneLine, .quiet),
            ]
        }
        return table.lines(width: width)
    }

    // MARK: Who

    /// `petra for jonas`, where somebody stood in or was handed a task.
    private func who(did step: CaseReplay.Step) -> String {
        let principals = principals(of: step)
        return step.event.actor + (principals.isEmpty ? "" : " for " + principals.joined(separator: ", "))
    }

    /// For whom somebody acted.
    func principals(of step: CaseReplay.Step) -> [String] {
        act(of: step)?.principals.filter { $0 != step.event.actor } ?? []
    }

    /// What the store keeps of an act the log tells of.
    private func act(of step: CaseReplay.Step) -> CaseHistory.Act? {
        dossier.history.acts.first { act in
            act.task.rawValue == step.entry.task && act.actor == step.event.actor && act.at == step.event.at
                && Self.actions[act.kind] == step.event.action
        }
    }

    private static let actions = [
        "claim": "task-claimed", "release": "task-released", "complete": "task-completed",
        "delegate": "task-delegated", "resolve": "task-resolved", "comment": "task-commented",
    ]

    // MARK: What

    private func deed(of step: CaseReplay.Step) -> String {
        switch step.event.action {
        case "case-started": "began"
        case "task-claimed": "took"
        case "task-released": "laid down"
        case "task-delegated": "handed on"
        case "task-resolved": "gave back"
        case "task-commented": "said"
        case "task-completed": Self.result(step.entry.answers)
        case "errand-done": "carried out"
        case "errand-failed": "failed"
        case "timer-fired": "time came"
        case "message-received": "heard"
        case "case-migrated": "moved"
        case "case-retried": "tried again"
        case "case-cancelled": "cancelled"
        case let action: action.replacing("-", with: " ")
        }
    }

    /// What completing a task came to.
    private static func result(_ answers: [String: Variable]) -> String {
        switch (answers["approved"], answers["outcome"]) {
        case (.bool(true)?, _): "approved"
        case (.bool(false)?, _), (_, .text("rejected")?): "rejected"
        case (_, .text("dispute")?): "disputed"
        default: "done"
        }
    }

    private func words(of step: CaseReplay.Step) -> String {
        let node = step.entry.element.flatMap(element)
        let place = node.map { $0.name.isEmpty ? $0.id : ProcessReport.name($0.name) }
        let said = ["reason", "comment"].compactMap { step.entry.answers[$0]?.text }.filter { !$0.isEmpty }
        let quoted = said.map { "“\($0)”" }.joined(separator: ", ")
        let note = [self.note(of: step, node), quoted].filter { !$0.isEmpty }.joined(separator: ": ")
        guard let place, note != place, !note.hasPrefix("\(place):") else {
            return note.isEmpty ? place ?? "" : note
        }
        return note.isEmpty ? place : "\(place): \(note)"
    }

    /// What was noted with an entry; the name of what was called says nothing to a reader.
    private func note(of step: CaseReplay.Step, _ node: FlowNode?) -> String {
        let note = step.entry.note ?? ""
        guard step.event.action.hasPrefix("errand"), let called = node?.called else { return note }
        return note == called
            ? "" : note.hasPrefix("\(called): ") ? String(note.dropFirst(called.count + 2)) : note
    }

    private func element(_ id: ElementID) -> FlowNode? {
        library.definitions.values.lazy.compactMap { $0.nodes[id] }.first
    }
}

extension CaseEntry {
    /// What a task was completed with.
    fileprivate var answers: [String: Variable] {
        if case .complete(_, let variables)? = event { variables } else { [:] }
    }
}

extension FlowNode {
    /// The handler or the decision it calls.
    fileprivate var called: String? {
        switch kind {
        case .task(.service(let handler)): handler
        case .task(.decision(let decision, _)): decision
        default: nil
        }
    }
}
