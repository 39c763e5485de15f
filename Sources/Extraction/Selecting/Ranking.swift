import Domain

/// A value of a field with its score, taken together from all places it stands at.
struct RankedValue {
    let value: FieldValue
    /// The best place.
    let best: Candidate
    var score: Double
    /// How much each feature moved the score of the best place.
    var parts: [(String, Double)]
    /// All places, the best first.
    let places: [Candidate]
}

/// The values of each field, the best first.
struct Ranking {
    private(set) var values: [FieldName: [RankedValue]] = [:]

    init(_ candidates: [Candidate], model: ScoringModel) {
        var groups: [FieldName: [(key: String, members: [(Candidate, Double, [(String, Double)])])]] = [:]
        for candidate in candidates {
            let (score, parts) = model.score(candidate)
            let key = Self.key(of: candidate.value)
            var groupsOfField = groups[candidate.field] ?? []
            if let index = groupsOfField.firstIndex(where: { $0.key == key }) {
                groupsOfField[index].members.append((candidate, score, parts))
            } else {
                groupsOfField.append((key, [(candidate, score, parts)]))
            }
            groups[candidate.field] = groupsOfField
        }
        for (field, list) in groups {
            values[field] = list.map { Self.ranked($0.members) }.sorted { $0.score > $1.score }
        }
    }

    /// Every further place a value is found at speaks for it, less and less.
    private static func ranked(_ members: [(Candidate, Double, [(String, Double)])]) -> RankedValue {
        let sorted = members.sorted { $0.1 > $1.1 }
        let (best, score, parts) = sorted[0]
        let others = sorted.dropFirst().filter { $0.1 > -2 && $0.0.region != best.region }
        let bonus = min(1.2, 0.5 * Double(others.count))
        return RankedValue(
            value: best.value, best: best, score: score + bonus,
            parts: parts + (bonus > 0 ? [("printed again", bonus)] : []), places: sorted.map(\.0))
    }

    /// Values that are the same but for spelling fall together.
    private static func key(of value: FieldValue) -> String {
        switch value {
        case .text(let text): String(decoding: LabelText.folded(text), as: UTF8.self)
        case .amount(let amount): amount.normalized.description
        case .date(let date): date.description
        case .currency(let currency): currency.rawValue
        }
    }

    /// The values of a field, the best first.
    subscript(field: FieldName) -> [RankedValue] {
        get { values[field] ?? [] }
        set { values[field] = newValue }
    }
}
