import Feel

/// A column of a table cut into pieces that no test tells apart.
struct TableAxis {
    /// A piece: a value, what lies between two, or all values nobody mentions.
    enum Piece {
        case value(FeelValue)
        case between(FeelValue?, FeelValue?)
        case other
    }

    let name: String
    let pieces: [Piece]
    /// Whether a piece is among the values the column allows.
    let isAllowed: [Bool]
    /// Of each rule, the pieces that pass, in order.
    let passing: [[ClosedRange<Int>]]

    /// Cuts a column; `nil` where a test depends on more than the column's value.
    init?(
        _ name: String, tests: [UnaryTests], domain: UnaryTests?, isBoolean: Bool, isDay: Bool = false,
        _ evaluator: Evaluator
    ) {
        let shapes = tests.compactMap { $0.shape(evaluator) }
        guard shapes.count == tests.count else { return nil }
        let domain = domain.flatMap { $0.shape(evaluator) }
        guard let points = Points(shapes + (domain.map { [$0] } ?? []), isBoolean: isBoolean, evaluator)
        else {
            return nil
        }
        let pieces = points.pieces
        var isAllowed = [Bool](repeating: domain == nil, count: pieces.count)
        if let domain {
            for piece in points.covered(by: domain).joined() { isAllowed[piece] = true }
        }
        for (index, piece) in pieces.enumerated() where piece.isEmpty(isDay: isDay) {
            isAllowed[index] = false
        }
        self.name = name
        self.pieces = pieces
        self.isAllowed = isAllowed
        passing = shapes.map { points.covered(by: $0) }
    }

    /// The number of pieces that pass for a rule, or more.
    func width(of rule: Int) -> Int { passing[rule].reduce(0) { $0 + $1.count } }

    /// Pieces in words: `18 < Age < 65`, `Risk = "High"`.
    func text(_ chosen: [Int]) -> String? {
        guard chosen.count < isAllowed.count(where: { $0 }) else { return nil }
        var texts: [String] = []
        for run in chosen.runs {
            texts.append(text(pieces[run.lowerBound], pieces[run.upperBound]))
        }
        return texts.joined(separator: " or ")
    }

    private func text(_ first: Piece, _ last: Piece) -> String {
        switch (first, last) {
        case (.value(let value), .value(let end)):
            if value.description == end.description { return "\(name) = \(value)" }
            return "\(value) <= \(name) <= \(end)"
        case (.other, _), (_, .other): return "\(name) is any other"
        case (.value(let start), .between(_, let end)):
            return end.map { "\(start) <= \(name) < \($0)" } ?? "\(name) >= \(start)"
        case (.between(let start, _), .value(let end)):
            return start.map { "\($0) < \(name) <= \(end)" } ?? "\(name) <= \(end)"
        case (.between(let start, _), .between(_, let end)):
            switch (start, end) {
            case (let start?, let end?): return "\(start) < \(name) < \(end)"
            case (let start?, nil): return "\(name) > \(start)"
            case (nil, let end?): return "\(name) < \(end)"
            case (nil, nil): return name
            }
        }
    }
}

extension TableAxis.Piece {
    /// Whether nothing lies between the ends, which follow each other: days of a column of days, and months.
    fileprivate func isEmpty(isDay: Bool) -> Bool {
        switch self {
        case .between(.date(let start)?, .date(let end)?):
            isDay && end.daysSince1970 - start.daysSince1970 == 1
        case .between(.monthsDuration(let start)?, .monthsDuration(let end)?): end - start == 1
        default: false
        }
    }
}

/// The values tests mention, in order where they have one.
private struct Points {
    private(set) var values: [FeelValue] = []
    /// Whether the column holds values between the points.
    let isOrdered: Bool
    /// Whether there are no other values.
    let isClosed: Bool
    private let evaluator: Evaluator

    init?(_ shapes: [TestShape], isBoolean: Bool, _ evaluator: Evaluator) {
        self.evaluator = evaluator
        var found: [FeelValue] = []
        var hasIntervals = false
        for part in shapes.flatMap(\.parts) {
            switch part {
            case .value(let value): found.append(value)
            case .interval(let interval):
                hasIntervals = true
                found += [interval.start, interval.end].compactMap { $0 }
            }
        }
        found = found.filter { !$0.isNull }
        isClosed = isBoolean || found.contains { $0.boolean != nil }
        if isClosed { found = [.boolean(true), .boolean(false)] }
        let isText = found.allSatisfy { $0.string != nil || $0.boolean != nil }
        isOrdered = !isClosed && (hasIntervals || (!isText && !found.isEmpty))
        guard isOrdered else {
            for value in found where !values.contains(where: { evaluator.areEqual($0, value) }) {
                values.append(value)
            }
            return
        }
        guard let first = found.first, found.allSatisfy({ evaluator.order($0, first) != nil }) else {
            return nil
        }
        let sorted = found.sorted { (evaluator.order($0, $1) ?? 0) < 0 }
        for value in sorted where values.last.map({ evaluator.order($0, value) != 0 }) ?? true {
            values.append(value)
        }
    }

    var pieces: [TableAxis.Piece] {
        guard isOrdered else { return values.map { .value($0) } + (isClosed ? [] : [.other]) }
        var pieces: [TableAxis.Piece] = []
        for (index, value) in values.enumerated() {
            pieces.append(.between(index == 0 ? nil : values[index - 1], value))
            pieces.append(.value(value))
        }
        return pieces + [.between(values.last, nil)]
    }

    /// Which pieces pass, as ranges in order.
    func covered(by shape: TestShape) -> [ClosedRange<Int>] {
        let last = isOrdered ? 2 * values.count : isClosed ? values.count - 1 : values.count
        let ranges = shape.parts.compactMap { part -> ClosedRange<Int>? in
            switch part {
            case .value(let value):
                guard let index = index(value) else { return nil }
                return isOrdered ? 2 * index + 1...2 * index + 1 : index...index
            case .interval(let interval):
                let start = interval.start.flatMap { index($0) }.map {
                    2 * $0 + (interval.includesStart ? 1 : 2)
                }
                let end = interval.end.flatMap { index($0) }.map { 2 * $0 + (interval.includesEnd ? 1 : 0) }
                return start ?? 0 <= end ?? last ? (start ?? 0)...(end ?? last) : nil
            }
        }
        let merged = Self.merged(ranges)
        return shape.isNegated ? Self.between(merged, last) : merged
    }

    private static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }

    /// What ranges leave out up to a last number.
    private static func between(_ ranges: [ClosedRange<Int>], _ last: Int) -> [ClosedRange<Int>] {
        var rest: [ClosedRange<Int>] = []
        var start = 0
        for range in ranges {
            if start < range.lowerBound { rest.append(start...range.lowerBound - 1) }
            start = range.upperBound + 1
        }
        return start <= last ? rest + [start...last] : rest
    }

    private func index(_ value: FeelValue) -> Int? {
        guard isOrdered else { return values.firstIndex { evaluator.areEqual($0, value) } }
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if (evaluator.order(values[middle], value) ?? 0) < 0 { low = middle + 1 } else { high = middle }
        }
        return low < values.count && evaluator.order(values[low], value) == 0 ? low : nil
    }
}

extension [Int] {
    /// Neighbouring numbers, of a list in order.
    fileprivate var runs: [ClosedRange<Int>] {
        reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
    }
}
