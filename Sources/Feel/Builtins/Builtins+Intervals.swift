extension Builtins {
    /// Relations of points and ranges (DMN 1.5, table 78, after Allen's interval algebra).
    static let intervals: [Builtin] =
        relation("before", points: true, pointRange: true, rangePoint: true) { $0.isBefore($1) }
        + relation("after", points: true, pointRange: true, rangePoint: true) { $1.isBefore($0) }
        + relation("meets") { $0.meets($1) }
        + relation("met by") { $1.meets($0) }
        + relation("overlaps") { $0.overlaps($1) }
        + relation("overlaps before") { $0.overlapsBefore($1) }
        + relation("overlaps after") { $0.overlapsAfter($1) }
        + relation("finishes", pointRange: true) { $0.finishes($1) }
        + relation("finished by", rangePoint: true) { $1.finishes($0) }
        + relation("includes", rangePoint: true) { $0.includes($1) }
        + relation("during", pointRange: true) { $1.includes($0) }
        + relation("starts", pointRange: true) { $0.starts($1) }
        + relation("started by", rangePoint: true) { $1.starts($0) }
        + relation("coincides", points: true) { $0.coincides($1) }

    /// A relation between ranges, and where it is defined between points and ranges.
    private static func relation(
        _ name: String, points: Bool = false, pointRange: Bool = false, rangePoint: Bool = false,
        _ holds: @escaping @Sendable (Interval, Interval) -> Bool?
    ) -> [Builtin] {
        let forms = [
            (true, ["range1", "range2"]), (points, ["point1", "point2"]), (pointRange, ["point", "range"]),
            (rangePoint, ["range", "point"]),
        ]
        return forms.filter(\.0).map { _, parameters in
            function(name, parameters, .something, .something) { evaluator, left, right in
                let (left, right) = (left.single, right.single)
                switch (left.isRange, right.isRange) {
                case (false, false) where !points, (false, true) where !pointRange,
                    (true, false) where !rangePoint:
                    return nil
                default: break
                }
                guard let left = Interval(left, evaluator.comparing),
                    let right = Interval(right, evaluator.comparing)
                else { return nil }
                return holds(left, right).map(FeelValue.boolean)
            }
        }
    }
}

extension FeelValue {
    fileprivate var isRange: Bool { if case .range = self { true } else { false } }
}

/// A range with both ends, or a point as a range of itself.
private struct Interval {
    let start: FeelValue
    let end: FeelValue
    let includesStart: Bool
    let includesEnd: Bool
    let comparing: Comparing

    init?(_ value: FeelValue, _ comparing: Comparing) {
        self.comparing = comparing
        switch value {
        case .range(let range):
            guard range.form != .notEqual else { return nil }
            (start, end) = (range.start, range.end)
            (includesStart, includesEnd) = (range.includesStart, range.includesEnd)
        default:
            guard comparing.order(value, value) != nil else { return nil }
            (start, end) = (value, value)
            (includesStart, includesEnd) = (true, true)
        }
    }

    private func order(_ left: FeelValue, _ right: FeelValue) -> Int? { comparing.order(left, right) }

    func isBefore(_ other: Interval) -> Bool? {
        order(end, other.start).map { $0 < 0 || ($0 == 0 && !(includesEnd && other.includesStart)) }
    }

    func meets(_ other: Interval) -> Bool? {
        order(end, other.start).map { $0 == 0 && includesEnd && other.includesStart }
    }

    func overlaps(_ other: Interval) -> Bool? {
        guard let before = isBefore(other), let after = other.isBefore(self) else { return nil }
        return !before && !after
    }

    func overlapsBefore(_ other: Interval) -> Bool? {
        guard let overlaps = overlaps(other), let starts = order(start, other.start),
            let ends = order(end, other.end)
        else { return nil }
        let startsEarlier = starts < 0 || (starts == 0 && includesStart && !other.includesStart)
        let endsNoLater = ends < 0 || (ends == 0 && (!includesEnd || other.includesEnd))
        return overlaps && startsEarlier && endsNoLater
    }

    func overlapsAfter(_ other: Interval) -> Bool? {
        guard let overlaps = overlaps(other), let starts = order(start, other.start),
            let ends = order(end, other.end)
        else { return nil }
        let startsLater = starts > 0 || (starts == 0 && !includesStart && other.includesStart)
        let endsNoEarlier = ends > 0 || (ends == 0 && (includesEnd || !other.includesEnd))
        return overlaps && startsLater && endsNoEarlier
    }

    func finishes(_ other: Interval) -> Bool? {
        guard let ends = order(end, other.end), let starts = order(start, other.start) else { return nil }
        let startsWithin = starts > 0 || (starts == 0 && (other.includesStart || !includesStart))
        return ends == 0 && includesEnd == other.includesEnd && startsWithin
    }

    func starts(_ other: Interval) -> Bool? {
        guard let starts = order(start, other.start), let ends = order(end, other.end) else { return nil }
        let endsWithin = ends < 0 || (ends == 0 && (other.includesEnd || !includesEnd))
        return starts == 0 && includesStart == other.includesStart && endsWithin
    }

    func includes(_ other: Interval) -> Bool? {
        guard let starts = order(start, other.start), let ends = order(other.end, end) else { return nil }
        let startsWithin = starts < 0 || (starts == 0 && (includesStart || !other.includesStart))
        let endsWithin = ends < 0 || (ends == 0 && (includesEnd || !other.includesEnd))
        return startsWithin && endsWithin
    }

    func coincides(_ other: Interval) -> Bool? {
        guard let starts = order(start, other.start), let ends = order(end, other.end) else { return nil }
        return starts == 0 && ends == 0 && includesStart == other.includesStart
            && includesEnd == other.includesEnd
    }
}
