extension Evaluator {
    func compared(_ sign: Comparison, _ left: FeelValue, _ right: FeelValue) -> FeelValue {
        if let list = left.list { spend(list.count) }
        return comparing.holds(sign, left, right).map(FeelValue.boolean)
            ?? null("\(left.kind) \(sign.rawValue) \(right.kind) cannot be compared")
    }

    /// `tested >= low and tested <= high` (DMN 1.5, table 54): false where one of both is, whatever the other.
    func between(_ tested: FeelValue, _ low: FeelValue, _ high: FeelValue) -> FeelValue {
        let isAbove = comparing.holds(.greaterOrEqual, tested, low)
        let isBelow = comparing.holds(.lessOrEqual, tested, high)
        if isAbove == false || isBelow == false { return .boolean(false) }
        guard isAbove == true, isBelow == true else {
            return null("\(tested.kind) is not compared to \(low.kind) and \(high.kind)")
        }
        return .boolean(true)
    }

    func negated(_ value: FeelValue) -> FeelValue {
        switch value {
        case .number(let number): .number(number.negated)
        case .monthsDuration(let months): .monthsDuration(-months)
        case .timeDuration(let nanoseconds): .timeDuration(-nanoseconds)
        default: null("a \(value.kind) cannot be negative")
        }
    }

    func result(_ sign: Arithmetic, _ left: FeelValue, _ right: FeelValue) -> FeelValue {
        let result: FeelValue? =
            switch sign {
            case .add: sum(left, right)
            case .subtract: difference(left, right)
            case .multiply: product(left, right)
            case .divide: quotient(left, right)
            case .power: power(left, right)
            }
        return result ?? null("\(left.kind) \(sign.rawValue) \(right.kind) has no result")
    }

