import Feel
import Formats

/// Finds what elements refer to, and understands their expressions with the names in their scope.
struct Linker {
    private let models: [DMNModel]
    private let imports: [[(alias: String, model: Int)]]
    private let members: FeelNames
    private let elementNames: [DecisionLibrary.ElementKey: String]
    let types: TypeTable
    private(set) var elements: [DecisionLibrary.ElementKey: DecisionLibrary.Element] = [:]
    private(set) var faults: [DecisionFault] = []

    init(models: [DMNModel]) {
        self.models = models
        var faults: [DecisionFault] = []
        imports = models.map { model in
            model.imports.compactMap { item in
                if let target = models.firstIndex(where: { $0.namespace == item.namespace }) {
                    return (item.name, target)
                }
                faults.append(
                    DecisionFault(
                        file: model.file, element: item.name, line: item.line,
                        reason: "the model \(item.namespace) is not here"))
                return nil
            }
        }
        types = TypeTable(models: models, imports: imports)
        members = FeelNames(members: models.flatMap(\.allNames))
        elementNames = Dictionary(
            models.enumerated().flatMap { index, model in
                model.elementNames.map { (DecisionLibrary.ElementKey(model: index, id: $0), $1) }
            }
        ) { first, _ in first }
        self.faults = faults + types.faults
    }

    mutating func link() {
        for index in models.indices { linkInputs(index) }
        for index in models.indices { linkRest(index) }
        checkCycles()
    }

    private mutating func linkInputs(_ index: Int) {
        for input in models[index].inputs {
            elements[.init(model: index, id: input.id)] = .input(
                name: input.name, type: input.type.flatMap { types.type(named: $0, model: index) } ?? .any)
        }
    }

    private mutating func linkRest(_ index: Int) {
        let model = models[index]
        for decision in model.decisions {
            let needs = needs(decision.requirements, index, decision.id, decision.line)
            let (logic, _) = read(decision.logic, needs, index, owner: decision.name)
            elements[.init(model: index, id: decision.id)] = .decision(
                .init(
                    name: decision.name, type: type(decision.type, index, decision.id, decision.line),
                    needs: needs, logic: logic))
        }
        for knowledge in model.knowledge { link(knowledge, index) }
        for service in model.services {
            let type = type(service.type, index, service.id, service.line)
            elements[.init(model: index, id: service.id)] = .service(
                .init(
                    name: service.name, result: resultType(type),
                    outputs: service.outputs.compactMap { key($0, index, service.id, service.line) },
                    inputs: (service.inputData + service.inputDecisions).compactMap {
                        key($0, index, service.id, service.line)
                    }))
        }
    }

    private mutating func link(_ knowledge: DMNModel.KnowledgeModel, _ index: Int) {
        let needs = needs(knowledge.requirements, index, knowledge.id, knowledge.line)
        let (logic, parameters) = read(knowledge.logic, needs, index, owner: knowledge.name)
        let type = type(knowledge.type, index, knowledge.id, knowledge.line)
        elements[.init(model: index, id: knowledge.id)] = .knowledge(
            .init(
                name: knowledge.name, parameters: parameters, result: resultType(type), needs: needs,
                body: logic ?? .absent("\(knowledge.name) has no body")))
    }

    // MARK: References

