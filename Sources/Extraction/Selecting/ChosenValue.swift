import Domain

/// What a field was set to, and what was seen on the way there.
struct ChosenValue {
    /// The value among those ranked; `nil` for one that follows from others.
    var ranked: RankedValue?
    /// Its score with what else spoke for it; of a derived value the least score of what it follows from.
    var score: Double
    /// By how much it leads over the best other value; `nil` where there is no other.
    var lead: Double?
    /// Why it was derived, as a feature; `nil` for one that was read.
    var rule: String?
    /// What it follows from; empty for a value that was read.
    var parents: [FieldName] = []
}

extension Choice {
    /// Keeps what tells how sure a value is that was read.
    mutating func note(_ field: FieldName, _ value: RankedValue, score: Double) {
        let other = ranking[field].first { $0.value != value.value }
        chosen[field] = ChosenValue(
            ranked: value, score: score, lead: other.map { score - $0.score }, rule: nil)
    }

    /// Keeps what tells how sure a value is that follows from others: it is worth no more than the worst of them.
    mutating func note(_ field: FieldName, from parents: [FieldName], rule: String) {
        let scores = parents.compactMap { chosen[$0]?.score }
        let other = ranking[field].first
        chosen[field] = ChosenValue(
            ranked: nil, score: scores.min() ?? 0, lead: other.map { -$0.score }, rule: rule,
            parents: parents)
        limits[field] = parents.compactMap { limits[$0] }.min()
    }
}
