internal import Feel

/// What a played case answers in the place of expressions and handlers: what is given decides, the dice the rest.
final class ChanceAnswers {
    /// Where a condition stands, for its likelihood.
    private enum Place {
        /// Its weight among those that are asked for when it is, itself included.
        case choice(weight: Int, of: Int)
        case single(Int)
    }

    private let rehearsal: Rehearsal
    private let dice: Dice
    private let inputs: FeelContext
    private var places: [String: Place] = [:]
    private var collections: Set<String> = []
    private var counts: Set<String> = []
    private var timers: Set<String> = []

    init(_ rehearsal: Rehearsal, _ dice: Dice) {
        self.rehearsal = rehearsal
        self.dice = dice
        inputs = FeelContext(
            rehearsal.assumptions.inputs.sorted { $0.key < $1.key }.map { ($0.key, FeelValue($0.value)) })
        for (_, definition) in rehearsal.library.definitions.sorted(by: { $0.key < $1.key }) {
            for node in definition.nodes.values.sorted(by: { ($0.line, $0.id) < ($1.line, $1.id) }) {
                add(node, of: definition)
            }
        }
    }

    private func add(_ node: FlowNode, of definition: ProcessDefinition) {
        switch node.loop {
        case .standard(let loop): if let text = loop.condition { places[text] = .single(500) }
        case .multiInstance(let plan):
            if let text = plan.cardinality { counts.insert(text) }
            if let text = plan.collection { collections.insert(text) }
            if let text = plan.completionCondition { places[text] = .single(rehearsal.share(of: node.id)) }
        case nil: break
        }
        switch node.kind {
        case .start(.timer(let text), _), .catching(.timer(let text)), .boundary(.timer(let text), _, _):
            timers.insert(text)
        default: break
        }
        let flows = definition.outgoing(of: node)
        guard flows.count > 1 else { return }
        if case .gateway(.inclusive) = node.kind {
            for flow in flows {
                guard let text = flow.condition else { continue }
                places[text] = .single(rehearsal.assumptions.shares[flow.id] ?? 500)
            }
            return
        }
        // The default flow is taken last.
        let ordered = flows.filter { $0.id != node.defaultFlow } + flows.filter { $0.id == node.defaultFlow }
        let weights = weights(of: ordered)
        for (index, flow) in ordered.enumerated() {
            guard let text = flow.condition else { continue }
            places[text] = .choice(weight: weights[index], of: weights[index...].reduce(0, +))
        }
    }

    /// Thousandths of the flows of a choice; those that nothing is said of share what is left.
    private func weights(of flows: [SequenceFlow]) -> [Int] {
        let given = flows.map { rehearsal.assumptions.shares[$0.id] }
        let rest = max(0, 1000 - given.compactMap(\.self).reduce(0, +))
        let open = given.count { $0 == nil }
        return given.map { $0 ?? rest / open }
    }

    var language: ExpressionLanguage {
        ExpressionLanguage(
            evaluate: { [self] text, variables, now in value(of: text, variables, now) },
            fault: { _, _ in nil })
    }

    private func value(of text: String, _ variables: [String: Variable], _ now: Instant) -> Variable {
        if let place = places[text] { return .bool(given(text) ?? thrown(place)) }
        let value = ExpressionLanguage.feel.evaluate(text, variables, now)
        if collections.contains(text) {
            if case .list = value { return value }
            return .list(Array(repeating: .null, count: 1 + dice.below(Rehearsal.mostInner)))
        }
        if counts.contains(text), value.integer == nil {
            return .integer(1 + dice.below(Rehearsal.mostInner))
        }
        // A timer that nobody knows takes a day; anything else may well be null.
        return timers.contains(text) && value == .null ? .text("P1D") : value
    }

    /// What the given inputs alone decide.
    private func given(_ text: String) -> Bool? {
        guard let expression = try? FeelExpression(text, names: FeelNames(variables: inputs.names)) else {
            return nil
        }
        let outcome = expression.outcome(in: inputs)
        return outcome.missing.isEmpty ? outcome.value.boolean : nil
    }

    private func thrown(_ place: Place) -> Bool {
        switch place {
        case .choice(let weight, let total): dice.comes(weight, of: max(total, 1))
        case .single(let share): dice.comes(share, of: 1000)
        }
    }

    /// Done well, or now and then with one of the errors that are caught around it.
    func outcome(of call: ServiceCall) -> ServiceOutcome? {
        for boundary in rehearsal.library.boundaries(of: call.element) {
            guard case .boundary(.error(let code), _, _) = boundary.kind,
                dice.comes(rehearsal.share(of: boundary.id), of: 1000)
            else { continue }
            return ServiceOutcome(error: code ?? "")
        }
        return ServiceOutcome()
    }
}
