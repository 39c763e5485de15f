extension Engine {
    /// The instance on another version of its process, and the elements it waits for from now on that the old version
    /// did not know.
    ///
    /// What is set already, timers included, stays as it is. Throws `EngineRefusal` where it does not fit.
    package func migrate(
        _ instance: ProcessInstance, from old: String, to new: String, now: Instant
    ) throws(EngineRefusal) -> (ProcessInstance, armed: [ElementID]) {
        guard let source = library.definitions[old] else { throw .unknownProcess(old) }
        guard let target = library.definitions[new] else { throw .unknownProcess(new) }
        if let reason = instance.obstacle(to: target, from: source, key: old) { throw .misfit(new, reason) }
        var run = Run(engine: self, instance: instance.standing(on: new, insteadOf: old), now: now)
        let armed = try run.waitForWhatIsNew(on: new, since: source)
        return (run.instance, armed)
    }
}

extension ProcessInstance {
    /// The same instance with the scopes of one version of a process standing on another one.
    package func standing(on key: String, insteadOf old: String) -> ProcessInstance {
        var moved = self
        for scope in scopes where scope.process == old {
            moved.scopes.change(scope.number) { $0.process = key }
        }
        return moved
    }

    /// Why an instance cannot stand on another version of its process; `nil` where it can.
    ///
    /// It can where every element a token or a subscription stands at is there, of the same kind and in the same
    /// scope. Names, conditions, groups and everything that is not stood at may differ.
    package func obstacle(
        to target: ProcessDefinition, from source: ProcessDefinition, key: String
    ) -> String? {
        let own = Set(scopes.filter { $0.process == key }.map(\.number))
        for scope in scopes where own.contains(scope.number) && scope.element != source.id {
            if let reason = Self.difference(at: scope.element, source, target) { return reason }
        }
        for token in tokens where own.contains(token.scope) {
            if let reason = Self.difference(at: token.node, source, target) { return reason }
        }
        for subscription in subscriptions {
            let scope: Int? =
                switch subscription.owner {
                case .scope(let number): number
                case .token(let number): tokens[number]?.scope
                }
            guard let scope, own.contains(scope) else { continue }
            if let reason = Self.difference(at: subscription.node, source, target) { return reason }
        }
        return nil
    }

    /// What is different at an element that is waited at.
    private static func difference(
        at element: ElementID, _ source: ProcessDefinition, _ target: ProcessDefinition
    ) -> String? {
        guard let before = source.nodes[element], let after = target.nodes[element] else {
            return "it stands at \(element), which is not there"
        }
        guard kind(of: before) == kind(of: after), (before.loop == nil) == (after.loop == nil) else {
            return "it stands at \(element), which is something else there"
        }
        let (inside, outside) = (before.parent ?? "", after.parent ?? "")
        guard inside == outside else { return "it stands at \(element), which lies elsewhere there" }
        return nil
    }

    /// What an element is, apart from what it says.
    private static func kind(of node: FlowNode) -> String {
        switch node.kind {
        case .start: "start"
        case .end: "end"
        case .catching(let trigger): "catching \(kind(of: trigger))"
        case .throwing: "throwing"
        case .boundary(let trigger, let host, let interrupts):
            "boundary \(kind(of: trigger)) of \(host) \(interrupts)"
        case .task(.user): "user task"
        case .task(.receive): "receive task"
        case .task: "task"
        case .subProcess: "sub-process"
        case .eventSubProcess: "event sub-process"
        case .call(let call): "call of \(call.process)"
        case .gateway(let gateway): gateway.rawValue
        }
    }

    private static func kind(of trigger: Trigger) -> String {
        switch trigger {
        case .none: "nothing"
        case .message(let name): "message \(name)"
        case .signal(let name): "signal \(name)"
        case .timer: "timer"
        case .error: "error"
        case .escalation: "escalation"
        }
    }
}
