import Domain
import Pipeline
import Workflow

/// A case on the screen: its drawing with tokens, what it waits for, and what happened to it.
struct CaseScreen {
    private let dossier: CaseDossier
    private let standing: CaseReplay.Standing
    private let definition: ProcessDefinition
    private let view: CaseView
    /// The moment it is looked at.
    private let now: Timestamp
    /// Columns of the terminal.
    private let width: Int

    /// Prepares the screen; `nil` for a case that was not started then.
    init?(_ dossier: CaseDossier, _ standing: CaseReplay.Standing, at now: Timestamp, width: Int) {
        guard let view = standing.view, let key = standing.process,
            let definition = view.library.definitions[key.description]
        else { return nil }
        self.dossier = dossier
        self.standing = standing
        self.view = view
        self.definition = definition
        self.now = now
        self.width = width
    }

    /// All of it; the whole drawing squeezed into the width, or the part of it around the tokens.
    func lines(wholeDrawing: Bool) -> [StyledText] {
        heading + [""] + drawing(whole: wholeDrawing) + [""] + waits + [""] + history
    }

    /// The drawing as a picture that scales.
    var svg: String? {
        standing.process.flatMap { dossier.drawing(of: $0) }.flatMap { document in
            let drawn = ProcessDiagram(of: document).drawn
            return VectorPicture.svg(of: document, marks: view.marks(on: definition, drawn: drawn))
        }
    }

    private var heading: [StyledText] {
        let started = standing.steps.first?.event.at ?? dossier.stored.startedAt
        let ending =
            switch view.instance.status {
            case .active: StyledText("active", .accent)
            case .incident: StyledText("stands still", .bad)
            case .completed: StyledText("done", .good)
            case .cancelled: StyledText("cancelled", .doubtful)
            }
        let end = view.instance.ending == nil ? now : standing.steps.last?.event.at ?? now
        let took = RehearsalReport.span(Int(max(0, end.milliseconds - started.milliseconds)))
        return [
            StyledText("#\(dossier.stored.document)  ", .quiet) + StyledText(dossier.title, .strong),
            ending
                + StyledText(
                    "  \(standing.process?.description ?? "")  since \(started.minute), \(took)", .quiet),
        ]
    }

    // MARK: For programs

    /// The document.
    var document: DocumentID { dossier.stored.document }
    /// The version of the process.
    var process: String { standing.process?.description ?? "" }
    /// How it stands.
    var state: String { view.instance.status.rawValue }
    /// What happened.
    var steps: [CaseReplay.Step] { standing.steps }
    /// Where it stands.
    var waitingTokens: [(element: String, name: String, reason: String, task: Int64?, since: Timestamp?)] {
        view.instance.tokens.compactMap { token in
            guard let cells = row(of: token), let node = node(token.node) else { return nil }
            let task = dossier.tasks.first { $0.token == token.number }?.id.rawValue
            return (node.id, name(of: node), cells[2].plain, task, standing.since[token.number])
        }
    }

    // MARK: The drawing

    private func drawing(whole: Bool) -> [StyledText] {
        guard let key = standing.process, let document = dossier.drawing(of: key) else { return [] }
        let diagram = ProcessDiagram(of: document)
        let marks = view.marks(on: definition, drawn: diagram.drawn)
        let legible = diagram.legibleColumns(of: definition)
        let columns = whole ? width : max(width, min(legible, ProcessPicture.columns.upperBound))
        guard
            let canvas = ProcessPicture.canvas(
                of: definition, diagram: diagram, marks: marks, columns: columns)
        else { return [StyledText("The file holds no drawing of \(definition.id).", .quiet)] }
        guard columns > width else { return canvas.lines }
        let window = canvas.window(width: width)
        let note =
            "columns \(window.lowerBound + 1)–\(window.upperBound) of \(columns); --whole shows all of it"
        return canvas.lines(in: window) + [StyledText(note, .quiet)]
    }

    // MARK: What it waits for

    private var waits: [StyledText] {
        guard view.instance.ending == nil else {
            let ends = definition.outerEnds.filter { view.instance.visits[definition.id]?[$0.id] != nil }
            return ends.map { StyledText("◉ ", .good) + StyledText(name(of: $0)) }
        }
        var table = TextTable(
            columns: [
                .init(title: ""), .init(title: "Where", minimum: 12), .init(title: "Waits for", minimum: 16),
                .init(title: "Since", priority: 2), .init(title: "For", alignment: .right, priority: 1),
            ])
        let tokens = view.instance.tokens.filter { if case .inside = $0.state { false } else { true } }
        table.rows =
            tokens.compactMap { row(of: $0) } + view.instance.subscriptions.compactMap { row(of: $0) }
        return table.lines(width: width)
    }

