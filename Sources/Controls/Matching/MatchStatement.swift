public import Domain

/// What a bill comes to line by line, for a clerk to read: quantities in order units, prices of one of them.
public struct MatchStatement: Hashable, Sendable {
    /// A line of the bill with a line of an order it bills, or with none.
    public struct Row: Hashable, Sendable {
        /// The line of the bill.
        public var line: String
        /// What stands on the other side; `nil` for a line that bills no order.
        public var order: OrderSide?
        /// Billed by this line, in order units; negative for goods taken back.
        public var billedNow: Rational
        /// Net price of one order unit on the bill; `nil` where none follows.
        public var price: Rational?
    }

    /// What is known of a line of an order.
    public struct OrderSide: Hashable, Sendable {
        /// Its name.
        public var id: OrderLineID
        /// Its unit.
        public var unit: String
        /// What was ordered; `nil` for a frame without a quantity.
        public var ordered: Rational?
        /// What may be billed by what was received or accepted; `nil` where that does not matter.
        public var received: Rational?
        /// What other bills have billed.
        public var billedBefore: Rational
        /// What may still be billed after this bill; negative when it is too much.
        public var left: Rational?
        /// Net price of one unit.
        public var price: Rational
        /// How far bills are compared.
        public var level: MatchLevel
    }

    /// The rows, in the order of the bill.
    public var rows: [Row]
}

extension Matching {
    /// What the bill of a scenario comes to line by line.
    public static func statement(of scenario: MatchScenario) -> MatchStatement {
        let matched = MatchedBill(scenario)
        var rows: [MatchStatement.Row] = []
        for (place, line) in scenario.bill.lines.enumerated() {
            let links = matched.links.filter { $0.line == place }
            rows += links.map { row($0, matched) }
            if links.isEmpty {
                let value = matched.spread.value(of: line)
                rows.append(
                    MatchStatement.Row(
                        line: line.id, order: nil, billedNow: line.quantity,
                        price: value.divided(by: line.quantity)))
            }
        }
        return MatchStatement(rows: rows)
    }

    private static func row(_ link: LineLink, _ matched: MatchedBill) -> MatchStatement.Row {
        let balance = matched.balance(of: link)
        let limits = [balance.authorised, balance.receivable].compactMap { $0 }
        let billed = matched.cumulativeQuantity(link.balance)
        return MatchStatement.Row(
            line: matched.line(of: link).id,
            order: MatchStatement.OrderSide(
                id: balance.id, unit: balance.line.unit, ordered: balance.line.quantity,
                received: balance.receivable, billedBefore: balance.billedQuantity,
                left: limits.min().map { $0 - billed }, price: balance.netPrice, level: balance.level),
            billedNow: link.signedQuantity, price: link.value.divided(by: link.quantity))
    }
}
