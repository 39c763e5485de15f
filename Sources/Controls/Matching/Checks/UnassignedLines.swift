import Domain

extension MatchCheck {
    /// Lines that bill no order line: unordered, ambiguous, in an unknown unit, or for another vendor's order.
    static let unassignedLines = MatchCheck { $0.lineHolds }
}
