import Decisions
import Feel
import Formats
import Foundation
import Pipeline
import Testing
import Workflow

@testable import vouch

/// A case of the shipped process, its log made as the store makes it.
struct CaseOnPaper {
    private let machine = CaseMachine()
    private let version: ProcessVersion
    private(set) var log: [AuditEvent] = []
    private(set) var stored: StoredCase
    private(set) var tasks: [CaseTask] = []
    var now = Timestamp(milliseconds: 1_795_000_000_000)

    init(_ variables: [String: Variable] = ["certain": .bool(true), "total": .number("1200")]) throws {
        let url = URL(filePath: #filePath).appending(path: "../../../models/processes/invoice.bpmn")
        let content = Array(try Data(contentsOf: url.standardizedFileURL))
        version = ProcessVersion(
            sequence: 1, key: ProcessKey(process: "invoice", version: 1), name: "", file: "invoice.bpmn",
            content: content, at: now, actor: "ada")
        try machine.learn([version])
        let move = try machine.start("invoice", variables: variables, at: now)
        stored = StoredCase(
            id: CaseID(rawValue: 1), document: DocumentID(rawValue: 17), process: move.process,
            instance: move.instance, revision: 1, state: move.state, startedAt: now, changedAt: now)
        try note("case-started", move, event: nil, variables: variables)
    }

    private mutating func note(
        _ action: String, _ move: CaseMove, event: ProcessEvent?, variables: [String: Variable]? = nil,
        element: String? = nil, actor: String = "vouch", task: Int64? = nil
    ) throws {
        stored.instance = move.instance
        stored.state = move.state
        for task in move.rows.tasks where !tasks.contains(where: { $0.token == task.token }) {
            tasks.append(
                CaseTask(
                    id: TaskID(rawValue: Int64(tasks.count + 1)), caseID: stored.id,
                    document: stored.document,
                    token: task.token, element: task.element, name: task.name, groups: task.groups,
                    created: now, basis: String(repeating: "0", count: 64)))
        }
        try enter(
            action,
            CaseEntry(
                caseNumber: 1, revision: stored.revision, process: "invoice:1", event: event,
                variables: variables, element: element, task: task, state: move.state.rawValue), actor: actor)
    }

    mutating func enter(_ action: String, _ entry: CaseEntry, actor: String = "vouch") throws {
        let zeros = try #require(ContentHash(rawValue: String(repeating: "0", count: 64)))
        log.append(
            AuditEvent(
                sequence: Int64(log.count + 1), at: now, actor: actor, action: action,
                document: stored.document, detail: try entry.detail(), hash: zeros))
    }

    mutating func later(hours: Int64) { now = Timestamp(milliseconds: now.milliseconds + hours * 3_600_000) }

    /// Gives the case an event, an hour later.
    mutating func take(
        _ action: String, element: String? = nil, by actor: String = "vouch", _ event: ProcessEvent,
        task: Int64? = nil
    ) throws {
        later(hours: 1)
        stored.revision += 1
        let move = try machine.take(event, instance: stored.instance, at: now)
        try note(action, move, event: event, element: element, actor: actor, task: task)
    }

    /// Has every errand answered, with the approvals given, until people are asked.
    mutating func serve(_ answers: [String: ServiceOutcome] = [:]) throws {
        while let token = try machine.view(of: stored.instance).instance.tokens.first(where: {
            $0.state == .served
        }) {
            try take(
                "errand-done", element: token.node,
                .answer(token: token.number, answers[token.node] ?? ServiceOutcome()))
        }
    }

    func token(_ element: String) throws -> Int {
        let view = try machine.view(of: stored.instance)
        return try #require(view.tasks.first { $0.node.id == element }?.token.number)
    }

    func dossier(_ history: CaseHistory = CaseHistory()) throws -> CaseDossier {
        try CaseDossier(
            stored: stored, title: "RE-1  ACME  1200.00 EUR", log: log, tasks: tasks, history: history,
            versions: [version])
    }

    static let approvals = ServiceOutcome(set: [
        "approvals": .list([.context(["approvers": .list([.text("managers")])])])
    ])

    /// One that waits for an approval.
    static func approvable() throws -> CaseOnPaper {
        var paper = try CaseOnPaper()
        try paper.serve(["match": ServiceOutcome(set: ["holds": .list([])])])
        try paper.take(
            "task-completed", element: "code", by: "cleo",
            .complete(token: try paper.token("code"), variables: [:]))
        try paper.serve(["matrix": approvals])
        return paper
    }
}

@Suite struct `Where a case is` {
    private func lines(
        _ paper: CaseOnPaper, width: Int = 100, _ extent: CaseScreen.Extent = .part(rows: nil),
        until: Timestamp? = nil
    ) throws -> [String] {
        let dossier = try paper.dossier()
        let standing = dossier.replay.standing(until: until)
        #expect(standing.faults == [])
        if until == nil { #expect(dossier.disagreement(with: standing) == nil) }
        let screen = try #require(CaseScreen(dossier, standing, at: until ?? paper.now, width: width))
        return screen.lines(extent).map(\.plain)
    }

    @Test(arguments: [80, 100, 140])
    func `no line is wider than the terminal, and the token is on the screen`(width: Int) throws {
        let lines = try lines(CaseOnPaper.approvable(), width: width)
        #expect(lines.allSatisfy { $0.displayWidth <= width })
        let drawing = lines.prefix { !$0.hasPrefix("Part of the drawing") }
        #expect(drawing.contains { $0.contains("●") } && drawing.contains { $0.contains("Approve") })
    }

    @Test func `whom it waits for, since when, and what else may come is told`() throws {
        var paper = try CaseOnPaper.approvable()
        paper.later(hours: 5)
        let text = try lines(paper).joined(separator: "\n")
        #expect(text.contains("one of managers") && text.contains("task 2") && text.contains("5 h"))
        #expect(text.contains("After five days") && text.contains("Every day"))
        #expect(text.contains("✉ if it comes: Cancelled"))
        #expect(text.contains("active") && text.contains("invoice:1"))
    }

    @Test func `who has a task follows from what was done with it`() throws {
        var paper = try CaseOnPaper.approvable()
        let steps: [(String, String, String?, String)] = [
            ("task-claimed", "ada", nil, "ada"), ("task-released", "ada", nil, "one of managers"),
            ("task-claimed", "ada", nil, "ada"),
            ("task-delegated", "ada", "Approve: to boris", "boris for ada"),
            ("task-resolved", "boris", nil, "ada"),
        ]
        for (action, actor, note, expected) in steps {
            try paper.enter(
                action,
                CaseEntry(
                    caseNumber: 1, revision: 1, process: "invoice:1", element: "approve", task: 2, note: note,
                    state: "active"), actor: actor)
            let row = try #require(try lines(paper).first { $0.hasPrefix("●  Approve") })
            #expect(row.contains("  \(expected)  task 2 "), "\(action): \(row)")
        }
    }

    @Test(arguments: [24, 30, 45])
    func `a screen of few lines shows all of it: the token, whom it waits for, what was last`(rows: Int)
        throws
    {
        var paper = try CaseOnPaper.approvable()
        for _ in 0..<9 {
            try paper.enter(
                "task-commented",
                CaseEntry(
                    caseNumber: 1, revision: 1, process: "invoice:1", element: "approve", task: 2,
                    note: "Approve: hm",
                    state: "active"), actor: "ada")
        }
        let lines = try lines(paper, width: 80, .part(rows: rows))
        #expect(lines.count < rows && lines.allSatisfy { $0.displayWidth <= 80 })
        #expect(lines.prefix { !$0.hasPrefix("Part of") }.contains { $0.contains("●") })
        #expect(lines.contains { $0.contains("one of managers") } && lines.last?.contains("hm") == true)
        #expect(lines.contains { $0.contains("entries before; --whole shows all") } == (rows < 45))
    }

    @Test func `all of it is all of the drawing and of the history, as wide as it takes`() throws {
        let paper = try CaseOnPaper.approvable()
        let whole = try lines(paper, width: 80, .whole)
        #expect(whole.contains { $0.displayWidth > 200 } && !whole.contains { $0.hasPrefix("Part of") })
        #expect(whole.contains { $0.contains("Archive") } && whole.contains { $0.contains("Verify") })
        #expect(whole.count { $0.contains("carried out") } == paper.log.count { $0.action == "errand-done" })
    }

    @Test func `for whom somebody acted is told`() throws {
        var paper = try CaseOnPaper.approvable()
        try paper.take(
            "task-completed", element: "approve", by: "petra",
            .complete(token: try paper.token("approve"), variables: ["approved": .bool(true)]), task: 2)
        let act = CaseHistory.Act(
            task: TaskID(rawValue: 2), element: "approve", groups: ["managers"], kind: "complete",
            variables: ["approved": .bool(true)], actor: "petra", owner: nil, at: paper.now, basis: "",
            principals: ["jonas"])
        let dossier = try paper.dossier(CaseHistory(acts: [act]))
        let standing = dossier.replay.standing()
        let screen = try #require(CaseScreen(dossier, standing, at: paper.now, width: 100))
        let row = try #require(screen.lines(.part(rows: nil)).map(\.plain).first { $0.contains("petra") })
        #expect(row.contains("petra for jonas  approved"))
        #expect(
            String(decoding: CaseJSONReport.bytes(of: screen), as: UTF8.self).contains("\"for\": \"jonas\""))
    }