    private func key(_ reference: String, _ index: Int) -> (DecisionLibrary.ElementKey, alias: String?)? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let id = parts.count == 2 ? String(parts[1]) : reference
        let namespace = parts.count == 2 ? String(parts[0]) : ""
        if namespace.isEmpty || namespace == models[index].namespace {
            return (.init(model: index, id: id), nil)
        }
        if let target = imports[index].first(where: { models[$0.model].namespace == namespace }) {
            return (.init(model: target.model, id: id), target.alias)
        }
        // What a model imports without a name stands in it as if it were its own.
        for (alias, model) in imports[index] {
            let inner = imports.unnamed(from: model)
            guard let target = inner.first(where: { models[$0].namespace == namespace }) else { continue }
            return (.init(model: target, id: id), alias)
        }
        return nil
    }

    private mutating func key(
        _ reference: String, _ index: Int, _ element: String, _ line: Int
    ) -> DecisionLibrary.ElementKey? {
        if let (key, _) = key(reference, index), elementNames[key] != nil { return key }
        faults.append(
            DecisionFault(
                file: models[index].file, element: element, line: line, reason: "\(reference) does not exist")
        )
        return nil
    }

    private mutating func needs(
        _ references: [String], _ index: Int, _ element: String, _ line: Int
    ) -> [DecisionLibrary.Need] {
        references.compactMap { reference in
            guard let key = key(reference, index, element, line) else { return nil }
            return .init(key: key, alias: self.key(reference, index)?.alias)
        }
    }

    private mutating func type(_ name: String?, _ index: Int, _ element: String, _ line: Int) -> FeelType {
        guard let name, !name.trimmed.isEmpty else { return .any }
        if let type = types.type(named: name.trimmed, model: index) { return type }
        faults.append(
            DecisionFault(
                file: models[index].file, element: element, line: line, reason: "there is no type \(name)"))
        return .any
    }

    /// What a function of a type returns; a type that is no function's is taken for the result's.
    private func resultType(_ type: FeelType) -> FeelType {
        switch type {
        case .function(_, let result): result
        case .named(let key): types.table[key].flatMap { functionResult($0) } ?? type
        default: type
        }
    }

    private func functionResult(_ type: FeelType) -> FeelType? {
        if case .function(_, let result) = type { result } else { nil }
    }

    // MARK: Expressions

    private mutating func read(
        _ logic: XMLElement?, _ needs: [DecisionLibrary.Need], _ index: Int, owner: String
    ) -> (BoxedExpression?, [FeelFunction.Parameter]) {
        guard let logic else { return (nil, []) }
        let types = types
        var reader = BoxedReader(file: models[index].file, owner: owner) {
            types.type(named: $0, model: index)
        }
        let names = names(of: needs, index)
        defer { faults += reader.faults }
        guard logic.name == "encapsulatedLogic" else { return (reader.expression(logic, names), []) }
        guard case .function(let parameters, let body) = reader.function(logic, names) else {
            return (nil, [])
        }
        return (body, parameters)
    }

    private func names(of needs: [DecisionLibrary.Need], _ index: Int) -> FeelNames {
        var names = members
        for need in needs {
            let own = need.alias.flatMap { $0.isEmpty ? nil : $0 } ?? elementNames[need.key]
            if let own { names.add(variable: own) }
        }
        names.types = types.keys[index]
        return names
    }

    // MARK: Cycles

    /// Faults of a kind that are told.
    private static let maximumCycles = 20

    /// Decisions that need themselves, directly or not, cannot be decided.
    private mutating func checkCycles() {
        var open: [DecisionLibrary.ElementKey: Int] = [:]
        var dependants: [DecisionLibrary.ElementKey: [DecisionLibrary.ElementKey]] = [:]
        for (key, element) in elements {
            guard case .decision(let decision) = element else { continue }
            open[key] = decision.needs.count
            for need in decision.needs { dependants[need.key, default: []].append(key) }
        }
        // What needs nothing is taken away, then what needed only that; the rest goes round in circles.
        var done = elements.keys.filter { open[$0] ?? 0 == 0 }
        while let key = done.popLast() {
            open[key] = nil
            for dependant in dependants[key] ?? [] {
                guard let rest = open[dependant] else { continue }
                open[dependant] = rest - 1
                if rest == 1 { done.append(dependant) }
            }
        }
        for key in open.keys.sorted(by: { ($0.model, $0.id) < ($1.model, $1.id) }).prefix(Self.maximumCycles)
        {
            let model = models[key.model]
            faults.append(
                DecisionFault(
                    file: model.file, element: key.id,
                    line: model.decisions.first { $0.id == key.id }?.line ?? 1,
                    reason: "the decision needs itself, or one that does"))
        }
    }
}

extension DMNModel {
    /// Names that tables, relations and contexts give to parts of their results.
    private var partNames: [String] {
        (decisions.compactMap(\.logic) + knowledge.compactMap(\.logic)).flatMap(\.partNames)
    }

    /// The names of all elements by id.
    fileprivate var elementNames: [(String, String)] {
        inputs.map { ($0.id, $0.name) } + decisions.map { ($0.id, $0.name) }
            + knowledge.map { ($0.id, $0.name) }
            + services.map { ($0.id, $0.name) }
    }

    /// Every name that may follow a point.
    fileprivate var allNames: [String] {
        let elements =
            decisions.map(\.name) + inputs.map(\.name) + knowledge.map(\.name) + services.map(\.name)
        let aliases = imports.map(\.name).filter { !$0.isEmpty }
        return types.flatMap(\.memberNames) + elements + aliases + partNames
    }
}

extension XMLElement {
    /// The names of columns and entries anywhere below.
    fileprivate var partNames: [String] {
        var own: [String] = []
        switch name {
        case "output", "column": own = [attribute("name")].compactMap { $0 }
        case "contextEntry": own = [child("variable")?.attribute("name")].compactMap { $0 }
        default: break
        }
        return own + children.flatMap(\.partNames)
    }
}
