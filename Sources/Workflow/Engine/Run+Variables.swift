/// Where variables are found and set: from the inside out, up to the process and never into its caller.
extension Run {
    /// The counters of a multi-instance activity, which only the engine sets.
    static let counters: Set<String> = ["nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"]

    /// The value of an expression now.
    func value(of expression: String, _ visible: [String: Variable]) -> Variable {
        engine.expressions.evaluate(expression, visible, now)
    }

    /// Everything that can be seen at a token.
    func variables(visibleFrom token: Token) -> [String: Variable] {
        token.locals.merging(variables(visibleFrom: scope(of: token))) { inner, _ in inner }
    }

    /// Everything that can be seen in a scope.
    func variables(visibleFrom scope: Scope) -> [String: Variable] {
        var visible = scope.variables
        var scope = scope
        while scope.kind != .process, let parent = parentToken(of: scope) {
            visible.merge(parent.locals) { inner, _ in inner }
            scope = self.scope(of: parent)
            visible.merge(scope.variables) { inner, _ in inner }
        }
        return visible
    }

    /// Sets variables, each in the innermost place that has it, else in the process.
    mutating func assign(_ variables: [String: Variable], from token: Token) {
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) { assign(name, value, from: token) }
    }

    mutating func assign(_ name: String, _ value: Variable, from token: Token) {
        guard instance.tokens[token.number]?.locals[name] == nil else {
            return instance.tokens.change(token.number) { $0.locals[name] = value }
        }
        assign(name, value, in: scope(of: token))
    }

    /// Sets variables as they are set from within a scope.
    mutating func assign(_ variables: [String: Variable], in scope: Scope) {
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) { assign(name, value, in: scope) }
    }

    private mutating func assign(_ name: String, _ value: Variable, in scope: Scope) {
        let isHere = instance.scopes[scope.number]?.variables[name] != nil
        if isHere && scope.kind == .repeated && Self.counters.contains(name) { return }
        if !isHere, scope.kind != .process, let parent = parentToken(of: scope) {
            return assign(name, value, from: parent)
        }
        instance.scopes.change(scope.number) { $0.variables[name] = value }
    }

    /// Sets variables in the innermost sub-process around a token, else in the process.
    mutating func assignLocally(_ variables: [String: Variable], from token: Token) {
        var scope = scope(of: token)
        while scope.kind == .repeated, let parent = parentToken(of: scope) { scope = self.scope(of: parent) }
        instance.scopes.change(scope.number) { $0.variables.merge(variables) { _, new in new } }
    }
}
