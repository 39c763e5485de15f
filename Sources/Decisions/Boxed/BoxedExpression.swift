import Feel

/// An expression of a model: literal text of FEEL, or a box with expressions in it (DMN 1.5, clause 7.3 and 10.2.2).
indirect enum BoxedExpression: Sendable {
    case literal(FeelExpression)
    /// Entries in order; the one without a name is the result.
    case context([Entry])
    case list([BoxedExpression])
    case relation([String], [[BoxedExpression]])
    case function([FeelFunction.Parameter], BoxedExpression)
    case invocation(BoxedExpression, [Binding])
    case table(DecisionTable)
    case conditional(BoxedExpression, BoxedExpression, BoxedExpression)
    case filter(BoxedExpression, BoxedExpression)
    case iteration(String, BoxedExpression, BoxedExpression)
    case quantified(isSome: Bool, String, BoxedExpression, BoxedExpression)
    /// An expression whose value must fit a type.
    case typed(BoxedExpression, FeelType)
    /// What could not be understood, or is not run; a fault of the model says more.
    case absent(String)

    /// An entry of a context.
    struct Entry: Sendable {
        let name: String?
        let type: FeelType
        let value: BoxedExpression
    }

    /// An argument of an invocation.
    struct Binding: Sendable {
        let name: String
        let value: BoxedExpression
    }
}

extension Evaluator {
    /// The value of a boxed expression in a scope.
    func value(_ expression: BoxedExpression, _ scope: Scope) -> FeelValue {
        nested { unboxed(expression, scope) }
    }

    private func unboxed(_ expression: BoxedExpression, _ scope: Scope) -> FeelValue {
        switch expression {
        case .literal(let expression): expression.value(in: scope, self)
        case .context(let entries): context(entries, scope)
        case .list(let expressions): .list(expressions.map { value($0, scope) })
        case .relation(let columns, let rows): relation(columns, rows, scope)
        case .function(let parameters, let body):
            .function(
                FeelFunction(parameters: parameters, result: .any) { evaluator, values in
                    evaluator.value(
                        body, zip(parameters, values).reduce(scope) { $0.adding($1.0.name, $1.1) })
                })
        case .invocation(let callee, let bindings): invocation(callee, bindings, scope)
        case .table(let table): table.value(scope, self)
        case .conditional(let condition, let consequence, let other):
            conditional(
                value(condition, scope), then: { value(consequence, scope) },
                otherwise: { value(other, scope) })
        case .filter(let list, let condition): filter(list, condition, scope)
        case .iteration(let name, let list, let body): iteration(name, list, body, scope)
        case .quantified(let isSome, let name, let list, let condition):
            quantified(isSome, name, list, condition, scope)
        case .typed(let expression, let type): fitting(value(expression, scope), type)
        case .absent(let reason): null(reason)
        }
    }

    /// The value as a type wants it, or null.
    func fitting(_ value: FeelValue, _ type: FeelType) -> FeelValue {
        coerced(value, to: type) ?? null("\(value.kind) does not fit the type")
    }

    private func context(_ entries: [BoxedExpression.Entry], _ scope: Scope) -> FeelValue {
        var context = FeelContext()
        var inner = scope
        for entry in entries {
            let value = fitting(value(entry.value, inner), entry.type)
            guard let name = entry.name else { return value }
            context[name] = value
            inner = inner.adding(name, value)
        }
        return .context(context)
    }

    private func relation(
        _ columns: [String], _ rows: [[BoxedExpression]], _ scope: Scope
    ) -> FeelValue {
        .list(
            rows.map { row in
                .context(FeelContext(zip(columns, row).map { ($0, value($1, scope)) }))
            })
    }

    private func invocation(
        _ callee: BoxedExpression, _ bindings: [BoxedExpression.Binding], _ scope: Scope
    ) -> FeelValue {
        guard case .function(let function) = value(callee, scope) else {
            return null("what is invoked is no function")
        }
        return called(function, .named(bindings.map { ($0.name, value($0.value, scope)) }))
    }

    private func filter(
        _ list: BoxedExpression, _ condition: BoxedExpression, _ scope: Scope
    ) -> FeelValue {
        let list = value(list, scope)
        if list.isNull { return null("null is filtered") }
        return kept(list.list ?? [list]) { value(condition, scope.adding(element: $0)) }
    }

    private func iteration(
        _ name: String, _ list: BoxedExpression, _ body: BoxedExpression, _ scope: Scope
    ) -> FeelValue {
        guard let elements = elements(value(list, scope)) else { return .null }
        var results: [FeelValue] = []
        for element in elements {
            let inner = scope.adding("partial", .list(results)).adding(name, element)
            results.append(value(body, inner))
        }
        return .list(results)
    }

    private func quantified(
        _ isSome: Bool, _ name: String, _ list: BoxedExpression, _ condition: BoxedExpression,
        _ scope: Scope
    ) -> FeelValue {
        guard let elements = elements(value(list, scope)) else { return .null }
        var verdict = Quantification(isSome: isSome)
        for element in elements where !verdict.take(value(condition, scope.adding(name, element))) { break }
        return verdict.result(self)
    }
}
