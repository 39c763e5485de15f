extension Evaluator {
    /// The elements of a list a filter lets through, or the one at a position.
    func filtered(_ base: FeelValue, _ condition: FeelNode, _ scope: Scope) -> FeelValue {
        if base.isNull { return null("null is filtered") }
        let elements = base.list ?? [base]
        if case .literal(.number(let position)) = condition { return element(of: elements, at: position) }
        guard !elements.isEmpty else {
            let result = value(condition, scope.adding("item", .null))
            return result.number == nil ? .list([]) : .null
        }
        return kept(elements) { value(condition, scope.adding(element: $0)) }
    }

    /// The elements a condition holds for; where it gives a number, the element at that position.
    package func kept(_ elements: [FeelValue], where condition: (FeelValue) -> FeelValue) -> FeelValue {
        var kept: [FeelValue] = []
        for element in elements {
            switch condition(element) {
            case .boolean(true): kept.append(element)
            case .boolean(false), .null: break
            case .number(let position): return self.element(of: elements, at: position)
            case let other: return null("a filter gives a \(other.kind)")
            }
        }
        return .list(kept)
    }

    private func element(of elements: [FeelValue], at position: FeelNumber) -> FeelValue {
        guard let index = Self.index(position, count: elements.count) else {
            return null("there is no element \(position) of \(elements.count)")
        }
        return elements[index]
    }

    /// An index from a position that counts from 1, or from the end with −1.
    static func index(_ position: FeelNumber, count: Int) -> Int? {
        guard let position = position.truncatedInteger, position != 0, position.magnitude <= count else {
            return nil
        }
        return position > 0 ? position - 1 : count + position
    }

    // MARK: Iteration

    func iterated(_ iterations: [Iteration], _ body: FeelNode, _ scope: Scope) -> FeelValue {
        var results: [FeelValue] = []
        let needsPartial = body.mentions("partial")
        let isComplete = walk(iterations[...], scope) { inner in
            let scope = needsPartial ? inner.adding("partial", .list(results)) : inner
            let result = value(body, scope)
            results.append(needsPartial ? bounded(result) : result)
            guard results.count <= environment.limits.elements else {
                _ = exhausted("a list of more than \(environment.limits.elements) elements")
                return false
            }
            return true
        }
        return isComplete && !isExhausted ? .list(results) : .null
    }

    func quantified(
        isSome: Bool, _ iterations: [Iteration], _ condition: FeelNode, _ scope: Scope
    ) -> FeelValue {
        var verdict = Quantification(isSome: isSome)
        let isComplete = walk(iterations[...], scope) { verdict.take(value(condition, $0)) }
        return isComplete || verdict.isDecided ? verdict.result(self) : .null
    }

    /// Goes through all combinations, the last name fastest, as long as the body wants more; false where one
    /// of the lists is none or the body stopped.
    private func walk(_ iterations: ArraySlice<Iteration>, _ scope: Scope, _ body: (Scope) -> Bool) -> Bool {
        guard let first = iterations.first else { return body(scope) }
        guard let elements = elements(of: first.domain, scope) else { return false }
        for element in elements {
            guard !isExhausted,
                walk(iterations.dropFirst(), scope.adding(first.name, element), body)
            else { return false }
        }
        return true
    }

    private func elements(of domain: Iteration.Domain, _ scope: Scope) -> [FeelValue]? {
        switch domain {
        case .list(let node): return elements(value(node, scope))
        case .steps(let from, let to):
            return steps(from: value(from, scope), to: value(to, scope), mayDescend: true)
        }
    }

    /// What an iteration over a value goes through: the elements of a list, the steps of a range.
    package func elements(_ value: FeelValue) -> [FeelValue]? {
        switch value {
        case .list(let elements): return elements
        case .null:
            _ = null("null is no list to go through")
            return nil
        case .range(let range):
            guard range.form == .interval,
                var steps = steps(from: range.start, to: range.end, mayDescend: false)
            else { return nil }
            if !range.includesStart, !steps.isEmpty { steps.removeFirst() }
            if !range.includesEnd, let last = steps.last, comparing.areEqual(last, range.end) == true {
                steps.removeLast()
            }
            return steps
        default: return [value]
        }
    }

    private func steps(from start: FeelValue, to end: FeelValue, mayDescend: Bool) -> [FeelValue]? {
        guard let order = comparing.order(start, end), order <= 0 || mayDescend else {
            _ = null("there is no way from \(start) to \(end)")
            return nil
        }
        switch (start, end) {
        case (.number(let from), .number(let to)):
            let step = FeelNumber(order > 0 ? -1 : 1)
            return sequence(from, count: to.subtracting(from)?.magnitude.truncatedInteger) {
                FeelNumber($0).multiplied(by: step)?.adding(from).map(FeelValue.number)
            }
        case (.date(let from), .date(let to)):
            let days = from.daysSince1970
            return sequence(from, count: abs(to.daysSince1970 - days)) {
                FeelDate(daysSince1970: order > 0 ? days - $0 : days + $0).map(FeelValue.date)
            }
        default:
            _ = null("there are no steps from \(start.kind) to \(end.kind)")
            return nil
        }
    }

    private func sequence<Start>(
        _ start: Start, count: Int?, _ element: (Int) -> FeelValue?
    ) -> [FeelValue]? {
        guard let count, count < environment.limits.elements, spend(count / 4) else {
            _ = exhausted("a list of more than \(environment.limits.elements) elements")
            return nil
        }
        return (0...count).compactMap(element)
    }
}

/// What `some` or `every` has seen so far.
package struct Quantification {
    private let isSome: Bool
    private var hasUnknown = false
    private var wrong: FeelValue?
    private(set) var isDecided = false

    /// Nothing seen yet.
    package init(isSome: Bool) { self.isSome = isSome }

    /// Takes a result; false when no more is needed.
    package mutating func take(_ result: FeelValue) -> Bool {
        switch result {
        case .boolean(isSome): isDecided = true
        case .boolean: return true
        case .null:
            hasUnknown = true
            return true
        default:
            wrong = result
            isDecided = true
        }
        return false
    }

    /// True, false or null.
    package func result(_ evaluator: Evaluator) -> FeelValue {
        if let wrong { return evaluator.null("a condition gives a \(wrong.kind)") }
        if isDecided { return .boolean(isSome) }
        return hasUnknown ? .null : .boolean(!isSome)
    }
}
