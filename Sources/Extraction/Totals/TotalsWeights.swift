internal import Domain

/// How much the sums that close and do not close say of an assignment, in the scale of the candidates' scores.
enum TotalsWeights {
    /// What net + tax = grand total is worth.
    static let closing = 3.0

    /// Rounding to cents in sums over several rates, in ten-thousandths.
    private static let smallGap: UInt64 = 500

    static func ofCore(_ all: TotalsSheet.Assignment, _ sheet: TotalsSheet) -> Double {
        var score = 0.0
        if let tax = all.tax?.units, let whole = all.gross?.units ?? all.net?.units, isImplausible(tax, whole)
        {
            score -= 3
        }
        if let bases = sheet.bases, let net = all.net?.units, near(bases, net, 100) { score += 0.7 }
        if let taxes = sheet.taxes, let tax = all.tax?.units, near(taxes, tax, 100) { score += 0.7 }
        if let bases = sheet.bases, let taxes = sheet.taxes, taxes != 0, all.net == nil || all.tax == nil,
            let gross = all.gross?.units, near(bases + taxes, gross, 0)
        {
            score += 2
        }
        guard let gross = all.gross?.units, let net = all.net?.units else {
            return score + ofUnprintedNet(all, sheet)
        }
        if net.magnitude > gross.magnitude { score -= 2 }
        if net == gross, all.tax?.units != 0 { score -= 2.5 }
        guard let tax = all.tax else {
            return isImplausible(gross - net, gross) ? score - 3 : score
        }
        if tax.index == nil { return score + 2 }
        if tax.place != nil, tax.place == all.net?.place { score -= 4 }
        return score + ofGap(gross - net - tax.units, tax.units, all.rounding?.units)
    }

    /// Where no net is printed, the lines stand for it.
    private static func ofUnprintedNet(_ all: TotalsSheet.Assignment, _ sheet: TotalsSheet) -> Double {
        guard all.net == nil, let lines = sheet.lineSum, let tax = all.tax?.units, tax != 0,
            let gross = all.gross?.units
        else { return 0 }
        return near(sheet.adjusted(lines, all) + tax, gross, 100) ? 2 : 0
    }

    private static func ofGap(_ gap: Int64, _ tax: Int64, _ rounding: Int64?) -> Double {
        if gap == 0 { return tax == 0 ? 0.5 : closing }
        if let rounding, rounding.magnitude == gap.magnitude, gap.magnitude <= 10_000 { return closing }
        return gap.magnitude <= smallGap ? 1 : -2
    }

    /// Tax is seldom more than three tenths of the whole.
    static func isImplausible(_ tax: Int64, _ whole: Int64) -> Bool {
        tax.magnitude * 10 > whole.magnitude * 3
    }

    /// What the sum of the lines says of net and grand total.
    static func ofLines(_ all: TotalsSheet.Assignment, _ sheet: TotalsSheet) -> Double {
        guard let lines = sheet.lineSum, lines != 0 else { return 0 }
        let adjusted = sheet.adjusted(lines, all)
        if let net = all.net?.units, near(adjusted, net, 150) { return 1.2 }
        if sheet.hasManyLines, let gross = all.gross?.units, near(adjusted, gross, 100) { return 0.7 }
        return 0
    }

    /// What is due is the grand total less what was paid.
    static func ofPayment(_ all: TotalsSheet.Assignment) -> Double {
        guard let due = all.due?.units, let gross = all.gross?.units else {
            return all.prepaid == nil ? 0 : -0.3
        }
        let paid = all.prepaid.map { Int64(clamping: $0.units.magnitude) } ?? 0
        let slack = all.rounding.map { $0.units.magnitude + 50 } ?? 50
        guard near(gross - paid, due, slack) else { return all.prepaid == nil ? -0.3 : -0.6 }
        return all.prepaid == nil ? 1 : 2
    }

