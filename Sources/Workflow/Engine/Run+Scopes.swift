/// How scopes open and end.
extension Run {
    /// Opens a scope and arms its event sub-processes.
    mutating func open(
        _ kind: Scope.Kind, of element: ElementID, process: String, parent: Token?,
        variables: [String: Variable] = [:], repetition: Repetition? = nil
    ) throws(EngineRefusal) -> Scope {
        guard depth(of: parent) < engine.limits.depth else { throw .tooDeep(engine.limits.depth) }
        let scope = Scope(
            number: nextNumber(), kind: kind, process: process, element: element, parent: parent?.number,
            variables: variables, repetition: repetition)
        instance.scopes.append(scope)
        if let parent { set(parent, to: .inside(scope: scope.number)) }
        if kind != .repeated { try armEventSubProcesses(of: scope) }
        return scope
    }

    private func depth(of token: Token?) -> Int {
        var depth = 0
        var token = token
        while let inner = token {
            depth += 1
            token = parentToken(of: scope(of: inner))
        }
        return depth
    }

    /// Puts the first tokens into a scope: at a start event, or where nothing leads to.
    mutating func begin(_ scope: Scope, at start: FlowNode?) throws(EngineRefusal) {
        let definition = definition(of: scope)
        if let start {
            count(start.id, in: definition)
            return first(.leave(try makeToken(at: start.id, in: scope.number)))
        }
        var arrivals: [Errand] = []
        for node in definition.contents(of: scope.element) where Self.beginsByItself(node) {
            arrivals.append(.arrive(try makeToken(at: node.id, in: scope.number)))
        }
        first(arrivals.isEmpty ? [.settle(scope.number)] : arrivals)
    }

    private static func beginsByItself(_ node: FlowNode) -> Bool {
        switch node.kind {
        case .start, .boundary, .eventSubProcess: false
        case .end, .catching, .throwing, .task, .subProcess, .call, .gateway: node.incoming.isEmpty
        }
    }

    /// Starts an embedded sub-process, or a process that is called.
    mutating func beginInside(_ scope: Scope) throws(EngineRefusal) {
        let definition = definition(of: scope)
        let starts = definition.contents(of: scope.element).filter { $0.startTrigger != nil }
        let plain =
            scope.kind == .process ? definition.plainStart : starts.first { $0.startTrigger == Trigger.none }
        guard plain != nil || starts.isEmpty else { return first(.settle(scope.number)) }
        try begin(scope, at: plain)
    }

    /// Ends a scope without tokens; closes what is armed when only event sub-processes run on.
    mutating func settle(_ scope: Scope) throws(EngineRefusal) {
        guard scope.kind != .repeated, scope.number != instance.root.number || instance.ending == nil else {
            return
        }
        let left = tokens(in: scope.number)
        guard !left.isEmpty else { return try complete(scope) }
        let definition = definition(of: scope)
        if left.allSatisfy({ node($0.node, in: definition).kind == .eventSubProcess }) {
            dropSubscriptions(of: .scope(scope.number))
        }
    }

    /// A scope has come to its end, and the token that waited for it goes on.
    mutating func complete(_ scope: Scope) throws(EngineRefusal) {
        dropSubscriptions(of: .scope(scope.number))
        guard let parent = parentToken(of: scope) else {
            instance.ending = .completed
            return
        }
        if scope.kind == .process { passOut(of: scope, to: parent) }
        instance.scopes.remove(scope.number)
        first(scope.kind == .eventSubProcess ? .vanish(parent.number) : .leave(parent.number))
    }

    /// A scope and everything in it go away; nothing follows from it.
    mutating func close(_ number: Int) {
        empty(number)
        instance.scopes.remove(number)
    }

    /// Everything in a scope goes away.
    mutating func empty(_ number: Int) {
        for token in tokens(in: number) { cancel(token) }
        dropSubscriptions(of: .scope(number))
    }

    /// The innermost scope around a token ends now, and counts as completed.
    mutating func terminate(around token: Token) throws(EngineRefusal) {
        let scope = scope(of: token)
        empty(scope.number)
        try complete(scope)
    }
}
