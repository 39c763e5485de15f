extension Builtins {
    static let conversions: [Builtin] = [
        function("date", ["from"], .something) { evaluator, value in
            switch value.single {
            case .string(let text): TemporalReader.date(text).map(FeelValue.date)
            case .date(let date): .date(date)
            case .dateTime(let moment): .date(moment.date)
            default: nil
            }
        },
        function("date", ["year", "month", "day"], .integer, .integer, .integer) {
            FeelDate(year: $1, month: $2, day: $3).map(FeelValue.date)
        },
        function("date and time", ["from"], .something) { evaluator, value in
            switch value.single {
            case .string(let text): moment(text, evaluator).map(FeelValue.dateTime)
            case .date(let date): FeelDateTime(midnightOf: date).map(FeelValue.dateTime)
            case .dateTime(let moment): .dateTime(moment)
            default: nil
            }
        },
        function("date and time", ["date", "time"], .date, .time) {
            .dateTime(FeelDateTime(date: $1, time: $2))
        },
        moment(of: "offset"), moment(of: "timezone"),
        function("time", ["from"], .something) { evaluator, value in
            switch value.single {
            case .string(let text):
                TemporalReader.time(text, zones: evaluator.environment.zones).map(FeelValue.time)
            case .time(let time): .time(time)
            case .date(let date): FeelDateTime(midnightOf: date).map { .time($0.time) }
            case .dateTime(let moment): .time(moment.time)
            default: nil
            }
        },
        function("time", ["hour", "minute", "second", "offset"], .integer, .integer, .number, .optional) {
            evaluator, hour, minute, second, offset in
            zone(offset ?? .null, evaluator).flatMap { time(hour, minute, second, $0) }.map(FeelValue.time)
        },
        function("duration", ["from"], .something) { _, value in
            switch value.single {
            case .string(let text): TemporalReader.duration(text)
            case .monthsDuration, .timeDuration: value.single
            default: nil
            }
        },
        function("years and months duration", ["from", "to"], .date, .date) {
            .monthsDuration($1.months(to: $2))
        },
        function("number", ["from"], .string) { FeelNumber(plainNumber($1)).map(FeelValue.number) },
        function(
            "number", ["from", "grouping separator", "decimal separator"], .string, .nullableString,
            .nullableString
        ) { number($1, grouping: $2, decimal: $3) },
        function("string", ["from"], .something) { $0.written($1) },
        function("range", ["from"], .string) { evaluator, text in range(text, evaluator) },
    ]

    private static func moment(_ text: String, _ evaluator: Evaluator) -> FeelDateTime? {
        if let moment = TemporalReader.moment(text, zones: evaluator.environment.zones) { return moment }
        guard let date = TemporalReader.date(text), let midnight = FeelTime(nanoseconds: 0, zone: .local)
        else {
            return nil
        }
        return FeelDateTime(date: date, time: midnight)
    }

    /// `date and time` by its parts, the zone as an offset or a name.
    private static func moment(of zoneName: String) -> Builtin {
        let parts = ["year", "month", "day", "hour", "minute", "second", zoneName]
        return function("date and time", parts, optional: parts.map { $0 == zoneName }) { evaluator, given in
            let numbers = given.prefix(6).compactMap { $0?.single.number }
            let whole = numbers.prefix(5).compactMap(\.truncatedInteger)
            guard numbers.count == 6, whole.count == 5, let zone = zone(given[6] ?? .null, evaluator),
                let date = FeelDate(year: whole[0], month: whole[1], day: whole[2]),
                let time = time(whole[3], whole[4], numbers[5], zone)
            else { return nil }
            return .dateTime(FeelDateTime(date: date, time: time))
        }
    }

    private static func zone(_ value: FeelValue, _ evaluator: Evaluator) -> FeelZone? {
        switch value.single {
        case .null: return .local
        case .timeDuration(let nanoseconds):
            let seconds = nanoseconds / 1_000_000_000
            return seconds.magnitude <= 18 * 3600 ? .offset(Int(seconds)) : nil
        case .string(let name): return evaluator.environment.zones.knows(name) ? .named(name) : nil
        default: return nil
        }
    }

    private static func time(_ hour: Int, _ minute: Int, _ second: FeelNumber, _ zone: FeelZone) -> FeelTime?
    {
        guard let whole = second.rounded(scale: 0, .floor), let seconds = whole.integer,
            let fraction = second.subtracting(whole)?.multiplied(by: FeelNumber(1_000_000_000))?
                .truncatedInteger
        else { return nil }
        return FeelTime(hour: hour, minute: minute, second: seconds, nanosecond: fraction, zone: zone)
    }

    /// The text where it is a number as XML Schema writes decimals; empty for anything with spaces around.
    private static func plainNumber(_ text: String) -> Substring { text[...] }

    private static func number(_ text: String, grouping: String?, decimal: String?) -> FeelValue? {
        guard grouping.map({ [" ", ",", "."].contains($0) }) ?? true,
            decimal.map({ [",", "."].contains($0) }) ?? true, grouping == nil || grouping != decimal
        else { return nil }
        let ungrouped = grouping.map { sign in text.filter { String($0) != sign } } ?? text
        guard let decimal, decimal != "." else { return FeelNumber(ungrouped).map(FeelValue.number) }
        guard !ungrouped.contains(".") else { return nil }
        return FeelNumber(ungrouped.map { $0 == "," ? "." : String($0) }.joined()).map(FeelValue.number)
    }

    // MARK: Ranges from text

    /// A range whose ends are literals, or temporal functions of a literal, in order.
    private static func range(_ text: String, _ evaluator: Evaluator) -> FeelValue? {
        guard let expression = try? FeelExpression(text), case .range(let node) = expression.node,
            isFixed(node.start), isFixed(node.end)
        else { return nil }
        let scope = Scope(FeelContext())
        let (start, end) = (evaluator.value(node.start, scope), evaluator.value(node.end, scope))
        if !start.isNull, !end.isNull {
            guard start.kind == end.kind, let order = evaluator.comparing.order(start, end), order <= 0 else {
                return nil
            }
        }
        guard !start.isNull || !end.isNull else { return nil }
        return .range(
            FeelRange(
                start: start, end: end, includesStart: node.includesStart, includesEnd: node.includesEnd))
    }

    private static func isFixed(_ node: FeelNode) -> Bool {
        switch node {
        case .literal, .temporal: true
        case .negation(let inner): isFixed(inner)
        case .call(.variable(let name), .positional(let arguments)):
            ["date", "time", "date and time", "duration"].contains(name)
                && arguments.allSatisfy { if case .literal = $0 { true } else { false } }
        default: false
        }
    }
}

extension Kind<String?> {
    /// A text or null; it must be given.
    fileprivate static let nullableString = Kind { value in
        guard let value else { return nil }
        if value.isNull { return .some(nil) }
        return value.single.string.map { .some($0) }
    }
}
