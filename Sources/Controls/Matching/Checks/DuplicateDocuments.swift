import Domain

extension MatchCheck {
    /// Documents known before that may be the same bill, each with the strongest sign of it.
    static let duplicate = MatchCheck { matched in
        guard let window = matched.scenario.policy.duplicates else { return [] }
        let search = DuplicateSearch(matched.scenario, window)
        return matched.scenario.posted.compactMap { document in
            search.tier(of: document).map {
                Hold(
                    .duplicate, .document, actual: .text(document.id),
                    expected: .text("tier:\($0.rawValue)"))
            }
        }
    }
}
