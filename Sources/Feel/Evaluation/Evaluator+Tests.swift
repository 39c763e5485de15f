extension Evaluator {
    /// `x in tests`: true where one test passes, null where none does and one cannot be decided.
    func membership(_ tested: FeelValue, _ tests: [FeelNode], _ scope: Scope) -> FeelValue {
        var isKnown = true
        for test in tests {
            let expected = value(test, scope)
            if expected.isNull, case .range = test {
                // Its ends have no order.
                isKnown = false
                continue
            }
            switch matches(tested, expected) {
            case true?: return .boolean(true)
            case false?: break
            case nil: isKnown = false
            }
        }
        return isKnown ? .boolean(false) : null("\(tested.kind) is not compared to what it is looked for in")
    }

    /// Whether a value equals a test, or lies in it.
    private func matches(_ tested: FeelValue, _ test: FeelValue) -> Bool? {
        switch test {
        case .range(let range):
            if case .range = tested { return comparing.areEqual(tested, test) }
            return comparing.contains(range, tested)
        case .list(let elements):
            if tested.list != nil, comparing.areEqual(tested, test) == true { return true }
            return elements.contains { matches(tested, $0) == true }
        default: return comparing.areEqual(tested, test)
        }
    }

    /// Whether a value passes tests, with `?` standing for it.
    package func passes(_ tested: FeelValue, _ tests: UnaryTests, _ scope: Scope) -> Bool {
        switch tests.body {
        case .any: true
        case .oneOf(let nodes): passesOne(tested, nodes, scope)
        case .noneOf(let nodes): !passesOne(tested, nodes, scope)
        }
    }

    private func passesOne(_ tested: FeelValue, _ nodes: [FeelNode], _ scope: Scope) -> Bool {
        nodes.contains { node in
            if case .literal(let expected) = node { return comparing.areEqual(tested, expected) == true }
            let inner = scope.adding("?", tested)
            let test = value(node, inner)
            if matches(tested, test) == true, !node.mentions("?") { return true }
            guard test.boolean == true else { return false }
            return tested.boolean == nil || node.mentions("?")
        }
    }
}

extension FeelNode {
    /// Whether a name is used as a variable anywhere in the expression.
    func mentions(_ name: String) -> Bool {
        switch self {
        case .variable(name): true
        case .literal, .temporal, .variable, .external: false
        case .path(let base, _), .negation(let base), .instance(let base, _), .comparisonRange(_, let base),
            .lambda(_, let base):
            base.mentions(name)
        case .filter(let left, let right), .arithmetic(_, let left, let right),
            .comparison(_, let left, let right), .conjunction(let left, let right),
            .disjunction(let left, let right):
            left.mentions(name) || right.mentions(name)
        case .between(let first, let second, let third), .conditional(let first, let second, let third):
            first.mentions(name) || second.mentions(name) || third.mentions(name)
        case .membership(let tested, let tests): tested.mentions(name) || tests.contains { $0.mentions(name) }
        case .iteration(let iterations, let body), .quantified(_, let iterations, let body):
            body.mentions(name) || iterations.contains { $0.domain.mentions(name) }
        case .list(let nodes): nodes.contains { $0.mentions(name) }
        case .context(let entries): entries.contains { $0.value.mentions(name) }
        case .range(let range): range.start.mentions(name) || range.end.mentions(name)
        case .call(let callee, .positional(let nodes)):
            callee.mentions(name) || nodes.contains { $0.mentions(name) }
        case .call(let callee, .named(let nodes)):
            callee.mentions(name) || nodes.contains { $0.value.mentions(name) }
        }
    }
}

extension Iteration.Domain {
    fileprivate func mentions(_ name: String) -> Bool {
        switch self {
        case .list(let node): node.mentions(name)
        case .steps(let from, let to): from.mentions(name) || to.mentions(name)
        }
    }
}
