import Domain

/// What billing order units at one order line costs, compared part by part from the first.
struct AssignmentCost: Hashable, Sendable, Comparable {
    /// Beyond what was ordered (or, for credits, billed).
    var over = 0
    /// How badly reference, item or description fit.
    var rank = 0
    /// Beyond what was received (or, for credits, beyond what was billed without receipt).
    var open = 0
    /// At another price.
    var differs = 0
    /// Distance of the prices.
    var gap = Rational.zero

    static let zero = AssignmentCost()

    static func + (left: AssignmentCost, right: AssignmentCost) -> AssignmentCost {
        AssignmentCost(
            over: left.over + right.over, rank: left.rank + right.rank, open: left.open + right.open,
            differs: left.differs + right.differs, gap: left.gap + right.gap)
    }

    static prefix func - (cost: AssignmentCost) -> AssignmentCost {
        AssignmentCost(
            over: -cost.over, rank: -cost.rank, open: -cost.open, differs: -cost.differs, gap: -cost.gap)
    }

    static func < (left: AssignmentCost, right: AssignmentCost) -> Bool {
        (left.over, left.rank, left.open, left.differs, left.gap)
            < (right.over, right.rank, right.open, right.differs, right.gap)
    }
}
