import Domain

extension Choice {
    /// Net, tax and gross and what leads to them and from them are chosen together, so that they add up where
    /// anything on the page does.
    mutating func chooseTotals(on pages: [Page]) {
        let names =
            Self.coreTotals + [.amountDue, .prepaid, .rounding, .allowanceTotal, .chargeTotal, .freight]
        let reading = AmountReadings(pages: pages, mark: evidence.decimalMark)
        var ranked: [FieldName: [RankedValue]] = [:]
        for name in names { ranked[name] = options(name) }
        let answer = TotalsSolver.answer(question(ranked, reading))
        let isMended = answer.choices.values.contains(where: \.isRepaired)
        let closes =
            !isMended && answer.closed.contains(.netPlusTax)
            && answer.choices[.taxTotal]?.value.isZero != true
        let meetsDue =
            answer.closed.contains(.grossToDue) && answer.choices[.grandTotal]?.isRepaired != true
        for name in names {
            guard let choice = answer.choices[name] else { continue }
            guard let option = choice.option, let value = ranked[name]?[option] else {
                deriveTax(choice.value)
                continue
            }
            let isCore = Self.coreTotals.contains(name)
            let isDue = name == .amountDue && meetsDue
            let bonus = isCore && closes ? TotalsWeights.closing : isDue ? 1 : 0
            guard isCore || value.score + bonus >= model.least(for: name) || closesBy(name, answer) else {
                continue
            }
            set(
                name, value, bonus: bonus,
                why: isDue ? "equals the grand total less what was paid" : "net + tax = gross")
        }
        mend(answer)
        completeTotals()
    }

    private static var coreTotals: [FieldName] { [.netTotal, .taxTotal, .grandTotal] }

    /// The values of a field that could be it; amounts in tables of lines are not taken off or added.
    private func options(_ field: FieldName) -> [RankedValue] {
        if field == .grandTotal { return likelyTotals() }
        let likely = ranking[field].filter { $0.score > -2.5 }
        guard [.allowanceTotal, .chargeTotal, .freight, .prepaid].contains(field) else { return likely }
        return likely.filter { $0.best.strength(of: "zone.table") == 0 }
    }

    /// Grand totals by what speaks for them, that they are another one rounded among it.
    private func likelyTotals() -> [RankedValue] {
        ranking[.grandTotal].map { ($0, $0.score + roundingBonus($0)) }.filter { $0.1 > -2.5 }
            .enumerated().sorted { ($0.element.1, $1.offset) > ($1.element.1, $0.offset) }
            .map(\.element.0)
    }

    private func question(_ ranked: [FieldName: [RankedValue]], _ reading: AmountReadings) -> TotalsQuestion {
        var options: [FieldName: [TotalsQuestion.Option]] = [:]
        for (field, values) in ranked {
            let least = model.least(for: field)
            options[field] = values.prefix(TotalsSolver.maximumOptions).map { value in
                var score = value.score - least
                if field == .grandTotal { score += roundingBonus(value) }
                return TotalsQuestion.Option(
                    value: Self.amount(value) ?? .zero, score: score,
                    isRecognised: reading.isRecognised(value.best.region),
                    otherReadings: Self.coreTotals.contains(field) ? reading.others(of: value) : [],
                    isReadAgain: reading.isReadAgain(value.best.region),
                    place: value.best.region)
            }
        }
        let printed = evidence.taxBreakdown.compactMap(\.tax)
        let labelled = ranking[.taxTotal].compactMap(Self.amount).filter { amount in
            !evidence.taxBreakdown.contains { $0.base == amount }
        }
        return TotalsQuestion(
            options: options, lineSum: evidence.table.sum, hasManyLines: evidence.table.lines.count > 1,
            breakdown: evidence.taxBreakdown,
            rateTaxes: printed.count > 1 ? printed + labelled : labelled)
    }

    private mutating func deriveTax(_ sum: FixedDecimal) {
        derive(
            .taxTotal, .amount(sum), from: [.grandTotal, .netTotal], as: "rates",
            rule: "gross − net, printed rate by rate", confidence: 0.93)
    }

    /// Whether a smaller amount is needed for the lines to lead to the net, or the whole to what is due.
    private func closesBy(_ field: FieldName, _ answer: TotalsAnswer) -> Bool {
        switch field {
        case .allowanceTotal, .chargeTotal, .freight: answer.closed.contains(.linesToNet)
        case .prepaid: answer.closed.contains(.grossToDue)
        default: false
        }
    }

