/// What matching a bill came to: which order lines its lines bill, what is in the way, and what is payable.
public struct MatchResult: Hashable, Sendable {
    /// A line of the bill that bills a line of an order.
    public struct Link: Hashable, Sendable {
        /// The line of the bill.
        public var line: String
        /// The line of the order.
        public var orderLine: OrderLineID
        /// Quantity in order units: negative for goods taken back, zero for a change of value alone.
        public var quantity: Rational

        /// Makes a link.
        public init(line: String, orderLine: OrderLineID, quantity: Rational) {
            self.line = line
            self.orderLine = orderLine
            self.quantity = quantity
        }
    }

    /// Which order lines its lines bill.
    public var links: [Link]
    /// What is in the way; empty when the bill matches.
    public var holds: [Hold]
    /// What is left to pay after prepayments; negative for a credit note.
    public var payable: Rational

    /// Makes a result.
    public init(links: [Link], holds: [Hold], payable: Rational) {
        self.links = links
        self.holds = holds
        self.payable = payable
    }

    /// Whether something is in the way.
    public var isHeld: Bool { !holds.isEmpty }
}
