import Domain

/// Net, tax and gross as they might belong together.
private struct Totals {
    var net: RankedValue?
    var tax: RankedValue?
    var gross: RankedValue?
    /// The tax where it is the sum of several printed rates.
    var derivedTax: FixedDecimal?
    var score = 0.0
    var closes = false
}

extension Choice {
    private static let widest = 6
    private static let closingBonus = 3.0

    /// Net, tax and gross are chosen together, so that they add up where anything on the page does.
    mutating func chooseTotals() {
        let best = bestTotals()
        let why = "net + tax = gross"
        let bonus = best.closes ? Self.closingBonus : 0
        if let gross = best.gross { set(.grandTotal, gross, bonus: bonus, why: why) }
        if let net = best.net { set(.netTotal, net, bonus: bonus, why: why) }
        if let tax = best.tax { set(.taxTotal, tax, bonus: bonus, why: why) }
        if best.tax == nil, let sum = best.derivedTax {
            derive(.taxTotal, .amount(sum), rule: "gross − net, printed rate by rate", confidence: 0.93)
        }
        chooseAmountDue()
        for field in [FieldName.prepaid, .rounding, .allowanceTotal, .chargeTotal, .freight] { take(field) }
        completeTotals()
    }

    private func bestTotals() -> Totals {
        let nets = options(.netTotal)
        let taxes = options(.taxTotal)
        var best = Totals()
        for gross in options(.grandTotal) {
            for net in nets {
                for tax in taxes {
                    let totals = weigh(net: net, tax: tax, gross: gross)
                    if totals.score > best.score { best = totals }
                }
            }
        }
        return best
    }

    /// The likely values of a field, and none.
    private func options(_ field: FieldName) -> [RankedValue?] {
        let likely = ranking[field].prefix(Self.widest).filter { $0.score > -2.5 }
        return [nil] + likely.map { $0 }
    }

    private func weigh(net: RankedValue?, tax: RankedValue?, gross: RankedValue?) -> Totals {
        var totals = Totals(net: net, tax: tax, gross: gross)
        for (value, field) in [(net, FieldName.netTotal), (tax, .taxTotal), (gross, .grandTotal)] {
            guard let value else { continue }
            totals.score += value.score - model.least(for: field)
        }
        totals.score += roundingBonus(gross)
        if let tax = amount(tax), let whole = amount(gross) ?? amount(net), isImplausible(tax, of: whole) {
            totals.score -= 3
        }
        guard let gross = amount(gross), let net = amount(net) else { return totals }
        if net.magnitude > gross.magnitude { totals.score -= 2 }
        if net == gross, amount(tax)?.isZero != true { totals.score -= 2.5 }
        guard let difference = gross.subtracting(net) else { return totals }
        if let tax = amount(tax) {
            weighClosing(tax, difference, &totals)
        } else if isImplausible(difference, of: gross) {
            totals.score -= 3
        } else if isSumOfRates(difference), !difference.isZero {
            totals.derivedTax = difference
            totals.score += 2
            totals.closes = true
        }
        return totals
    }

    /// Tax is seldom more than three tenths of the whole.
    private func isImplausible(_ tax: FixedDecimal, of whole: FixedDecimal) -> Bool {
        guard let scaled = tax.magnitude.multiplied(by: FixedDecimal(10)),
            let limit = whole.magnitude.multiplied(by: FixedDecimal(3))
        else { return false }
        return scaled > limit
    }

    /// A total that is another one rounded to five cents is the one that is paid.
    private func roundingBonus(_ gross: RankedValue?) -> Double {
        guard kind == .receipt, let gross = amount(gross), gross.units % 5 == 0, gross.scale == 2,
            let slack = FixedDecimal(canonical: "0.04")
        else { return 0 }
        let isRounded = ranking[.grandTotal].contains { other in
            guard other.score > 0, let other = amount(other), other != gross, other.units % 5 != 0,
                let gap = gross.subtracting(other)
            else { return false }
            return gap.magnitude <= slack
        }
        return isRounded ? 2.5 : 0
    }

