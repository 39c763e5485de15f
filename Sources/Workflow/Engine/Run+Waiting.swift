/// What is waited for: catch events, boundary events, event sub-processes, event-based gateways.
extension Run {
    /// A token waits at a node for what triggers it.
    mutating func wait(for trigger: Trigger, at node: ElementID, _ token: Token) throws(EngineRefusal) {
        set(token, to: .waiting)
        try subscribe(
            to: trigger, at: node, owner: .token(token.number),
            visible: { $0.variables(visibleFrom: token) })
    }

    /// A token waits at an event-based gateway for the first of what the flows lead to.
    mutating func waitForFirst(
        _ token: Token, _ node: FlowNode, _ definition: ProcessDefinition
    ) throws(EngineRefusal) {
        set(token, to: .waiting)
        for flow in definition.outgoing(of: node) {
            try wait(behind: token, for: self.node(flow.target, in: definition))
        }
    }

    /// A token at an event-based gateway waits for one of the events behind it.
    mutating func wait(behind token: Token, for target: FlowNode) throws(EngineRefusal) {
        guard let trigger = Self.awaited(at: target) else {
            preconditionFailure("\(target.id) waits for something: deployment has seen to it")
        }
        try subscribe(
            to: trigger, at: target.id, owner: .token(token.number),
            visible: { $0.variables(visibleFrom: token) })
    }

    private static func awaited(at node: FlowNode) -> Trigger? {
        switch node.kind {
        case .catching(let trigger): trigger
        case .task(.receive(message: let name?)): .message(name)
        case .task, .start, .end, .throwing, .boundary, .subProcess, .eventSubProcess, .call, .gateway: nil
        }
    }

    mutating func subscribeBoundaries(of node: FlowNode, token: Token) throws(EngineRefusal) {
        for boundary in definition(of: token).boundaries(of: node.id) { try subscribe(boundary, of: token) }
    }

    mutating func subscribe(_ boundary: FlowNode, of token: Token) throws(EngineRefusal) {
        guard case .boundary(let trigger, _, _) = boundary.kind else { return }
        try subscribe(
            to: trigger, at: boundary.id, owner: .token(token.number),
            visible: { $0.variables(visibleFrom: $0.scope(of: token)) })
    }

    mutating func armEventSubProcesses(of scope: Scope) throws(EngineRefusal) {
        let definition = definition(of: scope)
        for node in definition.contents(of: scope.element) where node.kind == .eventSubProcess {
            try arm(node, of: scope, definition)
        }
    }

    /// Waits for what starts an event sub-process.
    mutating func arm(
        _ node: FlowNode, of scope: Scope, _ definition: ProcessDefinition
    ) throws(EngineRefusal) {
        for start in definition.contents(of: node.id) {
            guard let trigger = start.startTrigger else { continue }
            try subscribe(
                to: trigger, at: start.id, owner: .scope(scope.number),
                visible: { $0.variables(visibleFrom: scope) })
        }
    }

    /// Notes what is waited for; a timer whose text makes no sense is an incident.
    private mutating func subscribe(
        to trigger: Trigger, at node: ElementID, owner: Subscription.Owner,
        visible: (Run) -> [String: Variable]
    ) throws(EngineRefusal) {
        let cause: Subscription.Cause
        switch trigger {
        case .message(let name): cause = .message(name)
        case .signal(let name): cause = .signal(name)
        case .timer(let text):
            guard let timer = engine.expressions.timer(text, visible: { visible(self) }, setAt: now) else {
                let reason = "the timer \(node) gives no date, duration or cycle"
                return try complain(reason, at: node, owner)
            }
            cause = .timer(timer)
        case .none, .error, .escalation: return
        }
        instance.subscriptions.append(
            Subscription(number: nextNumber(), node: node, owner: owner, cause: cause))
    }

    private mutating func complain(
        _ reason: String, at node: ElementID, _ owner: Subscription.Owner
    ) throws(EngineRefusal) {
        switch owner {
        case .token(let number):
            if let token = instance.tokens[number] { stop(token, reason, retry: .arriving) }
        case .scope(let number):
            // The event sub-process stands at an incident, and its scope stays open with it.
            let start = instance.scopes[number].flatMap { definition(of: $0).nodes[node] }
            guard let element = start?.parent else { return }
            let token = try makeToken(at: element, in: number)
            if let token = instance.tokens[token] { stop(token, reason, retry: .arriving) }
        }
    }

    mutating func dropSubscriptions(of owner: Subscription.Owner) {
        instance.subscriptions.removeAll { $0.owner == owner }
    }

    /// A subscription gets what it waits for.
    mutating func fire(_ subscription: Subscription, _ variables: [String: Variable]) throws(EngineRefusal) {
        switch subscription.owner {
        case .token(let number):
            guard let token = instance.tokens[number] else { return }
            try fire(subscription, variables, at: token)
        case .scope(let number):
            guard let scope = instance.scopes[number] else { return }
            assign(variables, in: scope)
            let definition = definition(of: scope)
            let start = node(subscription.node, in: definition)
            if !interrupts(start) { renew(subscription) }
            try startEventSubProcess(at: start, in: scope)
        }
    }

    private mutating func fire(
        _ subscription: Subscription, _ variables: [String: Variable], at token: Token
    ) throws(EngineRefusal) {
        let definition = definition(of: token)
        let node = node(subscription.node, in: definition)
        if case .boundary = node.kind {
            assign(variables, in: scope(of: token))
            if !interrupts(node) { renew(subscription) }
            return try fireBoundary(node, of: token)
        }
        assign(variables, from: token)
        dropSubscriptions(of: .token(token.number))
        guard token.node != node.id else { return first(.leave(token.number)) }
        // An event-based gateway: the token goes to the event that came first.
        instance.tokens.remove(token.number)
        count(node.id, in: definition)
        first(.leave(try makeToken(at: node.id, in: token.scope)))
    }

    /// A timer is set again or goes; messages and signals may come again.
    private mutating func renew(_ subscription: Subscription) {
        guard let timer = subscription.timer else { return }
        if let next = timer.next {
            instance.subscriptions.change(subscription.number) { $0.cause = .timer(next) }
        } else {
            instance.subscriptions.remove(subscription.number)
        }
    }

    func interrupts(_ node: FlowNode) -> Bool {
        switch node.kind {
        case .start(let trigger, let interrupts), .boundary(let trigger, _, let interrupts):
            if case .error = trigger { true } else { interrupts }
        case .end, .catching, .throwing, .task, .subProcess, .eventSubProcess, .call, .gateway: false
        }
    }

    /// A token starts at a boundary event; an interrupting one ends the activity.
    mutating func fireBoundary(_ boundary: FlowNode, of host: Token) throws(EngineRefusal) {
        let definition = definition(of: host)
        if interrupts(boundary) { cancel(host) }
        count(boundary.id, in: definition)
        first(.leave(try makeToken(at: boundary.id, in: host.scope)))
    }

    /// An event sub-process starts; an interrupting one ends everything else in its scope, for good.
    mutating func startEventSubProcess(at start: FlowNode, in scope: Scope) throws(EngineRefusal) {
        let definition = definition(of: scope)
        guard let element = start.parent else {
            preconditionFailure("\(start.id) is the start of a sub-process")
        }
        if interrupts(start) {
            empty(scope.number)
            instance.scopes.change(scope.number) { $0.isInterrupted = true }
        }
        count(element, in: definition)
        let number = try makeToken(at: element, in: scope.number)
        guard let token = instance.tokens[number] else { return }
        let run = try open(.eventSubProcess, of: element, process: scope.process, parent: token)
        try begin(run, at: start)
    }
}
