/// What comes from outside.
extension Run {
    mutating func take(_ event: ProcessEvent) throws(EngineRefusal) {
        switch event {
        case .complete(let number, let variables):
            let token = try openTask(number)
            assign(variables, from: token)
            first(.leave(number))
        case .error(let number, let code, let variables):
            let token = try openTask(number)
            assign(variables, from: token)
            try raiseError(code.isEmpty ? nil : code, at: token)
        case .escalation(let number, let code, let variables):
            let token = try openTask(number)
            assign(variables, from: token)
            try raiseEscalation(code.isEmpty ? nil : code, at: token)
        case .answer(let number, let outcome): try takeAnswer(outcome, number)
        case .message(let number, let variables):
            guard let subscription = instance.subscriptions[number], case .message = subscription.cause else {
                throw .notOpen(number)
            }
            first(.fire(number, variables))
        case .signal(let name, let variables): broadcast(name, variables)
        case .timer(let number):
            guard instance.subscriptions[number]?.timer != nil else { throw .notOpen(number) }
            first(.fire(number, [:]))
        case .retry(let number): try retry(number)
        case .cancel:
            empty(instance.root.number)
            instance.ending = .cancelled
        }
    }

    /// The token of a task that waits to be completed.
    private func openTask(_ number: Int) throws(EngineRefusal) -> Token {
        guard let token = instance.tokens[number], token.state == .waiting else { throw .notOpen(number) }
        switch node(of: token).kind {
        case .task(.user), .task(.receive(message: nil)): return token
        case .task, .start, .end, .catching, .throwing, .boundary, .subProcess, .eventSubProcess, .call,
            .gateway:
            throw .notOpen(number)
        }
    }

    private mutating func takeAnswer(_ outcome: ServiceOutcome, _ number: Int) throws(EngineRefusal) {
        guard let token = instance.tokens[number], token.state == .served else { throw .notOpen(number) }
        set(token, to: .moving)
        let isEnd = if case .end = node(of: token).kind { true } else { false }
        try answer(outcome, to: token, then: isEnd ? .vanish(number) : .leave(number))
    }

    /// What could not be done at an incident is done again.
    private mutating func retry(_ number: Int) throws(EngineRefusal) {
        guard let token = instance.tokens[number], let incident = token.incident else {
            throw .notOpen(number)
        }
        let definition = definition(of: token)
        let node = node(token.node, in: definition)
        set(token, to: .moving)
        switch incident.retry {
        case .leaving: first(.leave(number))
        case .performing where node.isActivity: first(.perform(number))
        case .performing, .arriving:
            dropSubscriptions(of: .token(number))
            try enter(node, token, definition)
        }
    }
}
