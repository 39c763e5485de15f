/// Multi-instance activities and loops.
///
/// A repeated activity holds a scope of its own, in which a token stands at the same node for each inner instance.
extension Run {
    mutating func repeats(_ loop: Loop, _ token: Token) throws(EngineRefusal) {
        switch loop {
        case .multiInstance(let plan): try beginMany(plan, token)
        case .standard(let loop):
            guard loop.maximum ?? 1 > 0, !loop.testsBefore || holds(loop.condition, at: token) else {
                return first(.leave(token.number))
            }
            let body = try openBody(Repetition(items: nil, total: 1), token)
            first(.perform(try makeToken(at: token.node, in: body.number)))
        }
    }

    private func holds(_ condition: String?, at token: Token) -> Bool {
        guard let condition else { return true }
        return value(of: condition, variables(visibleFrom: token)) == .bool(true)
    }

    private mutating func openBody(
        _ repetition: Repetition, _ token: Token
    ) throws(EngineRefusal) -> Scope {
        try open(
            .repeated, of: token.node, process: scope(of: token).process, parent: token,
            repetition: repetition)
    }

    private mutating func beginMany(_ plan: Loop.MultiInstance, _ token: Token) throws(EngineRefusal) {
        guard let repetition = repetition(of: plan, token) else {
            let reason = "\(token.node) is given neither a list nor a number of instances"
            return stop(token, reason, retry: .arriving)
        }
        guard repetition.total > 0 else {
            if let output = plan.output { assign(output, .list([]), from: token) }
            return first(.leave(token.number))
        }
        let body = try openBody(repetition, token)
        var errands: [Errand] = []
        for _ in 0..<(plan.isSequential ? 1 : repetition.total) {
            errands.append(.perform(try makeInner(plan, body.number, at: token.node)))
        }
        count(in: body.number)
        first(errands)
    }

    private func repetition(of plan: Loop.MultiInstance, _ token: Token) -> Repetition? {
        let visible = variables(visibleFrom: token)
        if let collection = plan.collection {
            guard case .list(let items) = value(of: collection, visible) else { return nil }
            return Repetition(items: items, total: items.count)
        }
        guard let cardinality = plan.cardinality,
            let total = value(of: cardinality, visible).integer, total >= 0
        else { return nil }
        return Repetition(items: nil, total: total)
    }

    /// Makes the next inner instance of a multi-instance activity.
    private mutating func makeInner(
        _ plan: Loop.MultiInstance, _ body: Int, at node: ElementID
    ) throws(EngineRefusal) -> Int {
        guard let repetition = instance.scopes[body]?.repetition else {
            preconditionFailure("a repeated activity knows how far it is")
        }
        let index = repetition.next
        var locals: [String: Variable] = ["loopCounter": .integer(index)]
        if let name = plan.elementVariable { locals[name] = repetition.items?[index] ?? .integer(index) }
        if let name = plan.outputItem { locals[name] = .null }
        instance.scopes.change(body) {
            $0.repetition?.next += 1
            $0.repetition?.active += 1
        }
        return try makeToken(at: node, in: body, locals: locals, index: index)
    }

    /// Lets the counters be seen.
    private mutating func count(in body: Int) {
        guard let repetition = instance.scopes[body]?.repetition else { return }
        instance.scopes.change(body) {
            $0.variables["nrOfInstances"] = .integer(repetition.total)
            $0.variables["nrOfCompletedInstances"] = .integer(repetition.completed)
            $0.variables["nrOfActiveInstances"] = .integer(repetition.active)
        }
    }

    /// An inner instance has done its work.
    mutating func completeInner(_ inner: Token) throws(EngineRefusal) {
        let body = scope(of: inner)
        guard let outer = parentToken(of: body) else {
            preconditionFailure("a repeated activity is held by a token")
        }
        switch node(of: inner).loop {
        case .standard(let loop): try completeRun(loop, inner, body, outer)
        case .multiInstance(let plan): try completeInner(plan, inner, body, outer)
        case nil: preconditionFailure("\(inner.node) is repeated")
        }
    }

    private mutating func completeRun(
        _ loop: Loop.StandardLoop, _ inner: Token, _ body: Scope, _ outer: Token
    ) throws(EngineRefusal) {
        let runs = body.repetition?.total ?? 0
        dropSubscriptions(of: .token(inner.number))
        instance.tokens.remove(inner.number)
        guard runs < loop.maximum ?? .max, holds(loop.condition, at: outer) else {
            instance.scopes.remove(body.number)
            return first(.leave(outer.number))
        }
        instance.scopes.change(body.number) { $0.repetition?.total += 1 }
        first(.perform(try makeToken(at: inner.node, in: body.number)))
    }

    private mutating func completeInner(
        _ plan: Loop.MultiInstance, _ inner: Token, _ body: Scope, _ outer: Token
    ) throws(EngineRefusal) {
        instance.scopes.change(body.number) { body in
            body.repetition?.completed += 1
            body.repetition?.active -= 1
            // The counter a process sees may have been written over; instances kept before knew nothing else.
            if let name = plan.outputItem, let index = inner.index ?? inner.locals["loopCounter"]?.integer {
                body.repetition?.outputs[index] = inner.locals[name] ?? .null
            }
        }
        count(in: body.number)
        let isEnough = plan.completionCondition.map { holds($0, at: inner) } ?? false
        dropSubscriptions(of: .token(inner.number))
        instance.tokens.remove(inner.number)
        let repetition = instance.scopes[body.number]?.repetition
        if !isEnough, plan.isSequential, let repetition, repetition.next < repetition.total {
            let next = try makeInner(plan, body.number, at: inner.node)
            count(in: body.number)
            return first(.perform(next))
        }
        guard isEnough || tokens(in: body.number).isEmpty else { return }
        finishMany(plan, body.number, outer, repetition)
    }

    private mutating func finishMany(
        _ plan: Loop.MultiInstance, _ body: Int, _ outer: Token, _ repetition: Repetition?
    ) {
        close(body)
        if let output = plan.output {
            let outputs = (repetition?.outputs ?? [:]).sorted { $0.key < $1.key }.map(\.value)
            assign(output, .list(outputs), from: outer)
        }
        first(.leave(outer.number))
    }
}
