package import Feel

extension DecisionLibrary {
    /// Inputs that stand for all that tables tell apart: on, beside and between what their tests mention, with
    /// other values of inputs that conclusions use as they are.
    ///
    /// There are none where a table takes something else than plain inputs, or there were too many.
    package func representatives(
        others: [String: [FeelValue]], limit: Int = 20_000, _ environment: FeelEnvironment
    ) -> [FeelContext]? {
        var environment = environment
        environment.types = types
        let evaluator = Evaluator(environment)
        var values: [(name: String, values: [FeelValue])] = []
        for (name, more) in others.sorted(by: { $0.key < $1.key }) { values.append((name, more)) }
        for table in tables {
            for (index, input) in table.inputs.enumerated() {
                let name = FeelNames.normal(input.text)
                guard isInput(name),
                    let axis = TableAxis(
                        name, tests: table.rules.map { $0.tests[index] }, domain: input.values,
                        isBoolean: false, evaluator),
                    let found = axis.representatives(evaluator)
                else { return nil }
                if let place = values.firstIndex(where: { $0.name == name }) {
                    values[place].values += found
                } else {
                    values.append((name, found))
                }
            }
        }
        var contexts = [FeelContext()]
        for (name, values) in values {
            guard contexts.count * max(1, values.count) <= limit else { return nil }
            contexts = contexts.flatMap { context in
                values.map { value in
                    var context = context
                    context[name] = value
                    return context
                }
            }
        }
        return contexts
    }

    private func isInput(_ name: String) -> Bool {
        elements.values.contains { element in
            if case .input(let input, _) = element { FeelNames.normal(input) == name } else { false }
        }
    }
}

extension TableAxis {
    /// A value of each piece; `nil` where pieces lie between values that are no numbers.
    fileprivate func representatives(_ evaluator: Evaluator) -> [FeelValue]? {
        var values: [FeelValue] = []
        for (piece, isAllowed) in zip(pieces, isAllowed) where isAllowed {
            switch piece {
            case .value(let value): values.append(value)
            case .other: values.append(.string("any other"))
            case .between(let start, let end):
                guard let between = Self.between(start?.number, end?.number),
                    (start == nil) == (start?.number == nil), (end == nil) == (end?.number == nil)
                else { return nil }
                values.append(.number(between))
            }
        }
        return values
    }

    private static func between(_ start: FeelNumber?, _ end: FeelNumber?) -> FeelNumber? {
        switch (start, end) {
        case (let start?, let end?):
            start.adding(end).flatMap { $0.divided(by: FeelNumber(2)) }
        case (let start?, nil): start.adding(FeelNumber(1))
        case (nil, let end?): end.subtracting(FeelNumber(1))
        case (nil, nil): FeelNumber(0)
        }
    }
}
