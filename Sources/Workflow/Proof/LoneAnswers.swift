/// Answers a process where there is nobody yet to answer it: what is known is evaluated, everything else is anything.
struct LoneAnswers {
    /// A value nothing is known of.
    static let anything = Variable.text("\u{0}anything")

    /// What was chosen in one step: choices given, then always the first.
    final class Answered {
        private let given: [Int]
        private var taken: [(choice: Int, of: Int)] = []
        fileprivate(set) var notes: [String] = []
        fileprivate(set) var isGoal = false

        init(_ given: [Int]) { self.given = given }

        fileprivate func choose(among count: Int) -> Int {
            guard count > 1 else { return 0 }
            let choice = taken.count < given.count ? given[taken.count] : 0
            taken.append((choice, count))
            return choice
        }

        /// The choices of the next try, as an odometer counts; `nil` after the last one.
        var next: [Int]? {
            var path = taken
            while let last = path.popLast() {
                if last.choice + 1 < last.of { return path.map(\.choice) + [last.choice + 1] }
            }
            return nil
        }
    }

    private let library: ProcessLibrary
    private let goals: Set<String>
    private let results: (String) -> [(value: Variable, name: String)]?
    private let feel = ExpressionLanguage.feel
    private var conditions: Set<String> = []
    private var collections: Set<String> = []
    private var counts: Set<String> = []
    private var timers: Set<String> = []

    init(
        library: ProcessLibrary, goals: Set<String>,
        results: @escaping (String) -> [(value: Variable, name: String)]?
    ) {
        self.library = library
        self.goals = goals
        self.results = results
        for definition in library.definitions.values {
            conditions.formUnion(definition.flows.values.compactMap(\.condition))
            for node in definition.nodes.values { add(node) }
        }
    }

    /// Notes what the expressions of a node are for.
    private mutating func add(_ node: FlowNode) {
        switch node.loop {
        case .standard(let loop): if let condition = loop.condition { conditions.insert(condition) }
        case .multiInstance(let plan):
            if let text = plan.cardinality { counts.insert(text) }
            if let text = plan.collection { collections.insert(text) }
            if let text = plan.completionCondition { conditions.insert(text) }
        case nil: break
        }
        switch node.kind {
        case .start(.timer(let text), _), .catching(.timer(let text)), .boundary(.timer(let text), _, _):
            timers.insert(text)
        case .start, .catching, .boundary, .end, .throwing, .task, .subProcess, .eventSubProcess, .call,
            .gateway:
            break
        }
    }

    /// An engine that is answered so.
    func engine(_ answered: Answered) -> Engine {
        var limits = EngineLimits()
        limits.steps = 5000
        let language = ExpressionLanguage(
            evaluate: { text, variables, now in value(of: text, variables, now, answered) },
            fault: { _, _ in nil })
        return Engine(
            library: library, expressions: language, limits: limits,
            serve: { outcome(of: $0, answered) })
    }

    private func value(
        of text: String, _ variables: [String: Variable], _ now: Instant, _ answered: Answered
    ) -> Variable {
        if FreeNames.areKnown(in: text, variables) { return feel.evaluate(text, variables, now) }
        if conditions.contains(text) {
            let holds = answered.choose(among: 2) == 0
            if holds { answered.notes.append("where \(text)") }
            return .bool(holds)
        }
        if collections.contains(text) {
            return .list(answered.choose(among: 2) == 0 ? [] : [Self.anything])
        }
        if counts.contains(text) { return .integer(answered.choose(among: 2)) }
        return timers.contains(text) ? .text("PT1H") : Self.anything
    }

    /// Who a task is offered to; `nil` where that is not known.
    func groups(of node: FlowNode, _ variables: [String: Variable]) -> [String]? {
        guard case .task(.user(let groups)) = node.kind else { return [] }
        switch groups {
        case .named(let names): return names
        case .expression(let text):
            guard FreeNames.areKnown(in: text, variables) else { return nil }
            switch feel.evaluate(text, variables, Instant(milliseconds: 0)) {
            case .text(let name): return [name]
            case .list(let elements):
                return elements.map { if case .text(let name) = $0 { name } else { "" } }
            case .null, .bool, .number, .temporal, .context: return [""]
            }
        }
    }

    /// Whether a node passes without doing anything that counts.
    func isIdle(_ node: FlowNode) -> Bool {
        switch node.kind {
        case .task(.none), .end(.none): true
        case .task(.service(let handler)):
            !(handler.map(goals.contains) ?? false) && codes(around: node.id).isEmpty
        case .task, .start, .end, .catching, .throwing, .boundary, .subProcess, .eventSubProcess, .call,
            .gateway:
            false
        }
    }

    // MARK: Handlers and decisions

    private func outcome(of call: ServiceCall, _ answered: Answered) -> ServiceOutcome {
        switch call.target {
        case .decision(let name, let result): return outcome(ofDecision: name, result, answered)
        case .handler(let name):
            if goals.contains(name) { answered.isGoal = true }
            let codes = codes(around: call.element)
            let choice = answered.choose(among: codes.count + 1)
            return choice == 0 ? ServiceOutcome() : ServiceOutcome(error: codes[choice - 1])
        }
    }

    private func outcome(
        ofDecision name: String, _ result: String?, _ answered: Answered
    ) -> ServiceOutcome {
        guard let result else { return ServiceOutcome() }
        guard let results = results(name), !results.isEmpty else {
            answered.notes.append("\(name) may give anything, for all that is known of it")
            return ServiceOutcome(set: [result: Self.anything])
        }
        let chosen = results[answered.choose(among: results.count)]
        answered.notes.append("\(name) gives \(chosen.name)")
        return ServiceOutcome(set: [result: chosen.value])
    }

    /// The errors that are caught at an element, or around it.
    private func codes(around element: ElementID) -> [String] {
        library.definitions.values.flatMap { definition -> [String] in
            var codes: [String] = []
            var next = definition.nodes[element]
            while let node = next {
                codes += definition.boundaries(of: node.id).compactMap { boundary in
                    if case .boundary(.error(let code), _, _) = boundary.kind { code ?? "" } else { nil }
                }
                next = node.parent.flatMap { definition.nodes[$0] }
            }
            return codes
        }
    }
}
