/// What arrived for a line of an order; acceptance sheets for services are the same.
public struct GoodsReceipt: Hashable, Sendable {
    /// Its number.
    public var id: String
    /// The line of the order it is for.
    public var orderLine: OrderLineID
    /// The unit its quantities are in; `nil` for the order's unit.
    public var unit: String?
    /// What arrived.
    public var received: Rational
    /// What inspection accepted of it; `nil` before inspection.
    public var accepted: Rational?
    /// What was sent back.
    public var returned: Rational
    /// Who signed for it, as on an acceptance sheet; `nil` where nobody is named.
    public var acceptedBy: String?

    /// Makes a receipt.
    public init(
        id: String, orderLine: OrderLineID, unit: String? = nil, received: Rational,
        accepted: Rational? = nil,
        returned: Rational = .zero, acceptedBy: String? = nil
    ) {
        self.id = id
        self.orderLine = orderLine
        self.unit = unit
        self.received = received
        self.accepted = accepted
        self.returned = returned
        self.acceptedBy = acceptedBy
    }
}
