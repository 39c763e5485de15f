internal import Domain

/// Mends one misread digit or lost decimal point among net, tax and grand total.
///
/// Only where exactly one repair makes everything that can be checked add up, and more than it did before.
struct TotalsRepair {
    let sheet: TotalsSheet
    let question: TotalsQuestion

    private struct Mended: Hashable {
        var field: FieldName
        var value: FixedDecimal
        var closed: [TotalsRelation]
    }

    /// The answer with the one repair; `nil` when there is none or more than one.
    func repaired(_ answer: TotalsAnswer) -> TotalsAnswer? {
        guard answer.broken.contains(.netPlusTax) else { return nil }
        var found: Set<Mended> = []
        for field in [FieldName.netTotal, .taxTotal, .grandTotal] {
            guard let choice = answer.choices[field], let options = question.options[field],
                options.indices.contains(choice.option), options[choice.option].isRecognised
            else { continue }
            for value in Self.readings(of: choice.value) {
                let (closed, broken) = relations(answer, with: value, for: field)
                if broken.isEmpty, closed.contains(.netPlusTax), isPlausible(answer, with: value, for: field)
                {
                    found.insert(Mended(field: field, value: value, closed: closed))
                }
            }
        }
        guard found.count == 1, let only = found.first else { return nil }
        var mended = answer
        mended.choices[only.field]?.value = only.value
        mended.choices[only.field]?.isRepaired = true
        mended.closed = only.closed
        mended.broken = []
        return mended
    }

    /// Taxes on sales are below two fifths of the whole everywhere.
    private func isPlausible(_ answer: TotalsAnswer, with value: FixedDecimal, for field: FieldName) -> Bool {
        let amount = { (name: FieldName) in name == field ? value : answer.choices[name]?.value ?? .zero }
        guard let tax = TotalsSheet.units(amount(.taxTotal)),
            let gross = TotalsSheet.units(amount(.grandTotal))
        else {
            return false
        }
        return tax.magnitude * 5 <= gross.magnitude * 2
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
            rounding: units(.rounding))
    }

    /// What the amount may have been: one digit read as another, or the decimal point lost.
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
        let whole = value.normalized
        if whole.scale == 0, whole.units.magnitude > 99 {
            readings.append(FixedDecimal(units: whole.units, scale: 2))
        }
        return readings
    }
}
