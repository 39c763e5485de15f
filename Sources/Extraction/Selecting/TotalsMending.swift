import Domain

extension Choice {
    /// Mends one misread digit or lost decimal point of a recognised page, where net, tax and grand total do not
    /// add up as read and exactly one repair makes everything add up.
    ///
    /// The field says so in its reasons and keeps what was read as its first alternative.
    mutating func mendTotals(on pages: [Page]) {
        let names: [FieldName] = [.netTotal, .taxTotal, .grandTotal]
        var options: [FieldName: [TotalsQuestion.Option]] = [:]
        for name in names {
            guard let field = fields[name], case .amount(let value) = field.value,
                case .page(let region) = field.source
            else { return }
            let isRecognised = pages.contains { $0.number == region.page && $0.origin != .textLayer }
            options[name] = [
                TotalsQuestion.Option(value: value, probability: field.confidence, isRecognised: isRecognised)
            ]
        }
        let answer = TotalsSolver.answer(
            TotalsQuestion(options: options, lineSum: evidence.table.sum, breakdown: evidence.taxBreakdown))
        for name in names {
            guard let choice = answer.choices[name], choice.isRepaired else { continue }
            mend(name, choice.value, answer.closed)
        }
    }

    private mutating func mend(_ name: FieldName, _ value: FixedDecimal, _ closed: [TotalsRelation]) {
        guard var field = fields[name] else { return }
        let read = field.value
        let region = field.source.region
        let why =
            "read as \(read.canonical); only \(value) makes " + closed.map(\.rawValue).joined(separator: ", ")
        field.value = .amount(value)
        field.confidence = min(field.confidence, Self.mendedConfidence)
        field.isAccepted = false
        field.alternatives.insert(
            Field<FieldValue>.Alternative(value: read, confidence: 1 - Self.mendedConfidence, region: region),
            at: 0)
        field.reasons.insert(Reason(text: why, weight: 1), at: 0)
        fields[name] = field
        // What was derived from the misread amount follows.
        if name == .grandTotal, let due = fields[.amountDue], due.value == read {
            fields[.amountDue]?.value = .amount(value)
            fields[.amountDue]?.isAccepted = false
            fields[.amountDue]?.reasons.insert(Reason(text: why, weight: 1), at: 0)
        }
    }

    /// What a mended amount is worth: a person looks at that digit.
    private static var mendedConfidence: Double { 0.8 }
}
