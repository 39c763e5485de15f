/// Evaluates expressions, and keeps the reasons why something became null.
package final class Evaluator {
    /// What it takes from the world and the model.
    package let environment: FeelEnvironment
    /// Why values became null, the first ones of them.
    package private(set) var reasons: [String] = []
    /// Names that were asked for and that nobody gave.
    package private(set) var missing: Set<String> = []
    /// Which rules of tables fired, in the order they did.
    package var firings: [RuleFiring] = []
    let comparing: Comparing
    private var steps = 0
    private var depth = 0
    /// Whether a limit was reached: everything is null from then on.
    package private(set) var isExhausted = false

    /// An evaluator without reasons yet.
    package init(_ environment: FeelEnvironment) {
        self.environment = environment
        comparing = Comparing(zones: environment.zones)
    }

    /// Why the result of a function in Java or PMML is null.
    package static let foreignReason = "functions of other languages are not run"

    /// Null, and why.
    package func null(_ reason: @autoclosure () -> String) -> FeelValue {
        if reasons.count < environment.limits.reasons { reasons.append(reason()) }
        return .null
    }

    /// Gives up: a limit is reached.
    func exhausted(_ limit: String) -> FeelValue {
        if !isExhausted { reasons.append("given up: \(limit)") }
        isExhausted = true
        return .null
    }

    /// Counts work that takes more than one step; false when there may be no more of it.
    @discardableResult func spend(_ work: Int) -> Bool {
        steps += work
        if steps > environment.limits.steps { _ = exhausted("more than \(environment.limits.steps) steps") }
        return !isExhausted
    }

    /// The value, or null where it is too deep or too large to be handled.
    package func bounded(_ value: FeelValue) -> FeelValue {
        var parts = environment.limits.elements
        let fits = value.fits(depth: environment.limits.valueDepth, parts: &parts)
        spend((environment.limits.elements - parts) / 8)
        guard !fits else { return value }
        return exhausted(
            "a value of more than \(environment.limits.valueDepth) levels deep, or \(environment.limits.elements) elements"
        )
    }

    /// The value of an expression in a scope.
    func value(_ node: FeelNode, _ scope: Scope) -> FeelValue {
        guard !isExhausted else { return .null }
        steps += 1
        guard steps <= environment.limits.steps else {
            return exhausted("more than \(environment.limits.steps) steps")
        }
        return nested { simple(node, scope) }
    }

    /// Does something one level deeper.
    package func nested(_ action: () -> FeelValue) -> FeelValue {
        guard depth < environment.limits.depth else {
            return exhausted("nested more than \(environment.limits.depth) levels deep")
        }
        depth += 1
        defer { depth -= 1 }
        return action()
    }

    private func simple(_ node: FeelNode, _ scope: Scope) -> FeelValue {
        switch node {
        case .literal(let value): value
        case .temporal(let text):
            TemporalReader.value(text, zones: environment.zones)
                ?? null("\"\(text)\" is no date, time or duration")
        case .variable(let name): variable(name, scope)
        case .path(let base, let name): member(name, of: value(base, scope))
        case .negation(let operand): negated(value(operand, scope))
        case .arithmetic(let sign, let left, let right): result(sign, value(left, scope), value(right, scope))
        case .comparison(let sign, let left, let right):
            compared(sign, value(left, scope), value(right, scope))
        case .conjunction(let left, let right): conjunction(left, right, scope)
        case .disjunction(let left, let right): disjunction(left, right, scope)
        case .conditional(let condition, let consequence, let other):
            conditional(
                value(condition, scope), then: { value(consequence, scope) },
                otherwise: { value(other, scope) })
        default: compound(node, scope)
        }
    }

    private func compound(_ node: FeelNode, _ scope: Scope) -> FeelValue {
        switch node {
        case .filter(let base, let condition): filtered(value(base, scope), condition, scope)
        case .between(let tested, let low, let high):
            between(value(tested, scope), value(low, scope), value(high, scope))
        case .membership(let tested, let tests): membership(value(tested, scope), tests, scope)
        case .instance(let tested, let type): .boolean(isInstance(value(tested, scope), of: type))
        case .iteration(let iterations, let body): iterated(iterations, body, scope)
        case .quantified(let isSome, let iterations, let condition):
            quantified(isSome: isSome, iterations, condition, scope)
        case .list(let nodes): .list(nodes.map { value($0, scope) })
        case .context(let entries): context(entries, scope)
        case .range(let range): self.range(range, scope)
        case .comparisonRange(let comparison, let node): .range(FeelRange(comparison, value(node, scope)))
        case .lambda(let parameters, let body):
            .function(FeelFunction(parameters: parameters, body: .lambda(body, scope)))
        case .call(let callee, let arguments): called(callee, arguments, scope)
        case .external: null(Self.foreignReason)
        default: .null
        }
    }

    private func variable(_ name: String, _ scope: Scope) -> FeelValue {
        if let value = scope.value(of: name) { return value }
        if let builtin = Builtins.all[name] {
            return .function(FeelFunction(parameters: [], body: .builtin(builtin)))
        }
        missing.insert(name)
        return null("there is no \(name)")
    }

    private func context(_ entries: [(name: String, value: FeelNode)], _ scope: Scope) -> FeelValue {
        var context = FeelContext()
        var inner = scope
        for (name, node) in entries {
            let value = value(node, inner)
            context[name] = value
            inner = inner.adding(name, value)
        }
        return .context(context)
    }

    private func range(_ node: RangeNode, _ scope: Scope) -> FeelValue {
        let (start, end) = (value(node.start, scope), value(node.end, scope))
        let hasOrder =
            start.isNull != end.isNull || (!start.isNull && comparing.order(start, end) != nil)
        guard hasOrder else { return null("a range from \(start.kind) to \(end.kind) has no order") }
        return .range(
            FeelRange(
                start: start, end: end, includesStart: node.includesStart, includesEnd: node.includesEnd))
    }

    /// Chooses by a condition: null counts as false, anything but true and false gives null.
    package func conditional(
        _ condition: FeelValue, then: () -> FeelValue, otherwise: () -> FeelValue
    ) -> FeelValue {
        switch condition {
        case .boolean(true): then()
        case .boolean(false), .null: otherwise()
        default: null("a condition is a \(condition.kind)")
        }
    }

    // MARK: Logic of three values

    private func conjunction(_ left: FeelNode, _ right: FeelNode, _ scope: Scope) -> FeelValue {
        let first = value(left, scope).boolean
        if first == false { return .boolean(false) }
        let second = value(right, scope).boolean
        if second == false { return .boolean(false) }
        return first == true && second == true ? .boolean(true) : .null
    }

    private func disjunction(_ left: FeelNode, _ right: FeelNode, _ scope: Scope) -> FeelValue {
        let first = value(left, scope).boolean
        if first == true { return .boolean(true) }
        let second = value(right, scope).boolean
        if second == true { return .boolean(true) }
        return first == false && second == false ? .boolean(false) : .null
    }
}
