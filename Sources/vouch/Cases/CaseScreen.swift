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

    /// How much of a case is shown.
    enum Extent: Hashable {
        /// All of it, the drawing as wide as it takes to read it.
        case whole
        /// All of it, the drawing squeezed into the columns there are.
        case squeezed
        /// The part of the drawing around the tokens, and of the history what was last, as lines have room.
        case part(rows: Int?)
    }

    /// How much there is room for, beside lines of something else: all of it in a file or a pipe, and where it is asked.
    static func extent(isWhole: Bool, columns: Int?, of output: Terminal, besides: Int = 0) -> Extent {
        if columns != nil { return isWhole ? .squeezed : .part(rows: nil) }
        return isWhole || !output.isTerminal ? .whole : .part(rows: output.rows.map { $0 - besides })
    }

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

    /// The case in lines.
    func lines(_ extent: Extent) -> [StyledText] {
        let room = extent == .whole ? ProcessPicture.columns.upperBound : width
        let (waits, history) = (waits(width: room), CaseStory(dossier, standing).lines(width: room))
        guard case .part(let rows?) = extent else {
            return heading + [""] + drawing(extent, height: nil) + [""] + waits + [""] + history
        }
        // Two lines of heading, four that part, one that says how much is shown, and where one types.
        let free = rows - waits.count - 7
        let wanted = min(history.count, max(Self.leastHistory, free - Self.goodDrawing))
        let height = max(Self.leastDrawing, free - wanted - 1)
        let drawing = drawing(extent, height: height)
        let left = max(Self.leastHistory, free - drawing.count + 1)
        return heading + [""] + drawing + [""] + waits + [""] + Self.last(left, of: history)
    }

    /// Lines of a drawing by which one sees where a token stands.
    private static let leastDrawing = 8
    /// Lines of a drawing by which one sees what lies around; with more room the history grows first.
    private static let goodDrawing = 15
    /// Lines of history with its heading that are shown at least.
    private static let leastHistory = 5

    private static func last(_ count: Int, of history: [StyledText]) -> [StyledText] {
        guard history.count > count, let header = history.first else { return history }
        let hidden = history.count - count + 1
        return [
            header, StyledText("… \(hidden.counted("entry", "entries")) before; --whole shows all", .quiet),
        ]
            + history.suffix(count - 2)
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
    /// What happened, and for whom those acted who did not act for themselves.
    var steps: [(step: CaseReplay.Step, principals: [String])] {
        let story = CaseStory(dossier, standing)
        return standing.steps.map { ($0, story.principals(of: $0)) }
    }
    /// Where it stands.
    var waitingTokens: [(element: String, name: String, reason: String, task: Int64?, since: Timestamp?)] {
        view.instance.tokens.compactMap { token in
            guard let cells = row(of: token), let node = node(token.node) else { return nil }
            let task = dossier.tasks.first { $0.token == token.number }?.id.rawValue
            return (node.id, name(of: node), cells[2].plain, task, standing.since[token.number])
        }
    }

    // MARK: The drawing

    private func drawing(_ extent: Extent, height: Int?) -> [StyledText] {
        guard let key = standing.process, let document = dossier.drawing(of: key) else { return [] }
        let diagram = ProcessDiagram(of: document)
        let marks = view.marks(on: definition, drawn: diagram.drawn)
        let legible = min(diagram.legibleColumns(of: definition), ProcessPicture.columns.upperBound)
        let columns =
            switch extent {
            case .whole: legible
            case .squeezed: width
            case .part: max(width, legible)
            }
        let canvas = ProcessPicture.canvas(of: definition, diagram: diagram, marks: marks, columns: columns)
        guard let canvas else {
            return [StyledText("The file holds no drawing of \(definition.id).", .quiet)]
        }
        guard case .part = extent else { return canvas.lines }
        let window = canvas.window(width: width, height: height)
        let isAll = window.columns.count == canvas.columns && window.rows.count == canvas.lines.count
        return canvas.lines(in: window) + (isAll ? [] : [Self.note(on: window)])
    }

    private static func note(on window: CanvasWindow) -> StyledText {
        let outside = window.allTokens - window.tokens
        let rest = outside > 0 ? "; \(outside.counted("token")) outside of it" : ""
        return StyledText("Part of the drawing\(rest). All of it: --whole, or --svg FILE", .quiet)
    }

    // MARK: What it waits for

    private func waits(width: Int) -> [StyledText] {
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
        table.rows = tokens.compactMap { row(of: $0) }
        return table.lines(width: width) + asides(width: width)
    }

    /// Timers that run, and what may come from the side.
    private func asides(width: Int) -> [StyledText] {
        let timers = view.instance.subscriptions.compactMap { subscription -> String? in
            guard let timer = subscription.timer, let node = node(subscription.node) else { return nil }
            return "\(name(of: node)), \(Timestamp(milliseconds: Int64(timer.due.milliseconds)).minute)"
        }
        let news = view.instance.subscriptions.compactMap { subscription -> String? in
            guard subscription.timer == nil, let node = node(subscription.node) else { return nil }
            if case .catching = node.kind { return nil }
            return name(of: node)
        }
        return [("◷ next: ", timers), ("✉ if it comes: ", news)].compactMap { title, names in
            guard !names.isEmpty else { return nil }
            return StyledText((title + names.joined(separator: "; ")).onOneLine, .quiet).truncated(to: width)
        }
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

    private func age(of number: Int) -> [StyledText] {
        guard let since = standing.since[number] else { return ["", ""] }
        let span = RehearsalReport.span(Int(max(0, now.milliseconds - since.milliseconds)))
        return [StyledText(since.minute, .quiet), StyledText(span)]
    }

    private func node(_ id: ElementID) -> FlowNode? {
        definition.nodes[id] ?? view.library.definitions.values.lazy.compactMap { $0.nodes[id] }.first
    }

    private func name(of node: FlowNode) -> String {
        node.name.isEmpty ? node.id : ProcessReport.name(node.name).onOneLine
    }
}
