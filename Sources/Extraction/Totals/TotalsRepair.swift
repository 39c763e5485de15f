internal import Domain

/// Mends one misread digit or lost decimal point among net, tax and grand total.
///
/// Only where exactly one repair makes everything that can be checked add up, and either the recogniser saw it too or
/// another sum agrees; else the readings that would do are the question.
struct TotalsRepair {
    let sheet: TotalsSheet
    let question: TotalsQuestion

    private struct Mended: Hashable {
        var repair: TotalsAnswer.Repair
        var closed: [TotalsRelation]
        /// Whether the recogniser had it among its readings, or was never asked.
        var isSeen: Bool
    }

    /// The answer with the one repair, or with the readings of which one may be right.
    func repaired(_ answer: TotalsAnswer) -> TotalsAnswer {
        let found = repairs(of: answer)
        var mended = answer
        guard found.count == 1, let only = found.first, isProven(only) else {
            mended.questions = found.map(\.repair)
            return mended
        }
        mended.choices[only.repair.field]?.value = only.repair.value
        mended.choices[only.repair.field]?.isRepaired = true
        mended.closed = only.closed
        mended.broken = []
        return mended
    }

    /// Every reading of one total that makes all relations hold: those the recogniser saw, where it saw any.
    private func repairs(of answer: TotalsAnswer) -> [Mended] {
        var found: [Mended] = []
        for field in [FieldName.netTotal, .taxTotal, .grandTotal] {
            guard let choice = answer.choices[field], let index = choice.option,
                let option = question.options[field]?[index], option.isRecognised
            else { continue }
            let readings = option.otherReadings + Self.readings(of: choice.value)
            for (place, value) in readings.enumerated() {
                let (closed, broken) = relations(answer, with: value, for: field)
                let repair = TotalsAnswer.Repair(field: field, value: value)
                guard broken.isEmpty, closed.contains(.netPlusTax),
                    isPlausible(answer, with: value, for: field),
                    !found.contains(where: { $0.repair == repair })
                else { continue }
                let isSeen = place < option.otherReadings.count || !option.isReadAgain
                found.append(Mended(repair: repair, closed: closed, isSeen: isSeen))
            }
        }
        let seen = found.filter(\.isSeen)
        return seen.isEmpty ? found : seen
    }

    /// What no reader saw is believed only where a sum besides net and tax agrees.
    ///
    /// What is due bears out the grand total alone, not a digit of net or tax.
    private func isProven(_ mended: Mended) -> Bool {
        let isGross = mended.repair.field == .grandTotal
        return mended.isSeen || mended.closed.count { isGross || $0 != .grossToDue } > 1
    }

    /// Whether the tax is not too large a part of the whole.
    private func isPlausible(_ answer: TotalsAnswer, with value: FixedDecimal, for field: FieldName) -> Bool {
        let amount = { (name: FieldName) in name == field ? value : answer.choices[name]?.value ?? .zero }
        guard let tax = TotalsSheet.units(amount(.taxTotal)),
            let gross = TotalsSheet.units(amount(.grandTotal))
        else {
            return false
        }
        return !TotalsWeights.isImplausible(tax, gross)
    }

    private func relations(
        _ answer: TotalsAnswer, with value: FixedDecimal, for field: FieldName
    ) -> (closed: [TotalsRelation], broken: [TotalsRelation]) {
        let units = { (name: FieldName) -> Int64? in
            TotalsSheet.units(name == field ? value : answer.choices[name]?.value ?? .zero)
                .flatMap { answer.choices[name] == nil ? nil : $0 }
        }
        return sheet.relations(
            net: units(.netTotal), tax: units(.taxTotal), gross: units(.grandTotal),
            due: isDuePrintedApart(answer) ? units(.amountDue) : nil, prepaid: units(.prepaid),
            rounding: units(.rounding), allowance: units(.allowanceTotal), charge: units(.chargeTotal),
            freight: units(.freight))
    }

    /// Whether the amount due is a print of its own: one that is the grand total's, too, is misread with it.
    private func isDuePrintedApart(_ answer: TotalsAnswer) -> Bool {
        let place = { (field: FieldName) -> Region? in
            answer.choices[field]?.option.flatMap { question.options[field]?[$0].place }
        }
        return place(.amountDue).map { $0 != place(.grandTotal) } ?? true
    }

    /// What the amount may have been: one digit read as another, a sign read as a digit, or the decimal point lost.
    static func readings(of value: FixedDecimal) -> [FixedDecimal] {
        var readings: [FixedDecimal] = []
        let digits = Array(String(value.units.magnitude).utf8)
        for (index, digit) in digits.enumerated() {
            for other in Confusions.digits(for: digit) {
                var changed = digits
                changed[index] = other
                if let units = Int64(String(decoding: changed, as: UTF8.self)) {
                    readings.append(
                        FixedDecimal(units: value.isNegative ? -units : units, scale: value.scale))
                }
            }
        }
        // A sign of currency is read as 5 or 8.
        if digits.count > 3, digits[0] == UInt8(ascii: "5") || digits[0] == UInt8(ascii: "8"),
            digits[1] != UInt8(ascii: "0"), let units = Int64(String(decoding: digits[1...], as: UTF8.self))
        {
            readings.append(FixedDecimal(units: value.isNegative ? -units : units, scale: value.scale))
        }
        let whole = value.normalized
        if whole.scale == 0, whole.units.magnitude > 99 {
            readings.append(FixedDecimal(units: whole.units, scale: 2))
        }
        return readings
    }
}
