import Domain

extension Choice {
    /// Takes the one repair that is proven, or asks for the digit where several would do.
    ///
    /// A mended field says so in its reasons and keeps what was read as its first alternative; a doubtful one keeps what
    /// was read and offers what would make the sums right.
    mutating func mend(_ answer: TotalsAnswer) {
        for (name, choice) in answer.choices where choice.isRepaired {
            mend(name, choice.value, answer.closed)
        }
        for name in Set(answer.questions.map(\.field)) {
            ask(name, answer.questions.filter { $0.field == name }.map(\.value), besides: answer.questions)
        }
    }

    private mutating func mend(_ name: FieldName, _ value: FixedDecimal, _ closed: [TotalsRelation]) {
        guard var field = fields[name] else { return }
        let read = field.value
        let why =
            "read as \(read.canonical); only \(value) makes " + closed.map(\.rawValue).joined(separator: ", ")
        field.alternatives.removeAll { $0.value == .amount(value) }
        field.value = .amount(value)
        field.confidence = min(field.confidence, Self.mendedConfidence)
        field.isAccepted = false
        field.alternatives.insert(
            Field<FieldValue>.Alternative(
                value: read, confidence: 1 - Self.mendedConfidence, region: field.source.region), at: 0)
        field.reasons.insert(Reason(text: why, weight: 1), at: 0)
        fields[name] = field
        limits[name] = Self.mendedConfidence
        // The same print taken for the amount due was misread with it.
        if name == .grandTotal, let due = fields[.amountDue], due.value == read,
            due.source.region == field.source.region
        {
            mend(.amountDue, value, closed)
        }
    }

    /// Offers the readings that would make the sums right, and says that one digit decides.
    private mutating func ask(
        _ name: FieldName, _ values: [FixedDecimal], besides all: [TotalsAnswer.Repair]
    ) {
        guard var field = fields[name] else { return }
        let share = (1 - Self.doubtfulConfidence) / Double(max(1, all.count))
        let region = field.source.region
        field.alternatives.removeAll { alternative in values.contains { .amount($0) == alternative.value } }
        field.alternatives.insert(
            contentsOf: values.prefix(3).map {
                Field<FieldValue>.Alternative(value: .amount($0), confidence: share, region: region)
            }, at: 0)
        field.confidence = min(field.confidence, Self.doubtfulConfidence)
        field.isAccepted = false
        let others = values.prefix(3).map(\.description).joined(separator: " or ")
        let why = "net + tax = grand total would hold if this were \(others): one digit decides"
        field.reasons.insert(Reason(text: why, weight: -1), at: 0)
        fields[name] = field
        limits[name] = Self.doubtfulConfidence
    }

    /// What a mended amount is worth: a person looks at that digit.
    private static var mendedConfidence: Double { 0.8 }
    /// What an amount is worth that does not add up and of which a digit may be wrong.
    private static var doubtfulConfidence: Double { 0.5 }
}
