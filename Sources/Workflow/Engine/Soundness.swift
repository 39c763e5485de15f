extension ProcessInstance {
    /// What does not fit together in an instance that was kept, or with the processes it stands in.
    ///
    /// The engine relies on what is looked at here; an instance that fails is refused and not run.
    func mismatch(with library: ProcessLibrary) -> String? {
        guard let first = scopes.first, first.kind == .process, first.parent == nil else {
            return "it has no process"
        }
        for scope in scopes {
            guard let definition = library.definitions[scope.process] else {
                return "the version \(scope.process) is not there"
            }
            guard scope.element == definition.id || definition.nodes[scope.element] != nil else {
                return "\(scope.process) has no \(scope.element)"
            }
            if scope.number != first.number, let reason = mismatch(ofInner: scope) { return reason }
        }
        for token in tokens {
            guard let scope = scopes[token.scope], let definition = library.definitions[scope.process],
                let node = definition.nodes[token.node]
            else { return "a token stands at \(token.node), which is not there" }
            let isRepeated = scope.kind == .repeated
            guard
                isRepeated
                    ? node.id == scope.element && node.loop != nil
                    : (node.parent ?? definition.id) == scope.element
            else { return "a token at \(token.node) lies in another scope" }
            if token.state == .moving { return "a token has not come to rest" }
        }
        for subscription in subscriptions {
            guard let scope = scope(of: subscription),
                let node = library.definitions[scope.process]?.nodes[subscription.node]
            else { return "\(subscription.node) is waited for and not there" }
            if case .scope = subscription.owner, node.startTrigger == nil || node.parent == nil {
                return "\(subscription.node) starts nothing"
            }
        }
        return nil
    }

    private func mismatch(ofInner scope: Scope) -> String? {
        guard let number = scope.parent, let parent = tokens[number],
            parent.state == .inside(scope: scope.number), parent.scope < scope.number
        else { return "nobody waits for the end of \(scope.element)" }
        if scope.kind == .repeated, scope.repetition == nil {
            return "\(scope.element) does not know how far it is"
        }
        return nil
    }

    private func scope(of subscription: Subscription) -> Scope? {
        switch subscription.owner {
        case .scope(let number): scopes[number]
        case .token(let number): tokens[number].flatMap { scopes[$0.scope] }
        }
    }
}