    /// Of two totals that differ by what is rounded off, the rounder one is the grand total, unless it is what is due.
    static func ofRounding(_ all: TotalsSheet.Assignment, totals: [TotalsSheet.Entry]) -> Double {
        guard let rounding = all.rounding?.units.magnitude, 1...largestRounding ~= rounding,
            let gross = all.gross?.units
        else { return 0 }
        let others = totals.map(\.units).filter { ($0 - gross).magnitude == rounding }
        if others.contains(where: { steps($0) > steps(gross) && all.due?.units != $0 }) { return -rounded }
        return all.due?.units != gross && others.contains { steps($0) < steps(gross) } ? rounded : 0
    }

    /// What it is worth that a total is the rounded one.
    private static let rounded = 1.5
    /// One unit of money, in ten-thousandths: more than that nobody rounds off.
    private static let largestRounding: UInt64 = 10_000

    /// How round an amount is: how many of the steps that cash is rounded to it is a multiple of.
    private static func steps(_ units: Int64) -> Int {
        [500, 1_000, 5_000, 10_000].count { units % $0 == 0 }
    }

    static func near(_ one: Int64, _ other: Int64, _ slack: UInt64) -> Bool {
        (one - other).magnitude <= slack
    }
}

extension TotalsSheet {
    /// The sum of the lines less allowances, plus charges and freight.
    func adjusted(_ lines: Int64, _ all: Assignment) -> Int64 {
        lines - Int64(clamping: all.allowance?.units.magnitude ?? 0) + (all.charge?.units ?? 0)
            + (all.freight?.units ?? 0)
    }

    /// Relations that can be checked, by whether they hold; a cent of rounding is let pass in sums over lines.
    func relations(_ all: Assignment) -> (closed: [TotalsRelation], broken: [TotalsRelation]) {
        var closed: [TotalsRelation] = []
        var broken: [TotalsRelation] = []
        func check(_ relation: TotalsRelation, _ holds: Bool) {
            if holds { closed.append(relation) } else { broken.append(relation) }
        }
        let rounding = all.rounding?.units ?? 0
        if let net = all.net?.units, let tax = all.tax?.units, let gross = all.gross?.units {
            let gap = (gross - net - tax).magnitude
            check(.netPlusTax, gap <= 50 || rounding != 0 && gap == rounding.magnitude)
        }
        if let lines = lineSum {
            let adjusted = adjusted(lines, all)
            let toGross = all.gross.map { TotalsWeights.near(adjusted + rounding, $0.units, 100) } ?? false
            if toGross, all.net?.units != all.gross?.units {
                closed.append(.linesToGross)
            } else if let net = all.net?.units {
                check(.linesToNet, TotalsWeights.near(adjusted, net, 150))
            }
        }
        if let bases, let net = all.net?.units { check(.basesToNet, TotalsWeights.near(bases, net, 100)) }
        if let taxes, let tax = all.tax?.units { check(.taxesToTax, TotalsWeights.near(taxes, tax, 100)) }
        if let due = all.due?.units, let gross = all.gross?.units {
            let paid = Int64(clamping: all.prepaid?.units.magnitude ?? 0)
            check(.grossToDue, TotalsWeights.near(gross - paid, due, rounding.magnitude + 50))
        }
        return (closed, broken)
    }

    /// The relations between amounts that are not among the options.
    func relations(
        net: Int64?, tax: Int64?, gross: Int64?, due: Int64?, prepaid: Int64?, rounding: Int64?,
        allowance: Int64?, charge: Int64?, freight: Int64?
    ) -> (closed: [TotalsRelation], broken: [TotalsRelation]) {
        let entry = { (units: Int64?) in units.map { Entry(index: 0, units: $0, weight: 0) } }
        return relations(
            Assignment(
                net: entry(net), tax: entry(tax), gross: entry(gross), due: entry(due),
                prepaid: entry(prepaid), rounding: entry(rounding), allowance: entry(allowance),
                charge: entry(charge), freight: entry(freight)))
    }
}