    private func sum(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left.adding(right).map(FeelValue.number)
        case (.string(let left), .string(let right)): joined(left, right)
        case (.monthsDuration(let left), .monthsDuration(let right)):
            .months(left.addingReportingOverflow(right))
        case (.timeDuration(let left), .timeDuration(let right)): .nanoseconds(left + right)
        case (_, .monthsDuration(let months)): moved(left, months: months)
        case (.monthsDuration(let months), _): moved(right, months: months)
        case (_, .timeDuration(let nanoseconds)): moved(left, nanoseconds: nanoseconds)
        case (.timeDuration(let nanoseconds), _): moved(right, nanoseconds: nanoseconds)
        default: nil
        }
    }

    private func joined(_ left: String, _ right: String) -> FeelValue {
        let size = left.utf8.count + right.utf8.count
        guard size <= environment.limits.characters, spend(size / 16) else {
            return exhausted("a text of more than \(environment.limits.characters) characters")
        }
        return .string(left + right)
    }

    private func difference(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left.subtracting(right).map(FeelValue.number)
        case (.monthsDuration(let left), .monthsDuration(let right)):
            .months(left.subtractingReportingOverflow(right))
        case (.timeDuration(let left), .timeDuration(let right)): .nanoseconds(left - right)
        case (_, .monthsDuration(let months)): moved(left, months: -months)
        case (_, .timeDuration(let nanoseconds)): moved(left, nanoseconds: -nanoseconds)
        case (.time(let left), .time(let right)): distance(left, right)
        case (.date, .date), (.date, .dateTime), (.dateTime, .date), (.dateTime, .dateTime):
            distance(moment(left), moment(right))
        default: nil
        }
    }

    private func product(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left.multiplied(by: right).map(FeelValue.number)
        case (.number(let factor), .monthsDuration(let months)),
            (.monthsDuration(let months), .number(let factor)):
            FeelNumber(months).multiplied(by: factor)?.truncatedInteger.flatMap { .months(($0, false)) }
        case (.number(let factor), .timeDuration(let span)), (.timeDuration(let span), .number(let factor)):
            FeelNumber(span)?.multiplied(by: factor)?.truncatedWideInteger.flatMap { .nanoseconds($0) }
        default: nil
        }
    }

    private func quotient(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left.divided(by: right).map(FeelValue.number)
        case (.monthsDuration(let months), .number(let divisor)):
            FeelNumber(months).divided(by: divisor)?.truncatedInteger.flatMap { .months(($0, false)) }
        case (.timeDuration(let span), .number(let divisor)):
            FeelNumber(span)?.divided(by: divisor)?.truncatedWideInteger.flatMap { .nanoseconds($0) }
        case (.monthsDuration(let left), .monthsDuration(let right)):
            FeelNumber(left).divided(by: FeelNumber(right)).map(FeelValue.number)
        case (.timeDuration(let left), .timeDuration(let right)):
            FeelNumber(left).flatMap { left in FeelNumber(right).flatMap { left.divided(by: $0) } }
                .map(FeelValue.number)
        default: nil
        }
    }

    private func power(_ left: FeelValue, _ right: FeelValue) -> FeelValue? {
        guard case .number(let base) = left, case .number(let exponent) = right else { return nil }
        return base.power(exponent).map(FeelValue.number)
    }

    // MARK: Time

    private func moved(_ value: FeelValue, months: Int) -> FeelValue? {
        switch value {
        case .date(let date): date.adding(months: months).map(FeelValue.date)
        case .dateTime(let moment):
            moment.date.adding(months: months).map { .dateTime(FeelDateTime(date: $0, time: moment.time)) }
        default: nil
        }
    }

    private func moved(_ value: FeelValue, nanoseconds: Int128) -> FeelValue? {
        switch value {
        case .date(let date):
            FeelDateTime(midnightOf: date).flatMap {
                environment.zones.adding(nanoseconds: nanoseconds, to: $0)
            }
            .map { .date($0.date) }
        case .dateTime(let moment):
            environment.zones.adding(nanoseconds: nanoseconds, to: moment).map(FeelValue.dateTime)
        case .time(let time): time.adding(nanoseconds: nanoseconds).map(FeelValue.time)
        default: nil
        }
    }

    private func moment(_ value: FeelValue) -> FeelDateTime? {
        switch value {
        case .date(let date): FeelDateTime(midnightOf: date)
        case .dateTime(let moment): moment
        default: nil
        }
    }

    private func distance(_ left: FeelTime, _ right: FeelTime) -> FeelValue? {
        if left.zone == right.zone { return .timeDuration(Int128(left.nanoseconds - right.nanoseconds)) }
        guard let left = environment.zones.instant(of: left), let right = environment.zones.instant(of: right)
        else { return nil }
        return .nanoseconds(left - right)
    }

    private func distance(_ left: FeelDateTime?, _ right: FeelDateTime?) -> FeelValue? {
        guard let left, let right else { return nil }
        if left.time.zone == .local, right.time.zone == .local {
            return .nanoseconds(left.localNanoseconds - right.localNanoseconds)
        }
        guard let left = environment.zones.instant(of: left), let right = environment.zones.instant(of: right)
        else { return nil }
        return .nanoseconds(left - right)
    }
}

extension FeelValue {
    /// A duration of months within 10¹² of them.
    static func months(_ sum: (partialValue: Int, overflow: Bool)) -> FeelValue? {
        sum.overflow || sum.partialValue.magnitude > 1_000_000_000_000
            ? nil : .monthsDuration(sum.partialValue)
    }

    /// A duration of less than 10³³ nanoseconds.
    static func nanoseconds(_ value: Int128) -> FeelValue? {
        value.magnitude < FeelNumber.powers[33] ? .timeDuration(value) : nil
    }
}

extension FeelNumber {
    /// The whole number itself; `nil` beyond 34 digits that are not zeros.
    init?(_ value: Int128) {
        self.init(isNegative: value < 0, significand: value.magnitude, exponent: 0)
    }

    /// The number without its fraction; `nil` where it has more than 34 digits.
    var truncatedWideInteger: Int128? {
        guard let whole = rounded(scale: 0, .towardZero),
            whole.exponent + Self.digitCount(whole.significand) <= 34
        else { return nil }
        let value = Int128(whole.significand * Self.powers[whole.exponent])
        return isNegative ? -value : value
    }
}
