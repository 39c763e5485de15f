import Decisions
import Feel
import Pipeline
import Workflow

/// What decisions of the past would have come to under another table.
struct CounterTrial {
    /// A decision that would have come to something else.
    struct Difference {
        let stored: StoredCase
        let at: Timestamp
        let element: String
        let before: String
        let after: String
    }

    private let decision: String
    private let library: DecisionLibrary
    private let since: Timestamp?
    private var decisions = 0
    private var cases: Set<CaseID> = []
    private var differences: [Difference] = []
    /// Whether a decision was asked for that the tables do not hold.
    private(set) var lacksDecision = false

    /// Differences that are told one by one.
    static let mostDifferences = 200

    init(decision: String, library: DecisionLibrary, since: Timestamp?) {
        self.decision = decision
        self.library = library
        self.since = since
    }

    /// Whether the decision was ever asked for.
    var isKnown: Bool { decisions > 0 }
    /// What would have come to something else.
    var changed: [Difference] { differences }

    /// Makes the decisions of a case again.
    mutating func look(at replay: CaseReplay, of stored: StoredCase) {
        var found: [(step: CaseReplay.Step, node: FlowNode, inputs: [String: Variable], result: String)] = []
        _ = replay.standing { step, view in
            guard case .answer(let number, let outcome)? = step.entry.event, outcome.error == nil,
                step.event.at >= since ?? step.event.at,
                let token = view.instance.tokens[number],
                let scope = view.instance.scopes[token.scope],
                let node = view.library.definitions[scope.process]?.nodes[token.node],
                case .task(.decision(let name, let result?)) = node.kind, isAsked(name)
            else { return }
            found.append((step, node, view.variables(visibleAt: token), result))
        }
        for past in found {
            guard case .answer(_, let outcome)? = past.step.entry.event else { continue }
            let before = outcome.set[past.result] ?? .null
            compare(before, past.inputs, past.node, past.step.event.at, stored)
        }
    }

    /// `decision` stands for any.
    private func isAsked(_ name: String) -> Bool { name == decision || decision == "decision" }

    private mutating func compare(
        _ before: Variable, _ inputs: [String: Variable], _ node: FlowNode, _ at: Timestamp,
        _ stored: StoredCase
    ) {
        guard case .task(.decision(let name, _)) = node.kind else { return }
        let context = FeelContext(inputs.sorted { $0.key < $1.key }.map { ($0.key, FeelValue($0.value)) })
        guard let outcome = outcome(of: name, context, at) else {
            lacksDecision = true
            return
        }
        decisions += 1
        cases.insert(stored.id)
        let after = Variable(outcome.value)
        guard after != before else { return }
        let (was, wouldBe) = Self.parted(FeelValue(before).description, FeelValue(after).description)
        differences.append(
            Difference(
                stored: stored, at: at, element: node.name.isEmpty ? node.id : ProcessReport.name(node.name),
                before: was, after: wouldBe))
    }

    /// Two values from the entry on where they part; what long lists begin with alike would hide it in a table.
    static func parted(_ before: String, _ after: String) -> (String, String) {
        let alike = String(zip(before, after).prefix { $0 == $1 }.map(\.0))
        guard alike.count > 24, let cut = alike.lastIndex(where: { $0 == "{" || $0 == "[" }) else {
            return (before, after)
        }
        let count = alike.distance(from: alike.startIndex, to: cut)
        return ("…" + before.dropFirst(count), "…" + after.dropFirst(count))
    }

    private func outcome(of name: String, _ inputs: FeelContext, _ at: Timestamp) -> DecisionOutcome? {
        for known in [name, library.decisionNames.count == 1 ? library.decisionNames[0] : name] {
            if let outcome = try? library.outcome(
                ofDecision: known, inputs: inputs, .at(at.description))
            {
                return outcome
            }
        }
        return nil
    }

    /// How many would have gone another way, and which.
    func lines(width: Int) -> [StyledText] {
        let changed = Set(differences.map(\.stored.id)).count
        let sum =
            "\(decisions.counted("decision")) in \(cases.count.counted("case")) made again; "
            + "\(changed.counted("case")) would have gone another way."
        guard !differences.isEmpty else { return [StyledText(sum, .good)] }
        var table = TextTable(columns: [
            .init(title: "Document", alignment: .right), .init(title: "When"),
            .init(title: "Asked at", minimum: 10, priority: 1), .init(title: "Was", minimum: 12),
            .init(title: "Would be", minimum: 12),
        ])
        table.rows = differences.prefix(Self.mostDifferences).map { difference in
            [
                StyledText("#\(difference.stored.document)"), StyledText(difference.at.minute, .quiet),
                StyledText(difference.element.onOneLine), StyledText(difference.before.onOneLine, .bad),
                StyledText(difference.after.onOneLine, .good),
            ]
        }
        var lines = [StyledText(sum, .strong), ""] + table.lines(width: width)
        let rest = differences.count - table.rows.count
        if rest > 0 { lines.append(StyledText("and \(rest) more", .quiet)) }
        return lines
    }
}
