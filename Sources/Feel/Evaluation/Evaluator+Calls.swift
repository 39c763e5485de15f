/// Arguments as values.
package enum CallArguments {
    case positional([FeelValue])
    case named([(name: String, value: FeelValue)])
}

extension Evaluator {
    func called(_ callee: FeelNode, _ arguments: Arguments, _ scope: Scope) -> FeelValue {
        guard let function = function(callee, scope) else { return .null }
        switch arguments {
        case .positional(let nodes): return called(function, .positional(nodes.map { value($0, scope) }))
        case .named(let nodes):
            return called(function, .named(nodes.map { ($0.name, value($0.value, scope)) }))
        }
    }

    /// What is called: of a name that stands for a value as well as for a built-in function, the function.
    private func function(_ callee: FeelNode, _ scope: Scope) -> FeelFunction? {
        if case .variable(let name) = callee, let builtin = Builtins.all[name] {
            if case .function(let function)? = scope.value(of: name) { return function }
            return FeelFunction(parameters: [], body: .builtin(builtin))
        }
        let value = value(callee, scope)
        if case .function(let function) = value { return function }
        _ = null("a \(value.kind) is called")
        return nil
    }

    /// Calls a function; null where the arguments do not fit.
    package func called(_ function: FeelFunction, _ arguments: CallArguments) -> FeelValue {
        if case .builtin(let builtin) = function.body { return builtin.called(self, arguments) }
        guard let values = bound(arguments, to: function.parameters) else { return .null }
        var converted: [FeelValue] = []
        for (parameter, value) in zip(function.parameters, values) {
            guard let fitting = coerced(value, to: parameter.type) else {
                return null("\(parameter.name) does not fit: a \(value.kind)")
            }
            converted.append(fitting)
        }
        let result = bounded(nested { run(function, converted) })
        return coerced(result, to: function.result)
            ?? null("the function's result does not fit: a \(result.kind)")
    }

    /// Calls a function with arguments in order.
    package func called(_ function: FeelFunction, with values: FeelValue...) -> FeelValue {
        called(function, .positional(values))
    }

    /// Calls a built-in function on a list.
    package func called(_ builtin: String, on list: [FeelValue]) -> FeelValue {
        Builtins.all[builtin]?.called(self, .positional([.list(list)])) ?? null("there is no \(builtin)")
    }

    /// Whether two values are equal.
    package func areEqual(_ left: FeelValue, _ right: FeelValue) -> Bool {
        comparing.areEqual(left, right) == true
    }

    private func run(_ function: FeelFunction, _ values: [FeelValue]) -> FeelValue {
        switch function.body {
        case .builtin: .null
        case .lambda(let body, let scope):
            value(
                body,
                zip(function.parameters, values).reduce(scope) { $0.adding($1.0.name, $1.1) })
        case .model(let body): body(self, values)
        }
    }

    private func bound(
        _ arguments: CallArguments, to parameters: [FeelFunction.Parameter]
    ) -> [FeelValue]? {
        switch arguments {
        case .positional(let values):
            guard values.count == parameters.count else {
                _ = null("\(values.count) arguments for \(parameters.count) parameters")
                return nil
            }
            return values
        case .named(let values):
            guard values.count == parameters.count else {
                _ = null("\(values.count) arguments for \(parameters.count) parameters")
                return nil
            }
            return parameters.reduce(into: [FeelValue]?.some([])) { found, parameter in
                guard let value = values.first(where: { $0.name == parameter.name })?.value else {
                    _ = null("the argument \(parameter.name) is missing")
                    found = nil
                    return
                }
                found?.append(value)
            }
        }
    }
}

extension FeelFunction {
    /// How many arguments it takes; `nil` where that varies.
    var arity: Int? {
        if case .builtin = body { nil } else { parameters.count }
    }
}