    private func weighClosing(_ tax: FixedDecimal, _ difference: FixedDecimal, _ totals: inout Totals) {
        guard let gap = difference.subtracting(tax)?.magnitude else { return }
        if gap.isZero {
            let isTrivial = tax.isZero
            totals.closes = !isTrivial
            totals.score += isTrivial ? 0.5 : Self.closingBonus
        } else if ranking[.rounding].contains(where: { amount($0)?.magnitude == gap }), gap <= FixedDecimal(1)
        {
            totals.closes = true
            totals.score += Self.closingBonus
        } else if let slack = FixedDecimal(canonical: "0.05"), gap <= slack {
            totals.score += 1
        } else {
            totals.score -= 2
        }
        let isSame = totals.net?.best.region == totals.tax?.best.region
        if isSame, totals.net != nil { totals.score -= 4 }
    }

    /// Whether an amount is the sum of two to four taxes printed by rate.
    private func isSumOfRates(_ amount: FixedDecimal) -> Bool {
        var seen: Set<FixedDecimal> = []
        let parts = ranking[.taxTotal].compactMap { self.amount($0) }
            .filter { !$0.isZero && seen.insert($0).inserted }.prefix(7)
        func reaches(_ rest: FixedDecimal, from start: Int, count: Int) -> Bool {
            if rest.isZero { return count >= 2 }
            guard count < 4 else { return false }
            for index in start..<max(start, parts.count) {
                guard let next = rest.subtracting(parts[index]) else { continue }
                if reaches(next, from: index + 1, count: count + 1) { return true }
            }
            return false
        }
        return reaches(amount, from: 0, count: 0)
    }

    private func amount(_ value: RankedValue?) -> FixedDecimal? {
        guard case .amount(let amount)? = value?.value else { return nil }
        return amount
    }

    private func amount(_ field: FieldName) -> FixedDecimal? {
        guard case .amount(let amount)? = fields[field]?.value else { return nil }
        return amount
    }

    private mutating func chooseAmountDue() {
        if let gross = amount(.grandTotal) {
            let same = ranking[.amountDue].firstIndex { amount($0) == gross }
            if let same, let best = ranking[.amountDue].first,
                best.score - ranking[.amountDue][same].score < 1
            {
                set(.amountDue, ranking[.amountDue][same], bonus: 1, why: "equals the grand total")
                return
            }
        }
        take(.amountDue)
    }

    /// What follows from two of three: the third, and what is due where nothing is said of payments.
    private mutating func completeTotals() {
        if fields[.grandTotal] == nil, let due = fields[.amountDue], amount(.prepaid) == nil {
            derive(
                .grandTotal, due.value, rule: "amount due, nothing prepaid", confidence: due.confidence * 0.9)
        }
        let confidence = 0.5
        if let gross = amount(.grandTotal), let net = amount(.netTotal), fields[.taxTotal] == nil,
            let tax = gross.subtracting(net), !tax.isNegative || gross.isNegative,
            !isImplausible(tax, of: gross)
        {
            derive(.taxTotal, .amount(tax), rule: "gross − net", confidence: confidence)
        } else if let gross = amount(.grandTotal), let tax = amount(.taxTotal), fields[.netTotal] == nil,
            let net = gross.subtracting(tax)
        {
            derive(.netTotal, .amount(net), rule: "gross − tax", confidence: confidence)
        } else if let net = amount(.netTotal), let tax = amount(.taxTotal), fields[.grandTotal] == nil,
            let gross = net.adding(tax)
        {
            derive(.grandTotal, .amount(gross), rule: "net + tax", confidence: confidence)
        }
        guard fields[.amountDue] == nil, kind == .invoice || kind == .creditNote,
            let gross = fields[.grandTotal]
        else { return }
        let total = amount(.grandTotal) ?? .zero
        if let prepaid = amount(.prepaid), let rest = total.subtracting(prepaid), !rest.isNegative {
            derive(.amountDue, .amount(rest), rule: "gross − prepaid", confidence: gross.confidence * 0.8)
        } else {
            derive(
                .amountDue, gross.value, rule: "gross, nothing prepaid", confidence: gross.confidence * 0.9)
        }
    }
}
