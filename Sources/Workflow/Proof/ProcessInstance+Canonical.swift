extension ProcessInstance {
    /// The same instance with numbers as low as can be and nothing of how it came about: two that go on alike are equal.
    var canonical: ProcessInstance {
        let used = Set(scopes.map(\.number) + tokens.map(\.number) + subscriptions.map(\.number)).sorted()
        let ranks = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($0.element, $0.offset + 1) })
        func rank(_ number: Int) -> Int { ranks[number] ?? 0 }
        var plain = ProcessInstance(firstNumber: used.count + 1)
        for scope in scopes {
            var copy = Scope(
                number: rank(scope.number), kind: scope.kind, process: scope.process, element: scope.element,
                parent: scope.parent.map(rank))
            (copy.variables, copy.isInterrupted) = (scope.variables, scope.isInterrupted)
            copy.repetition = scope.repetition
            plain.scopes.append(copy)
        }
        for token in tokens {
            let state: Token.State =
                if case .inside(let scope) = token.state { .inside(scope: rank(scope)) } else { token.state }
            plain.tokens.append(
                Token(
                    number: rank(token.number), node: token.node, scope: rank(token.scope), flow: token.flow,
                    state: state, locals: token.locals, index: token.index))
        }
        for subscription in subscriptions {
            let owner: Subscription.Owner =
                switch subscription.owner {
                case .token(let number): .token(rank(number))
                case .scope(let number): .scope(rank(number))
                }
            plain.subscriptions.append(
                Subscription(
                    number: rank(subscription.number), node: subscription.node, owner: owner,
                    cause: subscription.cause))
        }
        plain.ending = ending
        return plain
    }
}
