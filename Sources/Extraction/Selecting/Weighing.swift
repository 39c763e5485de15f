import Domain

extension Choice {
    /// Looks at every chosen value once more, now that all others are known, and says how sure each is; gives what was
    /// seen about each.
    mutating func weighSureness(on pages: [Page]) -> [FieldName: [Feature]] {
        let observer = SurenessFeatures(choice: self, pages: pages)
        var seen: [FieldName: [Feature]] = [:]
        for field in fields.keys where chosen[field] != nil { seen[field] = observer.features(of: field) }
        guard let sureness = model.sureness else { return seen }
        for (field, features) in seen {
            let limit = limits[field]
            let probability = min(sureness.probability(of: field, features), limit ?? 1)
            fields[field]?.confidence = probability
            fields[field]?.sureness = sureness.reasons(for: field, features)
            let isRead = isSurelyRead(field, seen)
            fields[field]?.isAccepted = isRead && limit == nil && sureness.accepts(probability, field: field)
        }
        return seen
    }

    /// Whether a value was read surely enough, and of a derived one all that it follows from.
    private func isSurelyRead(_ field: FieldName, _ seen: [FieldName: [Feature]]) -> Bool {
        guard let value = chosen[field] else { return true }
        guard let best = value.ranked?.best else {
            return value.parents.allSatisfy { isSurelyRead($0, seen) }
        }
        let closesSum = seen[field]?.contains { $0.name == "sums.close" } ?? false
        return best.isSurelyRead(closesSum: closesSum)
    }
}
