import Feel

/// The types of models by keys that no two models share.
struct TypeTable: Sendable {
    private(set) var table: [String: FeelType] = [:]
    private(set) var faults: [DecisionFault] = []
    /// Of each model: keys by the names its expressions use.
    private(set) var keys: [[String: String]]

    init(models: [DMNModel], imports: [[(alias: String, model: Int)]]) {
        keys = models.indices.map { index in
            var keys = Self.own(models[index], index, prefix: "")
            for (alias, target) in imports[index] {
                let prefix = alias.isEmpty ? "" : alias + "."
                for model in [target] + imports.unnamed(from: target) {
                    keys.merge(Self.own(models[model], model, prefix: prefix)) { own, _ in own }
                }
            }
            return keys
        }
        for (index, model) in models.enumerated() {
            for item in model.types {
                table["\(index):\(item.name)"] = type(of: item, model: index, file: model.file)
            }
        }
        for (index, model) in models.enumerated() {
            for item in model.types where isCircle("\(index):\(item.name)") { cut(item, index, model.file) }
        }
    }

    /// Whether a type is only another name of itself.
    private func isCircle(_ key: String) -> Bool {
        var type = table[key]
        for _ in 0...table.count {
            switch type {
            case .named(let next): type = table[next]
            case .constrained(let base, _), .list(let base): type = base
            default: return false
            }
        }
        return true
    }

    private mutating func cut(_ item: ItemDefinition, _ index: Int, _ file: String) {
        table["\(index):\(item.name)"] = .any
        faults.append(
            DecisionFault(
                file: file, element: item.name, line: item.line, reason: "the type is made of itself"))
    }

    private static func own(_ model: DMNModel, _ index: Int, prefix: String) -> [String: String] {
        Dictionary(model.types.map { (prefix + $0.name, "\(index):\($0.name)") }) { first, _ in first }
    }

    /// A type by the name a model uses; prefixes of FEEL's own namespace are left aside.
    func type(named name: String, model: Int) -> FeelType? {
        let normal = FeelNames.normal(name)
        if let key = keys[model][normal] { return .named(key) }
        if let type = FeelType(builtIn: normal) { return type }
        if normal.contains("<") { return written(normal, model: model) }
        guard let colon = normal.firstIndex(of: ":") else { return nil }
        let local = String(normal[normal.index(after: colon)...])
        let imported = normal[..<colon] + "." + local
        return (keys[model][imported] ?? keys[model][local]).map { .named($0) } ?? FeelType(builtIn: local)
    }

    /// A type as expressions write it; `nil` where it names one nobody defined.
    private func written(_ text: String, model: Int) -> FeelType? {
        var names = FeelNames()
        names.types = keys[model]
        guard let type = FeelType(text, names: names) else { return nil }
        let known = Set(keys[model].values)
        return type.namedTypes.allSatisfy { known.contains($0) } ? type : nil
    }

    private mutating func type(of item: ItemDefinition, model: Int, file: String) -> FeelType {
        var type = single(item, model: model, file: file)
        if let tests = tests(item.allowed, item, model, file) { type = .constrained(type, tests) }
        if item.isCollection { type = .list(type) }
        if let tests = tests(item.constraint, item, model, file) { type = .constrained(type, tests) }
        return type
    }

    private mutating func single(_ item: ItemDefinition, model: Int, file: String) -> FeelType {
        if let function = item.function {
            let parameters = function.parameters.map { reference($0, item, model, file) }
            return .function(parameters, reference(function.result, item, model, file))
        }
        if !item.members.isEmpty {
            return .context(
                item.members.map { .init(name: $0.name, type: type(of: $0, model: model, file: file)) })
        }
        return reference(item.base, item, model, file)
    }

    private mutating func reference(
        _ name: String?, _ item: ItemDefinition, _ model: Int, _ file: String
    ) -> FeelType {
        guard let name, !name.isEmpty else { return .any }
        if let type = type(named: name, model: model) { return type }
        faults.append(
            DecisionFault(file: file, element: item.name, line: item.line, reason: "there is no type \(name)")
        )
        return .any
    }

    private mutating func tests(
        _ text: String?, _ item: ItemDefinition, _ model: Int, _ file: String
    ) -> UnaryTests? {
        guard let text, !text.trimmed.isEmpty else { return nil }
        do {
            return try UnaryTests(text, names: FeelNames(members: item.members.map(\.name)))
        } catch {
            faults.append(
                DecisionFault(
                    file: file, element: item.name, line: item.line, reason: error.description,
                    pointer: error.pointer))
            return nil
        }
    }
}

extension [[(alias: String, model: Int)]] {
    /// The models a model imports without a name, and those they do.
    func unnamed(from model: Int) -> [Int] {
        var found: [Int] = []
        var rest = [model]
        while let next = rest.popLast() {
            for target in self[next] where target.alias.isEmpty && !found.contains(target.model) {
                found.append(target.model)
                rest.append(target.model)
            }
        }
        return found
    }
}

extension ItemDefinition {
    /// The names of all members, also of members of members.
    var memberNames: [String] { members.flatMap { [$0.name] + $0.memberNames } }
}
