extension Evaluator {
    /// Whether a value is an instance of a type, tests of the type left aside.
    func isInstance(_ value: FeelValue, of type: FeelType) -> Bool {
        if value.isNull {
            if case .null = type { return true }
            return false
        }
        return conforms(value, to: type, checksTests: false)
    }

    /// The value as a type wants it (DMN 1.5, clause 10.3.2.9.4); `nil` where it does not fit.
    ///
    /// A list of one element becomes that element, a value a list of one, a day its midnight in Greenwich.
    package func coerced(_ value: FeelValue, to type: FeelType) -> FeelValue? {
        if value.isNull || conforms(value, to: type, checksTests: true) { return value }
        if case .list(let elements) = value, elements.count == 1, !isList(type),
            conforms(elements[0], to: type, checksTests: true)
        {
            return elements[0]
        }
        if isList(type), value.list == nil, conforms(.list([value]), to: type, checksTests: true) {
            return .list([value])
        }
        if case .date(let date) = value, let moment = FeelDateTime(midnightOf: date),
            conforms(.dateTime(moment), to: type, checksTests: true)
        {
            return .dateTime(moment)
        }
        return nil
    }

    /// The values a type allows one by one, in order; none where it has no such list.
    package func listedValues(of type: FeelType) -> [FeelValue] {
        switch type {
        case .named(let name): return environment.types[name].map { listedValues(of: $0) } ?? []
        case .constrained(_, let tests):
            guard case .oneOf(let nodes) = tests.body else { return [] }
            return nodes.map { value($0, Scope(FeelContext())) }
        default: return []
        }
    }

    private func isList(_ type: FeelType) -> Bool {
        switch type {
        case .list: true
        case .named(let name): environment.types[name].map { isList($0) } ?? false
        case .constrained(let base, _): isList(base)
        default: false
        }
    }

    /// Whether a value fits a type; inside lists and contexts null fits every type.
    private func conforms(_ value: FeelValue, to type: FeelType, checksTests: Bool) -> Bool {
        switch (type, value) {
        case (.any, _), (_, .null): true
        case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date), (.time, .time),
            (.dateTime, .dateTime), (.monthsDuration, .monthsDuration), (.timeDuration, .timeDuration):
            true
        case (.list(let element), .list(let values)):
            values.allSatisfy { conforms($0, to: element, checksTests: checksTests) }
        case (.range(let element), .range(let range)):
            [range.start, range.end].allSatisfy { conforms($0, to: element, checksTests: checksTests) }
        case (.context(let members), .context(let context)):
            members.allSatisfy { member in
                context[member.name].map { conforms($0, to: member.type, checksTests: checksTests) } ?? false
            }
        case (.function(let parameters, let result), .function(let function)):
            conforms(function, to: parameters, result)
        case (.named(let name), _):
            environment.types[name].map { conforms(value, to: $0, checksTests: checksTests) } ?? false
        case (.constrained(let base, let tests), _):
            conforms(value, to: base, checksTests: checksTests)
                && (!checksTests || passes(value, tests, Scope(FeelContext())))
        default: false
        }
    }

    private func conforms(_ function: FeelFunction, to parameters: [FeelType], _ result: FeelType) -> Bool {
        if case .builtin(let builtin) = function.body {
            return parameters.isEmpty || builtin.takes(parameters.count)
        }
        guard function.parameters.count == parameters.count else { return false }
        return zip(parameters, function.parameters).allSatisfy { isPart($0, of: $1.type) }
            && returns(function, result)
    }

    /// Whether a function's results fit a type, as far as that can be seen without calling it.
    private func returns(_ function: FeelFunction, _ result: FeelType) -> Bool {
        let own = resultType(of: function)
        if case .any = own { return true }
        return isPart(own, of: result)
    }

    private func resultType(of function: FeelFunction) -> FeelType {
        if case .lambda(let body, _) = function.body { return body.evidentType }
        return function.result
    }

    /// Whether every value of a type is one of the other.
    ///
    /// Types that hold themselves are followed only so far.
    func isPart(_ type: FeelType, of other: FeelType, depth: Int = 0) -> Bool {
        guard depth < 20 else { return true }
        let depth = depth + 1
        return switch (resolved(type), resolved(other)) {
        case (_, .any), (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date),
            (.time, .time), (.dateTime, .dateTime), (.monthsDuration, .monthsDuration),
            (.timeDuration, .timeDuration), (.null, _):
            true
        case (.list(let left), .list(let right)), (.range(let left), .range(let right)):
            isPart(left, of: right, depth: depth)
        case (.context(let left), .context(let right)):
            right.allSatisfy { member in
                left.contains { $0.name == member.name && isPart($0.type, of: member.type, depth: depth) }
            }
        case (.function(let left, let leftResult), .function(let right, let rightResult)):
            left.count == right.count && zip(right, left).allSatisfy { isPart($0, of: $1, depth: depth) }
                && isPart(leftResult, of: rightResult, depth: depth)
        default: false
        }
    }

    private func resolved(_ type: FeelType) -> FeelType {
        var type = type
        for _ in 0..<32 {
            switch type {
            case .named(let name): type = environment.types[name] ?? .null
            case .constrained(let base, _): type = base
            default: return type
            }
        }
        return .any
    }
}

extension FeelNode {
    /// The type an expression shows without being evaluated; `.any` where it shows none.
    var evidentType: FeelType {
        switch self {
        case .literal(let value): value.evidentType
        case .context(let entries): .context(entries.map { .init(name: $0.name, type: $0.value.evidentType) })
        case .comparison, .conjunction, .disjunction, .between, .membership, .instance, .quantified: .boolean
        case .list(let nodes): .list(nodes.first?.evidentType ?? .any)
        default: .any
        }
    }
}

extension FeelValue {
    fileprivate var evidentType: FeelType {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .monthsDuration: .monthsDuration
        case .timeDuration: .timeDuration
        case .list, .context, .range, .function: .any
        }
    }
}
