/// Equality and order of values (DMN 1.5, tables 53 and 54).
struct Comparing {
    let zones: ZoneRules

    /// Whether two values are equal; `nil` for values of different kinds.
    func areEqual(_ left: FeelValue, _ right: FeelValue) -> Bool? {
        switch (left, right) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.number(let left), .number(let right)): return left == right
        case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
        case (.monthsDuration(let left), .monthsDuration(let right)): return left == right
        case (.timeDuration(let left), .timeDuration(let right)): return left == right
        case (.list(let left), .list(let right)): return areEqual(left, right)
        case (.context(let left), .context(let right)): return areEqual(left, right)
        case (.range(let left), .range(let right)): return areEqual(left, right)
        default: return areEqualTimes(left, right)
        }
    }

    /// Whether the left value comes before (−1), with (0) or after (1) the right one.
    ///
    /// `nil` where they have no order.
    func order(_ left: FeelValue, _ right: FeelValue) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): return Self.order(left, right)
        case (.string(let left), .string(let right)):
            if left.utf8.elementsEqual(right.utf8) { return 0 }
            return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
        case (.date(let left), .date(let right)): return Self.order(left, right)
        case (.monthsDuration(let left), .monthsDuration(let right)): return Self.order(left, right)
        case (.timeDuration(let left), .timeDuration(let right)): return Self.order(left, right)
        default: return ticks(left, right).map { Self.order($0, $1) }
        }
    }

    /// Whether a comparison holds; `nil` where the values do not compare.
    func holds(_ comparison: Comparison, _ left: FeelValue, _ right: FeelValue) -> Bool? {
        switch comparison {
        case .equal: areEqual(left, right)
        case .notEqual: areEqual(left, right).map { !$0 }
        case .less: order(left, right).map { $0 < 0 }
        case .lessOrEqual: order(left, right).map { $0 <= 0 }
        case .greater: order(left, right).map { $0 > 0 }
        case .greaterOrEqual: order(left, right).map { $0 >= 0 }
        }
    }

    /// Whether a value lies in a range; `nil` where it does not compare to the ends.
    func contains(_ range: FeelRange, _ value: FeelValue) -> Bool? {
        if range.form == .equal { return areEqual(value, range.start) }
        if range.form == .notEqual { return areEqual(value, range.start).map { !$0 } }
        if range.start.isNull, range.end.isNull { return nil }
        var isInside = true
        if !range.start.isNull {
            guard let order = order(value, range.start) else { return nil }
            isInside = order > 0 || (order == 0 && range.includesStart)
        }
        if !range.end.isNull {
            guard let order = order(value, range.end) else { return nil }
            isInside = isInside && (order < 0 || (order == 0 && range.includesEnd))
        }
        return isInside
    }

    /// Whether two values are of one kind and equal in every part, also zones: the function `is`.
    func areSame(_ left: FeelValue, _ right: FeelValue) -> Bool {
        switch (left, right) {
        case (.date(let left), .date(let right)): left == right
        case (.time(let left), .time(let right)): left == right
        case (.dateTime(let left), .dateTime(let right)): left == right
        case (.date, .dateTime), (.dateTime, .date): false
        default: areEqual(left, right) ?? false
        }
    }

    // MARK: Kinds

    private func areEqualTimes(_ left: FeelValue, _ right: FeelValue) -> Bool? {
        switch (left, right) {
        case (.date(let left), .date(let right)): return left == right
        case (.time, .time), (.dateTime, .dateTime), (.date, .dateTime), (.dateTime, .date):
            guard let (left, right) = ticks(left, right) else { return false }
            // The properties compared end with the second.
            return left.flooredQuotient(1_000_000_000) == right.flooredQuotient(1_000_000_000)
        default: return nil
        }
    }

    private func areEqual(_ left: [FeelValue], _ right: [FeelValue]) -> Bool? {
        guard left.count == right.count else { return false }
        return all(zip(left, right).lazy.map { areEqual($0, $1) })
    }

    private func areEqual(_ left: FeelContext, _ right: FeelContext) -> Bool? {
        guard left.count == right.count, left.names.allSatisfy({ right[$0] != nil }) else { return false }
        return all(left.entries.lazy.map { areEqual($0.value, right[$0.name] ?? .null) })
    }

    private func areEqual(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard left.form == right.form, left.includesStart == right.includesStart,
            left.includesEnd == right.includesEnd
        else { return false }
        return all([areEqual(left.start, right.start), areEqual(left.end, right.end)])
    }

    private func all(_ parts: some Sequence<Bool?>) -> Bool? {
        var isKnown = true
        for part in parts {
            guard let part else {
                isKnown = false
                continue
            }
            if !part { return false }
        }
        return isKnown ? true : nil
    }

    /// Two moments or times on one line; `nil` where one hangs in a zone and the other does not.
    private func ticks(_ left: FeelValue, _ right: FeelValue) -> (Int128, Int128)? {
        switch (left, right) {
        case (.time(let left), .time(let right)):
            if left.zone == right.zone { return (Int128(left.nanoseconds), Int128(right.nanoseconds)) }
            return pair(zones.instant(of: left), zones.instant(of: right))
        case (.dateTime(let left), .dateTime(let right)):
            if left.time.zone == .local, right.time.zone == .local {
                return (left.localNanoseconds, right.localNanoseconds)
            }
            return pair(zones.instant(of: left), zones.instant(of: right))
        case (.date(let left), .dateTime):
            return FeelDateTime(midnightOf: left).flatMap { ticks(.dateTime($0), right) }
        case (.dateTime, .date(let right)):
            return FeelDateTime(midnightOf: right).flatMap { ticks(left, .dateTime($0)) }
        default: return nil
        }
    }

    private func pair(_ left: Int128?, _ right: Int128?) -> (Int128, Int128)? {
        guard let left, let right else { return nil }
        return (left, right)
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }
}
