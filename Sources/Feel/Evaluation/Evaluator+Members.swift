extension Evaluator {
    /// The names of members with spaces that every value of a kind has.
    static let memberNames = ["time offset", "start included", "end included"]

    /// A member of a value by its name; of a list, the members of its elements.
    package func member(_ name: String, of value: FeelValue) -> FeelValue {
        switch value {
        case .context(let context): context[name] ?? null("the context has no entry \(name)")
        case .list(let elements): .list(elements.map { member(name, of: $0) })
        default: property(name, of: value) ?? null("a \(value.kind) has no \(name)")
        }
    }

    private func property(_ name: String, of value: FeelValue) -> FeelValue? {
        switch value {
        case .date(let date): property(name, of: date)
        case .time(let time): property(name, of: time)
        case .dateTime(let moment): property(name, of: moment.date) ?? property(name, of: moment)
        case .monthsDuration(let months): property(name, ofMonths: months)
        case .timeDuration(let nanoseconds): property(name, ofNanoseconds: nanoseconds)
        case .range(let range): property(name, of: range)
        default: nil
        }
    }

    private func property(_ name: String, of date: FeelDate) -> FeelValue? {
        switch name {
        case "year": .number(FeelNumber(date.year))
        case "month": .number(FeelNumber(date.month))
        case "day": .number(FeelNumber(date.day))
        case "weekday": .number(FeelNumber(date.weekday))
        default: nil
        }
    }

    private func property(_ name: String, of time: FeelTime) -> FeelValue? {
        switch name {
        case "time offset": offset(time.zone, localSeconds: time.nanoseconds / 1_000_000_000)
        default: clock(name, time)
        }
    }

    private func property(_ name: String, of moment: FeelDateTime) -> FeelValue? {
        guard name == "time offset" else { return clock(name, moment.time) }
        let seconds = Int(moment.localNanoseconds.flooredQuotient(1_000_000_000))
        return offset(moment.time.zone, localSeconds: seconds)
    }

    private func clock(_ name: String, _ time: FeelTime) -> FeelValue? {
        switch name {
        case "hour": return .number(FeelNumber(time.hour))
        case "minute": return .number(FeelNumber(time.minute))
        case "second": return .number(FeelNumber(time.second))
        case "timezone":
            if case .named(let zone) = time.zone { return .string(zone) }
            return .null
        default: return nil
        }
    }

    private func offset(_ zone: FeelZone, localSeconds: Int) -> FeelValue {
        environment.zones.offset(zone, localSeconds: localSeconds).map {
            .timeDuration(Int128($0) * 1_000_000_000)
        }
            ?? .null
    }

    private func property(_ name: String, ofMonths months: Int) -> FeelValue? {
        switch name {
        case "years": .number(FeelNumber(months / 12))
        case "months": .number(FeelNumber(months % 12))
        default: nil
        }
    }

    private func property(_ name: String, ofNanoseconds nanoseconds: Int128) -> FeelValue? {
        let seconds = nanoseconds / 1_000_000_000
        let count: Int128
        switch name {
        case "days": count = seconds / 86_400
        case "hours": count = seconds / 3600 % 24
        case "minutes": count = seconds / 60 % 60
        case "seconds": count = seconds % 60
        default: return nil
        }
        return FeelNumber(count).map(FeelValue.number)
    }

    private func property(_ name: String, of range: FeelRange) -> FeelValue? {
        switch name {
        case "start": range.start
        case "end": range.end
        case "start included": .boolean(range.includesStart)
        case "end included": .boolean(range.includesEnd)
        default: nil
        }
    }
}