    @Test func `a case is shown as it was`() throws {
        let paper = try CaseOnPaper.approvable()
        let coding = try #require(
            paper.log.last { $0.action == "errand-done" && $0.detail.contains("propose") })
        let text = try lines(paper, until: coding.at).joined(separator: "\n")
        #expect(text.contains("Code the lines  one of accounting") && !text.contains("cleo"))
    }

    @Test func `an ended case says where it ended, one that stands still why`() throws {
        var paper = try CaseOnPaper.approvable()
        try paper.take("message", .message(subscription: try cancelled(paper), variables: [:]))
        try paper.serve()
        let text = try lines(paper).joined(separator: "\n")
        #expect(text.contains("◉ Closed") && text.contains("done"))
    }

    private func cancelled(_ paper: CaseOnPaper) throws -> Int {
        let view = try #require(try paper.dossier().replay.standing().view)
        return try #require(view.instance.subscriptions.first { $0.cause == .message("cancelled") }?.number)
    }

    @Test func `what documents and people say cannot steer the terminal`() throws {
        var paper = try CaseOnPaper.approvable()
        try paper.enter(
            "task-commented",
            CaseEntry(
                caseNumber: 1, revision: 1, process: "invoice:1", note: "a\u{1B}[2J\nb\u{202E}c",
                state: "active"))
        let text = try lines(paper, width: 140)
        #expect(text.allSatisfy { !$0.contains("\u{1B}") && !$0.contains("\n") && !$0.contains("\u{202E}") })
    }

