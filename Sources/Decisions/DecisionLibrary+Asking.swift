package import Feel

/// What was decided, why parts of it are null, and which rules fired.
package struct DecisionOutcome: Sendable {
    /// The value.
    package let value: FeelValue
    /// Why values became null, in the order they did.
    package let reasons: [String]
    /// Which rules of which tables fired, in the order they did.
    package let firings: [RuleFiring]
}

/// A question that a library has no answer to.
package struct UnknownDecision: Error, Hashable, Sendable {
    /// The name that was asked for.
    package let name: String
}

extension DecisionLibrary {
    /// Decides: the value of a decision by its id or name, from inputs by name.
    package func outcome(
        ofDecision name: String, inputs: FeelContext, _ environment: FeelEnvironment
    ) throws(UnknownDecision) -> DecisionOutcome {
        guard let key = key(named: name, where: { if case .decision = $0 { true } else { false } }) else {
            throw UnknownDecision(name: name)
        }
        return outcome(environment) { DecisionRun(self, $0, inputs: inputs).value(key) }
    }

    /// Decides: the value of a decision service by its id or name, from data and decisions by name.
    package func outcome(
        ofService name: String, inputs: FeelContext, _ environment: FeelEnvironment
    ) throws(UnknownDecision) -> DecisionOutcome {
        guard let key = key(named: name, where: { if case .service = $0 { true } else { false } }),
            case .service(let service)? = elements[key]
        else { throw UnknownDecision(name: name) }
        return outcome(environment) { evaluator in
            var given: [ElementKey: FeelValue] = [:]
            for input in service.inputs {
                guard let parameter = parameter(input) else { continue }
                given[input] = inputs[parameter.name].map { evaluator.fitting($0, parameter.type) } ?? .null
            }
            let run = DecisionRun(self, evaluator, inputs: inputs, given: given)
            return evaluator.fitting(result(of: service, run), service.result)
        }
    }

    /// Calls a function of the model by its id or name with arguments by name.
    package func outcome(
        ofKnowledge name: String, inputs: FeelContext, _ environment: FeelEnvironment
    ) throws(UnknownDecision) -> DecisionOutcome {
        guard let key = key(named: name, where: { if case .knowledge = $0 { true } else { false } }),
            case .knowledge(let knowledge)? = elements[key],
            case .function(let function) = function(of: knowledge)
        else { throw UnknownDecision(name: name) }
        return outcome(environment) { evaluator in
            evaluator.called(
                function,
                .named(knowledge.parameters.map { ($0.name, inputs[$0.name] ?? .null) }))
        }
    }

    private func outcome(_ environment: FeelEnvironment, _ action: (Evaluator) -> FeelValue)
        -> DecisionOutcome
    {
        var environment = environment
        environment.types = types
        let evaluator = Evaluator(environment)
        let value = action(evaluator)
        return DecisionOutcome(
            value: evaluator.isExhausted ? .null : value, reasons: evaluator.reasons,
            firings: evaluator.firings)
    }
}
