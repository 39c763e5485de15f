internal import Domain

/// The options of a question at four decimal places, and the arithmetic between them.
struct TotalsSheet {
    /// An option in ten-thousandths, or none.
    struct Entry: Hashable {
        var index: Int
        var units: Int64
        var weight: Double
    }

    /// A choice for every field; -1 stands for none.
    struct Assignment: Hashable {
        var net: Entry?
        var tax: Entry?
        var gross: Entry?
        var due: Entry?
        var prepaid: Entry?
        var rounding: Entry?
        var allowance: Entry?
        var charge: Entry?
        var score = 0.0

        var core: [Int64?] { [net?.units, tax?.units, gross?.units] }

        /// What speaks for the choices by themselves.
        var weight: Double {
            let ofCore = (net?.weight ?? 0) + (tax?.weight ?? 0) + (gross?.weight ?? 0)
            let ofPayment = (due?.weight ?? 0) + (prepaid?.weight ?? 0) + (rounding?.weight ?? 0)
            return ofCore + ofPayment + (allowance?.weight ?? 0) + (charge?.weight ?? 0)
        }
    }

    /// Fields that are chosen, and where they are kept in an assignment.
    private static var slots: [(FieldName, KeyPath<Assignment, Entry?>)] {
        [
            (.netTotal, \.net), (.taxTotal, \.tax), (.grandTotal, \.gross), (.amountDue, \.due),
            (.prepaid, \.prepaid), (.rounding, \.rounding), (.allowanceTotal, \.allowance),
            (.chargeTotal, \.charge),
        ]
    }

    private let entries: [FieldName: [Entry]]
    private let lineSum: Int64?
    private let bases: Int64?
    private let taxes: Int64?

    init(_ question: TotalsQuestion) {
        var entries: [FieldName: [Entry]] = [:]
        for (field, options) in question.options {
            let usable = options.indices.compactMap { index -> Entry? in
                guard let units = Self.units(options[index].value) else { return nil }
                return Entry(index: index, units: units, weight: (options[index].probability - 0.3) * 4)
            }
            entries[field] = Array(
                usable.sorted { ($0.weight, $1.index) > ($1.weight, $0.index) }
                    .prefix(TotalsSolver.maximumOptions))
        }
        self.entries = entries
        lineSum = question.lineSum.flatMap(Self.units)
        bases = Self.sum(question.breakdown.map(\.base))
        taxes = Self.sum(question.breakdown.map(\.tax))
    }

    /// Ten-thousandths; `nil` beyond a hundred million million, so that sums cannot overflow.
    static func units(_ value: FixedDecimal) -> Int64? {
        guard let scaled = value.rounded(to: 4), scaled.units.magnitude < 1_000_000_000_000_000_000 / 16
        else { return nil }
        return scaled.units
    }

    private static func sum(_ values: [FixedDecimal?]) -> Int64? {
        guard !values.isEmpty else { return nil }
        var sum: Int64 = 0
        for value in values.prefix(16) {
            guard let units = value.flatMap(Self.units) else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(units)
            guard !overflow, next.magnitude < 1_000_000_000_000_000_000 / 16 else { return nil }
            sum = next
        }
        return sum
    }

    private func choices(_ field: FieldName) -> [Entry?] {
        [nil] + (entries[field] ?? []).map(Optional.some)
    }

    /// All triples of net, tax and grand total.
    func cores() -> [Assignment] {
        var found: [Assignment] = []
        for net in choices(.netTotal) {
            for tax in choices(.taxTotal) {
                for gross in choices(.grandTotal) {
                    var assignment = Assignment(net: net, tax: tax, gross: gross)
                    assignment.score = score(assignment)
                    found.append(assignment)
                }
            }
        }
        return found
    }

    /// The triple with the best choices of the other fields, one field after the other.
    func completed(_ core: Assignment) -> Assignment {
        var best = core
        func improve(_ field: FieldName, _ slot: WritableKeyPath<Assignment, Entry?>) {
            for choice in choices(field) {
                var next = best
                next[keyPath: slot] = choice
                next.score = score(next)
                if next.score > best.score { best = next }
            }
        }
        improve(.rounding, \.rounding)
        improve(.allowanceTotal, \.allowance)
        improve(.chargeTotal, \.charge)
        for choice in choices(.prepaid) {
            for due in choices(.amountDue) {
                var next = best
                next.prepaid = choice
                next.due = due
                next.score = score(next)
                if next.score > best.score { best = next }
            }
        }
        return best
    }

    private func score(_ assignment: Assignment) -> Double {
        var score = 0.0
        score += assignment.weight
        let (closed, broken) = relations(assignment)
        for relation in closed { score += Self.gain(relation, assignment) }
        for relation in broken { score -= Self.loss(relation) }
        return score + plausibility(assignment)
    }