    /// A total that is another one rounded to five cents is the one that is paid.
    private func roundingBonus(_ value: RankedValue) -> Double {
        guard kind == .receipt, let gross = Self.amount(value), gross.units % 5 == 0, gross.scale == 2 else {
            return 0
        }
        let gaps = ranking[.grandTotal].compactMap { other -> FixedDecimal? in
            guard other.score > 0, let other = Self.amount(other), other.scale == 2, other.units % 5 != 0,
                let gap = gross.subtracting(other)?.magnitude, gap.units <= 4
            else { return nil }
            return gap
        }
        guard !gaps.isEmpty else { return 0 }
        // The point of so small an amount is often lost: 002 for 0.02.
        let isPrinted = ranking[.rounding].compactMap(Self.amount).contains { printed in
            gaps.contains { $0.units == printed.units.magnitude }
        }
        return isPrinted ? 5 : 2.5
    }

    private static func amount(_ value: RankedValue) -> FixedDecimal? {
        guard case .amount(let amount) = value.value else { return nil }
        return amount
    }

    private func amount(_ field: FieldName) -> FixedDecimal? {
        guard case .amount(let amount)? = fields[field]?.value else { return nil }
        return amount
    }

    /// What follows from two of three: the third, and what is due where nothing is said of payments.
    private mutating func completeTotals() {
        if fields[.grandTotal] == nil, let due = fields[.amountDue], amount(.prepaid) == nil {
            derive(
                .grandTotal, due.value, from: [.amountDue], as: "due", rule: "amount due, nothing prepaid",
                confidence: due.confidence * 0.9)
        }
        completeByBreakdown()
        let confidence = 0.5
        if let gross = amount(.grandTotal), let net = amount(.netTotal), fields[.taxTotal] == nil,
            let tax = gross.subtracting(net), !tax.isNegative || gross.isNegative,
            !isImplausible(tax, of: gross)
        {
            derive(
                .taxTotal, .amount(tax), from: [.grandTotal, .netTotal], as: "difference",
                rule: "gross − net", confidence: confidence)
        } else if let gross = amount(.grandTotal), let tax = amount(.taxTotal), fields[.netTotal] == nil,
            let net = gross.subtracting(tax)
        {
            derive(
                .netTotal, .amount(net), from: [.grandTotal, .taxTotal], as: "difference",
                rule: "gross − tax", confidence: confidence)
        } else if let net = amount(.netTotal), let tax = amount(.taxTotal), fields[.grandTotal] == nil,
            let gross = net.adding(tax)
        {
            derive(
                .grandTotal, .amount(gross), from: [.netTotal, .taxTotal], as: "sum", rule: "net + tax",
                confidence: confidence)
        }
        completeAmountDue()
    }

    /// Net and tax are the sums of the tax breakdown where these make the grand total and are not printed on their own.
    private mutating func completeByBreakdown() {
        guard let gross = amount(.grandTotal), !evidence.taxBreakdown.isEmpty,
            fields[.netTotal] == nil || fields[.taxTotal] == nil
        else { return }
        let sums = evidence.taxBreakdown.reduce((Optional(FixedDecimal.zero), Optional(FixedDecimal.zero))) {
            sums, entry in
            (
                sums.0.flatMap { sum in entry.base.flatMap { sum.adding($0) } },
                sums.1.flatMap { sum in entry.tax.flatMap { sum.adding($0) } }
            )
        }
        guard let net = sums.0, let tax = sums.1, !tax.isZero, net.adding(tax) == gross else { return }
        if amount(.netTotal) ?? net == net, amount(.taxTotal) ?? tax == tax {
            if fields[.netTotal] == nil {
                derive(
                    .netTotal, .amount(net), from: [.grandTotal], as: "breakdown",
                    rule: "sum of the taxable amounts", confidence: 0.8)
            }
            if fields[.taxTotal] == nil {
                derive(
                    .taxTotal, .amount(tax), from: [.grandTotal], as: "breakdown",
                    rule: "sum of the taxes by rate", confidence: 0.8)
            }
        }
    }

    private mutating func completeAmountDue() {
        guard fields[.amountDue] == nil, kind == .invoice || kind == .creditNote,
            let gross = fields[.grandTotal]
        else { return }
        let total = amount(.grandTotal) ?? .zero
        if let prepaid = amount(.prepaid)?.magnitude, let rest = total.subtracting(prepaid), !rest.isNegative
        {
            derive(
                .amountDue, .amount(rest), from: [.grandTotal, .prepaid], as: "rest", rule: "gross − prepaid",
                confidence: gross.confidence * 0.8)
        } else {
            derive(
                .amountDue, gross.value, from: [.grandTotal], as: "gross", rule: "gross, nothing prepaid",
                confidence: gross.confidence * 0.9)
        }
    }

    private func isImplausible(_ tax: FixedDecimal, of whole: FixedDecimal) -> Bool {
        guard let tax = TotalsSheet.units(tax), let whole = TotalsSheet.units(whole) else { return false }
        return TotalsWeights.isImplausible(tax, whole)
    }
}
