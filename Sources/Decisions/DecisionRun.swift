import Feel

/// One question to a library: what is decided once is remembered.
final class DecisionRun {
    /// An element as it is reached: the same element of a model that is imported twice has two values.
    private struct Place: Hashable {
        let path: [String]
        let key: DecisionLibrary.ElementKey
    }

    private let library: DecisionLibrary
    private let evaluator: Evaluator
    private let inputs: FeelContext
    private let given: [DecisionLibrary.ElementKey: FeelValue]
    private var decided: [Place: FeelValue] = [:]
    private var open: Set<Place> = []

    /// A run over inputs by name, with some elements' values given.
    init(
        _ library: DecisionLibrary, _ evaluator: Evaluator, inputs: FeelContext,
        given: [DecisionLibrary.ElementKey: FeelValue] = [:]
    ) {
        self.library = library
        self.evaluator = evaluator
        self.inputs = inputs
        self.given = given
    }

    /// The value of an element: of data what was fed in, of a function the function.
    ///
    /// The path holds the names of the imports it was reached by.
    func value(_ key: DecisionLibrary.ElementKey, by path: [String] = []) -> FeelValue {
        let place = Place(path: path, key: key)
        if let value = given[key] ?? decided[place] { return value }
        guard let element = library.elements[key] else { return evaluator.null("\(key.id) does not exist") }
        guard open.insert(place).inserted else { return evaluator.null("\(element.name) needs itself") }
        defer { open.remove(place) }
        let value = evaluator.nested { evaluator.bounded(self.value(of: element, path)) }
        decided[place] = value
        return value
    }

    private func value(of element: DecisionLibrary.Element, _ path: [String]) -> FeelValue {
        switch element {
        case .input(let name, let type):
            guard let given = input(name, path) else { return evaluator.null("\(name) is not given") }
            return evaluator.fitting(given, type)
        case .decision(let decision): return value(of: decision, path)
        case .knowledge(let knowledge): return library.function(of: knowledge)
        case .service(let service): return library.function(of: service)
        }
    }

    private func value(of decision: DecisionLibrary.Decision, _ path: [String]) -> FeelValue {
        guard let logic = decision.logic else {
            guard let given = input(decision.name, path) else {
                return evaluator.null("\(decision.name) has no logic")
            }
            return evaluator.fitting(given, decision.type)
        }
        let scope = Scope(
            library.names(of: decision.needs) { need in
                value(need.key, by: need.alias.map { $0.isEmpty ? path : path + [$0] } ?? path)
            })
        return evaluator.fitting(evaluator.value(logic, scope), decision.type)
    }

    /// Data fed in: of an imported model under the names of the imports, or under its own name.
    private func input(_ name: String, _ path: [String]) -> FeelValue? {
        for start in path.indices {
            let inner = path[start...].reduce(FeelValue?.some(.context(inputs))) { $0?.context?[$1] }
            if let value = inner?.context?[name] { return value }
            if let value = inputs[path[start...].joined(separator: ".") + "." + name] { return value }
        }
        return inputs[name]
    }
}

extension DecisionLibrary {
    func names(of needs: [Need], value: (Need) -> FeelValue) -> FeelContext {
        var names = FeelContext()
        for need in needs {
            guard let name = elements[need.key]?.name else { continue }
            guard let alias = need.alias, !alias.isEmpty else {
                names[name] = value(need)
                continue
            }
            var imported = names[alias]?.context ?? FeelContext()
            imported[name] = value(need)
            names[alias] = .context(imported)
        }
        return names
    }

    /// A knowledge model as a function; what it needs are functions as well.
    func function(of knowledge: Knowledge) -> FeelValue {
        .function(
            FeelFunction(parameters: knowledge.parameters, result: knowledge.result) { evaluator, values in
                let run = DecisionRun(self, evaluator, inputs: FeelContext())
                let outer = Scope(names(of: knowledge.needs) { run.value($0.key) })
                let scope = zip(knowledge.parameters, values).reduce(outer) { $0.adding($1.0.name, $1.1) }
                return evaluator.value(knowledge.body, scope)
            })
    }

    /// A decision service as a function of the data and decisions it is given.
    func function(of service: Service) -> FeelValue {
        .function(
            FeelFunction(parameters: service.inputs.compactMap { parameter($0) }, result: service.result) {
                evaluator, values in
                let given = Dictionary(zip(service.inputs, values)) { first, _ in first }
                let run = DecisionRun(self, evaluator, inputs: FeelContext(), given: given)
                return result(of: service, run)
            })
    }

    /// The value of the one output decision, or a context of all of them.
    func result(of service: Service, _ run: DecisionRun) -> FeelValue {
        let results = service.outputs.map { (elements[$0]?.name ?? $0.id, run.value($0)) }
        return results.count == 1 ? results[0].1 : .context(FeelContext(results))
    }

    /// The parameter a service has for an element.
    func parameter(_ key: ElementKey) -> FeelFunction.Parameter? {
        switch elements[key] {
        case .input(let name, let type)?: .init(name: name, type: type)
        case .decision(let decision)?: .init(name: decision.name, type: decision.type)
        default: nil
        }
    }
}