    private func row(of token: Token) -> [StyledText]? {
        guard let node = node(token.node) else { return nil }
        let sign: StyledText
        let reason: StyledText
        switch token.state {
        case .incident(let incident):
            sign = StyledText("!", .bad)
            reason = StyledText(incident.reason.onOneLine, .bad)
        case .waiting:
            sign = StyledText("●", .accent)
            reason = self.reason(at: node, token)
        case .served:
            sign = StyledText("◌", .accent)
            reason = StyledText("Vouch, which carries it out", .quiet)
        case .joining:
            sign = StyledText("●", .quiet)
            reason = StyledText("the other ways that meet here", .quiet)
        case .moving, .inside: return nil
        }
        return [sign, StyledText(name(of: node)), reason] + age(of: token.number)
    }

    private func reason(at node: FlowNode, _ token: Token) -> StyledText {
        switch node.kind {
        case .task(.user): return person(at: token)
        case .task(.receive(let message)):
            return StyledText(message.map { "the message “\($0)”" } ?? "its completion")
        case .catching(.message(let message)): return StyledText("the message “\(message)”")
        case .catching(.signal(let signal)): return StyledText("the signal “\(signal)”")
        case .catching(.timer): return StyledText("the time")
        default: return StyledText("whatever comes first")
        }
    }

    /// Who has a task, or for whom it is.
    private func person(at token: Token) -> StyledText {
        guard let task = dossier.tasks.first(where: { $0.token == token.number }) else {
            return StyledText("a person")
        }
        let holder = CaseHolder(of: task.id, in: standing.steps)
        let due = task.due.map { "; due \($0.minute)" } ?? ""
        let number = StyledText("  task \(task.id)\(due)", .quiet)
        if let person = holder.person {
            let owner = holder.owner.map { " for \($0)" } ?? ""
            return StyledText("\(person)\(owner)".onOneLine, .strong) + number
        }
        let names = (task.groups + task.users).joined(separator: ", ")
        return StyledText((names.isEmpty ? "anybody" : "one of \(names)").onOneLine) + number
    }

    /// Timers, and messages that would come from the side.
    private func row(of subscription: Subscription) -> [StyledText]? {
        guard let node = node(subscription.node) else { return nil }
        let isOwnWait: Bool = if case .catching = node.kind { true } else { false }
        let text: String
        switch subscription.cause {
        case .timer(let timer): text = Timestamp(milliseconds: Int64(timer.due.milliseconds)).minute
        case .message(let name):
            if isOwnWait { return nil } else { text = "the message “\(name)”, if it comes" }
        case .signal(let name):
            if isOwnWait { return nil } else { text = "the signal “\(name)”, if it comes" }
        }
        let sign = subscription.timer == nil ? "✉" : "◷"
        return [
            StyledText(sign, .quiet), StyledText(name(of: node), .quiet), StyledText(text.onOneLine, .quiet),
            "", "",
        ]
    }

    private func age(of number: Int) -> [StyledText] {
        guard let since = standing.since[number] else { return ["", ""] }
        let span = RehearsalReport.span(Int(max(0, now.milliseconds - since.milliseconds)))
        return [StyledText(since.minute, .quiet), StyledText(span)]
    }

    // MARK: What happened

    private var history: [StyledText] {
        var table = TextTable(
            columns: [
                .init(title: "When"), .init(title: "Who", minimum: 5), .init(title: "What", minimum: 10),
                .init(title: "", minimum: 8),
            ])
        table.rows = standing.steps.map { step in
            [
                StyledText(step.event.at.minute, .quiet), StyledText(step.event.actor.onOneLine),
                StyledText(step.event.action.replacing("-", with: " ")),
                StyledText(words(of: step).onOneLine, .quiet),
            ]
        }
        return table.lines(width: width)
    }

    private func words(of step: CaseReplay.Step) -> String {
        let place = step.entry.element.flatMap { node($0) }.map { name(of: $0) }
        guard let note = step.entry.note, !note.isEmpty else { return place ?? "" }
        guard let place, !note.hasPrefix(place) else { return note }
        return "\(place): \(note)"
    }

    private func node(_ id: ElementID) -> FlowNode? {
        definition.nodes[id] ?? view.library.definitions.values.lazy.compactMap { $0.nodes[id] }.first
    }

    private func name(of node: FlowNode) -> String {
        node.name.isEmpty ? node.id : ProcessReport.name(node.name).onOneLine
    }
}

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
