/// A task that waits for a person, with where it stands.
package struct OpenTask: Hashable, Sendable {
    package let token: Token
    package let node: FlowNode
}

/// What can be seen of an instance, together with its process definitions.
package struct CaseView {
    /// The instance.
    package let instance: ProcessInstance
    /// The definitions it stands in.
    package let library: ProcessLibrary

    /// Makes a view.
    package init(_ instance: ProcessInstance, library: ProcessLibrary) {
        self.instance = instance
        self.library = library
    }

    /// User tasks that are open, in order of creation.
    package var tasks: [OpenTask] {
        waiting.filter { if case .task(.user) = $0.node.kind { true } else { false } }
    }

    /// Receive tasks that wait for being completed, in order of creation.
    package var plainReceivers: [OpenTask] {
        waiting.filter { $0.node.kind == .task(.receive(message: nil)) }
    }

    /// Everything a token waits at: tasks, receive tasks, catch events and event-based gateways.
    package var waiting: [OpenTask] {
        instance.tokens.filter { $0.state == .waiting }.compactMap(placed)
    }

    /// Tokens that wait at gateways for others.
    package var joining: [OpenTask] {
        instance.tokens.filter { $0.state == .joining }.compactMap(placed)
    }

    private func placed(_ token: Token) -> OpenTask? {
        guard let scope = instance.scopes[token.scope],
            let node = library.definitions[scope.process]?.nodes[token.node]
        else { return nil }
        return OpenTask(token: token, node: node)
    }

    /// Processes that run: its own and those it called.
    package var running: Int {
        instance.ending == nil ? instance.scopes.filter { $0.kind == .process }.count : 0
    }

    /// What is visible at a token.
    package func variables(visibleAt token: Token) -> [String: Variable] {
        run.variables(visibleFrom: token)
    }

    /// What is visible where something is waited for; for a boundary event that is around its activity.
    package func variables(visibleAt subscription: Subscription) -> [String: Variable] {
        switch subscription.owner {
        case .scope(let number): return instance.scopes[number].map { run.variables(visibleFrom: $0) } ?? [:]
        case .token(let number):
            guard let token = instance.tokens[number], let scope = instance.scopes[token.scope] else {
                return [:]
            }
            let node = library.definitions[scope.process]?.nodes[subscription.node]
            if case .boundary? = node?.kind { return run.variables(visibleFrom: scope) }
            return run.variables(visibleFrom: token)
        }
    }

    private var run: Run {
        let silent = ExpressionLanguage(evaluate: { _, _, _ in .null }, fault: { _, _ in nil })
        return Run(
            engine: Engine(library: library, expressions: silent, serve: { _ in nil }), instance: instance,
            now: Instant(milliseconds: 0))
    }
}

extension Office {
    /// What can be seen of an instance.
    package func view(_ place: Int) -> CaseView { CaseView(state.cases[place].instance, library: library) }
}
