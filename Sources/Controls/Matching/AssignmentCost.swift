import Domain

/// What billing order units at one order line costs, compared part by part from the first.
struct AssignmentCost: Hashable, Sendable, Comparable {
    /// Beyond what was ordered (or, for credits, billed).
    var over = Rational.zero
    /// How badly reference, item or description fit.
    var rank = Rational.zero
    /// Beyond what was received (or, for credits, beyond what was billed without receipt).
    var open = Rational.zero
    /// At another price.
    var differs = Rational.zero
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

    /// The cost of `quantity` order units.
    static func * (quantity: Rational, cost: AssignmentCost) -> AssignmentCost {
        AssignmentCost(
            over: quantity * cost.over, rank: quantity * cost.rank, open: quantity * cost.open,
            differs: quantity * cost.differs, gap: quantity * cost.gap)
    }

    static func < (left: AssignmentCost, right: AssignmentCost) -> Bool {
        if left.over != right.over { return left.over < right.over }
        if left.rank != right.rank { return left.rank < right.rank }
        if left.open != right.open { return left.open < right.open }
        if left.differs != right.differs { return left.differs < right.differs }
        return left.gap < right.gap
    }
}
