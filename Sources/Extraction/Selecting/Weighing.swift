import Domain

extension Choice {
    /// Looks at every chosen value once more, now that all others are known; gives what was seen about each.
    mutating func weighSureness(on pages: [Page]) -> [FieldName: [Feature]] {
        let observer = SurenessFeatures(choice: self, pages: pages)
        var seen: [FieldName: [Feature]] = [:]
        for field in fields.keys where chosen[field] != nil { seen[field] = observer.features(of: field) }
        return seen
    }
}
