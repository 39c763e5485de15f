import Domain

extension MatchCheck {
    /// A vendor that nothing may be paid to.
    static let vendorBlocked = MatchCheck { matched in
        guard matched.scenario.vendor.isBlocked else { return [] }
        return [Hold(.vendorBlocked, .document, actual: .text("blocked"), expected: .text("active"))]
    }
}
