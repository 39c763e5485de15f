internal import Domain

/// The options of a question at four decimal places, and all their assignments.
struct TotalsSheet {
    /// An option in ten-thousandths.
    struct Entry: Hashable {
        /// Index into the field's options; `nil` for a tax that is the sum of its rates.
        var index: Int?
        var units: Int64
        var weight: Double
        var place: Region?
    }

    /// A choice for every field.
    struct Assignment: Hashable {
        var net: Entry?
        var tax: Entry?
        var gross: Entry?
        var due: Entry?
        var prepaid: Entry?
        var rounding: Entry?
        var allowance: Entry?
        var charge: Entry?
        var freight: Entry?
        var score = 0.0

        var core: [Int64?] { [net?.units, tax?.units, gross?.units] }
    }

    /// Fields that are chosen, and where they are kept in an assignment.
    private static var slots: [(FieldName, KeyPath<Assignment, Entry?>)] {
        [
            (.netTotal, \.net), (.taxTotal, \.tax), (.grandTotal, \.gross), (.amountDue, \.due),
            (.prepaid, \.prepaid), (.rounding, \.rounding), (.allowanceTotal, \.allowance),
            (.chargeTotal, \.charge), (.freight, \.freight),
        ]
    }

    private let entries: [FieldName: [Entry]]
    let lineSum: Int64?
    let hasManyLines: Bool
    let bases: Int64?
    let taxes: Int64?
    /// Taxes printed rate by rate, each once.
    private let rateTaxes: [Int64]

    init(_ question: TotalsQuestion) {
        var entries: [FieldName: [Entry]] = [:]
        for (field, options) in question.options {
            let usable = options.indices.compactMap { index -> Entry? in
                guard let units = Self.units(options[index].value) else { return nil }
                return Entry(
                    index: index, units: units, weight: options[index].score, place: options[index].place)
            }
            let isCore = [.netTotal, .taxTotal, .grandTotal, .amountDue].contains(field)
            entries[field] = Array(
                usable.sorted { ($0.weight, $1.index ?? 0) > ($1.weight, $0.index ?? 0) }
                    .prefix(isCore ? TotalsSolver.maximumOptions : TotalsSolver.maximumOthers))
        }
        self.entries = entries
        lineSum = question.lineSum.flatMap(Self.units)
        hasManyLines = question.hasManyLines
        bases = Self.sum(question.breakdown.map(\.base))
        taxes = Self.sum(question.breakdown.map(\.tax))
        var seen: Set<Int64> = [0]
        rateTaxes = Array(
            question.rateTaxes.compactMap(Self.units).filter { seen.insert($0).inserted }.prefix(7))
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

    /// The best assignment for every triple of net, tax and grand total, the best of all first.
    ///
    /// What is taken off and added to the lines depends on net and grand total alone, what is paid on grand total and
    /// rounding alone: so all assignments are weighed without writing each of them down.
    func assignments() -> [Assignment] {
        var found: [Assignment] = []
        for gross in choices(.grandTotal) {
            let payments = choices(.rounding).map { payment(gross, rounding: $0) }
            for net in choices(.netTotal) {
                let adjusted = adjustment(net, gross)
                for tax in choices(.taxTotal) {
                    var best: Assignment?
                    for paid in payments {
                        var next = adjusted
                        next.tax = tax
                        (next.rounding, next.prepaid, next.due) = (paid.rounding, paid.prepaid, paid.due)
                        next.score += paid.score + core(&next)
                        if next.score > best?.score ?? -.infinity { best = next }
                    }
                    if let best { found.append(best) }
                }
            }
        }
        return found.enumerated().sorted { ($0.element.score, $1.offset) > ($1.element.score, $0.offset) }
            .map(\.element)
    }

    /// Net and grand total with the allowances, charges and freight that lead best from the lines to them.
    private func adjustment(_ net: Entry?, _ gross: Entry?) -> Assignment {
        var best = Assignment(net: net, gross: gross)
        best.score = TotalsWeights.ofLines(best, self)
        for allowance in choices(.allowanceTotal) {
            for charge in choices(.chargeTotal) {
                for freight in choices(.freight) where (allowance ?? charge ?? freight) != nil {
                    var next = Assignment(net: net, gross: gross)
                    (next.allowance, next.charge, next.freight) = (allowance, charge, freight)
                    let own = [allowance, charge, freight].reduce(0) { $0 + ($1?.weight ?? 0) }
                    next.score = own + TotalsWeights.ofLines(next, self)
                    if next.score > best.score { best = next }
                }
            }
        }
        return best
    }

    /// The prepaid amount and the amount due that go best with a grand total.
    private func payment(_ gross: Entry?, rounding: Entry?) -> Assignment {
        var best = Assignment(gross: gross, rounding: rounding)
        best.score = -.infinity
        for prepaid in choices(.prepaid) {
            for due in choices(.amountDue) {
                var next = Assignment(gross: gross, due: due, prepaid: prepaid, rounding: rounding)
                next.score = (due?.weight ?? 0) + (prepaid?.weight ?? 0) + (rounding?.weight ?? 0)
                next.score += TotalsWeights.ofPayment(next)
                next.score += TotalsWeights.ofRounding(next, totals: entries[.grandTotal] ?? [])
                if next.score > best.score { best = next }
            }
        }
        return best
    }

    /// What speaks for net, tax and grand total together; a tax not printed in one sum is made of its rates.
    private func core(_ all: inout Assignment) -> Double {
        if all.tax == nil, let net = all.net?.units, let gross = all.gross?.units,
            isSumOfRates(gross - net, net: net)
        {
            all.tax = Entry(index: nil, units: gross - net, weight: 0, place: nil)
        }
        let own = (all.net?.weight ?? 0) + (all.tax?.weight ?? 0) + (all.gross?.weight ?? 0)
        return own + TotalsWeights.ofCore(all, self)
    }

    /// Whether an amount is the sum of two to four taxes printed by rate; none of them is more than a third of the net.
    private func isSumOfRates(_ amount: Int64, net: Int64) -> Bool {
        guard amount != 0 else { return false }
        let parts = rateTaxes.filter { $0.magnitude * 3 <= net.magnitude }
        func reaches(_ rest: Int64, from start: Int, count: Int) -> Bool {
            if rest == 0 { return count >= 2 }
            guard count < 4 else { return false }
            return (start..<max(start, parts.count)).contains {
                reaches(rest - parts[$0], from: $0 + 1, count: count + 1)
            }
        }
        return reaches(amount, from: 0, count: 0)
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
}

extension FixedDecimal {
    /// The same value with two places, or more where it has more.
    fileprivate var trimmed: FixedDecimal {
        let short = normalized
        return short.scale >= 2 ? short : short.rescaled(to: 2) ?? short
    }
}