    @Test func `a store that says another thing than the log is found out`() throws {
        let paper = try CaseOnPaper.approvable()
        var other = paper
        try other.take(
            "task-completed",
            .complete(token: try other.token("approve"), variables: ["approved": .bool(true)]))
        let dossier = try paper.dossier()
        #expect(dossier.disagreement(with: try other.dossier().replay.standing()) != nil)
    }
}

@Suite struct `What another table would have changed` {
    private static func library(limit: Int) throws -> DecisionLibrary {
        let text = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="n" name="n">
            <inputData id="total" name="total"/><decision id="approval" name="Approval">
            <informationRequirement><requiredInput href="#total"/></informationRequirement>
            <literalExpression><text>if total >= \(limit) then [{approvers: ["managers"]}] else [{approvers: ["clerks"]}]</text>
            </literalExpression></decision></definitions>
            """
        return DecisionLibrary(deploying: [try DMNModel(reading: Array(text.utf8), file: "n.dmn")])
    }

    private func trial(limit: Int, decision: String = "approval", since: Timestamp? = nil) throws
        -> CounterTrial
    {
        let paper = try CaseOnPaper.approvable()
        var trial = CounterTrial(decision: decision, library: try Self.library(limit: limit), since: since)
        trial.look(at: try paper.dossier().replay, of: paper.stored)
        return trial
    }

    @Test func `the same table changes nothing, another one is told with before and after`() throws {
        let same = try trial(limit: 1000)
        #expect(same.isKnown && same.changed.isEmpty)
        let other = try trial(limit: 5000)
        #expect(other.changed.map(\.after) == ["[{approvers: [\"clerks\"]}]"])
        let text = other.lines(width: 120).map(\.plain).joined(separator: "\n")
        #expect(text.contains("1 decision in 1 case made again; 1 case would have gone another way."))
        #expect(text.contains("#17") && text.contains("Who approves?") && text.contains("managers"))
    }

    @Test func `what two values begin with alike does not hide where they part`() {
        let first = "[{approvers: [\"department heads\"], limit: false}, {approvers: [\"finance\""
        let (was, wouldBe) = CounterTrial.parted(first + "]}]", first + ", \"management\"]}]")
        #expect(was == "…[\"finance\"]}]" && wouldBe == "…[\"finance\", \"management\"]}]")
        #expect(CounterTrial.parted("[\"it\"]", "[\"finance\"]") == ("[\"it\"]", "[\"finance\"]"))
        let text = "a sentence that is neither list nor context"
        #expect(CounterTrial.parted(text, text + "s") == (text, text + "s"))
    }

    @Test func `only the decision and the time that were asked for are looked at`() throws {
        #expect(try !trial(limit: 1, decision: "discount").isKnown)
        #expect(try trial(limit: 1, decision: "decision").isKnown)
        #expect(try !trial(limit: 1, since: Timestamp(milliseconds: 1_900_000_000_000)).isKnown)
    }

    @Test(
        arguments: [
            ("2026-10-01", 1_790_812_800_000, 1_790_899_199_999),
            ("2026-10-01T00:00:00Z", 1_790_812_800_000, 1_790_812_800_000),
            ("2026-13-01", nil, nil), ("yesterday", nil, nil), ("", nil, nil),
        ] as [(String, Int64?, Int64?)])
    func `a day is meant to its end`(text: String, start: Int64?, end: Int64?) {
        #expect(Moment.start(of: text)?.milliseconds == start)
        #expect(Moment.end(of: text)?.milliseconds == end)
    }
}