    private static func gain(_ relation: TotalsRelation, _ assignment: Assignment) -> Double {
        switch relation {
        case .netPlusTax: assignment.tax?.units == 0 ? 1 : 3
        case .linesToNet: 1.8
        case .linesToGross: 1.5
        case .basesToNet, .taxesToTax: 1
        case .grossToDue: assignment.prepaid == nil ? 0.8 : 1.5
        }
    }

    private static func loss(_ relation: TotalsRelation) -> Double {
        switch relation {
        case .netPlusTax: 1.5
        case .linesToNet, .linesToGross, .basesToNet, .taxesToTax: 0
        case .grossToDue: 0.3
        }
    }

    /// The tax is a share of the net, and the net is not more than the whole.
    private func plausibility(_ assignment: Assignment) -> Double {
        var score = 0.0
        if let tax = assignment.tax, let whole = assignment.gross ?? assignment.net, whole.units != 0,
            tax.units.magnitude * 5 > whole.units.magnitude * 2
        {
            score -= 1.5
        }
        if let net = assignment.net, let gross = assignment.gross, net.units.magnitude > gross.units.magnitude
        {
            score -= 0.8
        }
        return score
    }

    /// Relations that can be checked, by whether they hold; a cent of rounding is let pass in sums over lines.
    func relations(_ all: Assignment) -> (closed: [TotalsRelation], broken: [TotalsRelation]) {
        var closed: [TotalsRelation] = []
        var broken: [TotalsRelation] = []
        func check(_ relation: TotalsRelation, _ left: Int64, _ right: Int64, slack: Int64 = 50) {
            if (left - right).magnitude <= slack.magnitude {
                closed.append(relation)
            } else {
                broken.append(relation)
            }
        }
        let rounding = all.rounding?.units ?? 0
        if let net = all.net?.units, let tax = all.tax?.units, let gross = all.gross?.units {
            check(.netPlusTax, net + tax + rounding, gross)
        }
        let adjusted = lineSum.map { $0 - abs(all.allowance?.units ?? 0) + (all.charge?.units ?? 0) }
        if let adjusted {
            let toGross = all.gross.map { (adjusted + rounding - $0.units).magnitude <= 100 } ?? false
            if toGross, all.net?.units != all.gross?.units {
                closed.append(.linesToGross)
            } else if let net = all.net?.units {
                check(.linesToNet, adjusted, net, slack: 150)
            }
        }
        if let bases, let net = all.net?.units { check(.basesToNet, bases, net, slack: 100) }
        if let taxes, let tax = all.tax?.units { check(.taxesToTax, taxes, tax, slack: 100) }
        if let due = all.due?.units, let gross = all.gross?.units {
            check(
                .grossToDue, gross - abs(all.prepaid?.units ?? 0) + rounding, due,
                slack: rounding == 0 ? 50 : rounding.magnitude.signed + 50)
        }
        return (closed, broken)
    }

    func answer(_ assignment: Assignment) -> TotalsAnswer {
        var answer = TotalsAnswer()
        for (field, slot) in Self.slots {
            guard let entry = assignment[keyPath: slot] else { continue }
            answer.choices[field] = TotalsAnswer.Choice(
                option: entry.index, value: FixedDecimal(units: entry.units, scale: 4).trimmed,
                isRepaired: false)
        }
        (answer.closed, answer.broken) = relations(assignment)
        answer.score = assignment.score
        return answer
    }

    /// Net, tax and grand total of an assignment.
    func values(_ assignment: Assignment) -> [FieldName: FixedDecimal] {
        answer(assignment).choices.filter { [.netTotal, .taxTotal, .grandTotal].contains($0.key) }.mapValues(
            \.value)
    }

    /// The relations between amounts that are not among the options.
    func relations(net: Int64?, tax: Int64?, gross: Int64?, rounding: Int64?) -> (
        closed: [TotalsRelation], broken: [TotalsRelation]
    ) {
        let entry = { (units: Int64?) in units.map { Entry(index: 0, units: $0, weight: 0) } }
        return relations(
            Assignment(net: entry(net), tax: entry(tax), gross: entry(gross), rounding: entry(rounding)))
    }
}

extension UInt64 {
    /// The same number with a sign; the largest where it does not fit.
    fileprivate var signed: Int64 { Int64(clamping: self) }
}

extension FixedDecimal {
    /// The same value with two places, or more where it has more.
    fileprivate var trimmed: FixedDecimal {
        let short = normalized
        return short.scale >= 2 ? short : short.rescaled(to: 2) ?? short
    }
}
