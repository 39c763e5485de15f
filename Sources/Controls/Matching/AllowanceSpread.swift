import Domain

/// Discounts on the whole document, spread over its lines by value.
struct AllowanceSpread: Sendable {
    /// What is left of one unit of value of a line that takes part.
    private let remaining: Rational

    init(_ bill: Bill) {
        let total = bill.lines.filter(Self.takesPart).map(\.amount).sum()
        let discount = bill.allowances.map(\.amount).sum()
        remaining = discount.divided(by: total).map { .one - $0 } ?? .one
    }

    /// What is left of one unit of the line's value.
    func factor(of line: BillLine) -> Rational { Self.takesPart(line) ? remaining : .one }

    /// The line's value after its part of the discounts.
    func value(of line: BillLine) -> Rational { factor(of: line) * line.amount }

    private static func takesPart(_ line: BillLine) -> Bool { line.kind == .item && line.amount.isPositive }
}
