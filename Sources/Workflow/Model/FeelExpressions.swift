package import Feel

extension ExpressionLanguage {
    /// FEEL (DMN 1.5), the language of conditions, scripts and timers.
    ///
    /// An expression that has no value, or costs too much, is null.
    package static var feel: ExpressionLanguage {
        ExpressionLanguage(
            evaluate: { text, variables, now in
                let names = FeelNames(variables: variables.keys)
                guard let expression = try? FeelExpression(text, names: names) else { return .null }
                let context = FeelContext(
                    variables.sorted { $0.key < $1.key }.map { ($0.key, FeelValue($0.value)) })
                return Variable(expression.outcome(in: context, environment(at: now)).value)
            },
            fault: { text, names in
                do throws(FeelSyntaxError) {
                    _ = try FeelExpression(text, names: FeelNames(variables: names))
                    return nil
                } catch {
                    return error.description
                }
            })
    }

    /// Expressions evaluated for one value of a process: a process asks for little.
    static let feelSteps = 1_000_000

    private static func environment(at now: Instant) -> FeelEnvironment {
        var limits = FeelLimits()
        limits.steps = feelSteps
        return FeelEnvironment(
            now: TemporalReader.moment(now.description, zones: .greenwich), limits: limits)
    }
}

extension FeelValue {
    /// The value of a variable.
    package init(_ variable: Variable) {
        switch variable {
        case .null: self = .null
        case .bool(let bool): self = .boolean(bool)
        case .number(let text): self = FeelNumber(text).map { .number($0) } ?? .null
        case .text(let text): self = .string(text)
        case .temporal(_, let text): self = TemporalReader.value(text, zones: .greenwich) ?? .null
        case .list(let elements): self = .list(elements.map { FeelValue($0) })
        case .context(let members):
            self = .context(
                FeelContext(members.sorted { $0.key < $1.key }.map { ($0.key, FeelValue($0.value)) }))
        }
    }
}

extension Variable {
    /// The value of an expression; ranges and functions cannot be kept and are null.
    package init(_ value: FeelValue) {
        switch value {
        case .null, .range, .function: self = .null
        case .boolean(let bool): self = .bool(bool)
        case .number(let number): self = .decimal(number.description)
        case .string(let text): self = .text(text)
        case .date, .time, .dateTime, .monthsDuration, .timeDuration:
            self = .temporal(type: value.kind, text: value.text)
        case .list(let elements): self = .list(elements.map { Variable($0) })
        case .context(let context):
            self = .context(context.entries.reduce(into: [:]) { $0[$1.name] = Variable($1.value) })
        }
    }
}
