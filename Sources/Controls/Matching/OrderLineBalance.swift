import Domain

/// What is known of a line of an order before the bill, in order units.
struct OrderLineBalance: Sendable {
    /// The line's name.
    let id: OrderLineID
    /// The place of its order in the scenario.
    let order: Int
    /// The line itself.
    let line: OrderLine
    /// How far bills for it are compared.
    let level: MatchLevel
    /// Net order price of one order unit.
    let netPrice: Rational
    /// The most that may be billed; `nil` without a limit.
    let authorised: Rational?

    /// What arrived.
    private(set) var arrived = Rational.zero
    /// What arrived and was not sent back.
    private(set) var kept = Rational.zero
    /// What inspection accepted and was not sent back; rejected goods go back first.
    private(set) var accepted = Rational.zero
    /// What inspection accepted, sent back or not.
    private(set) var acceptedOnArrival = Rational.zero
    /// Quantity billed by posted and pending documents.
    private(set) var billedQuantity = Rational.zero
    /// Value billed by posted and pending documents.
    private(set) var billedValue = Rational.zero
    /// How many lines of posted and pending documents bill it.
    private(set) var billedLines = 0

    init(_ line: OrderLine, of order: PurchaseOrder, at place: Int, policy: MatchPolicy) {
        id = OrderLineID(order: order.id, line: line.id)
        self.order = place
        self.line = line
        level = line.level ?? policy.level
        let perUnit = line.price.divided(by: line.priceBase) ?? .zero
        netPrice =
            perUnit * .remaining(after: line.discountPercent) * .remaining(after: order.discountPercent)
        authorised =
            if let quantity = line.quantity, let over = line.overDeliveryPercent {
                quantity * (.one + .percent(over))
            } else {
                nil
            }
    }

    /// What receipts allow to bill; `nil` where they do not matter.
    var receivable: Rational? {
        switch level {
        case .totals, .twoWay: nil
        case .threeWay: kept
        case .fourWay: accepted
        }
    }

    /// What receipts would allow to bill if nothing had been sent back.
    var receivableWithoutReturns: Rational { level == .fourWay ? acceptedOnArrival : arrived }

    /// Adds what a receipt says; one in a unit that does not convert shows nothing to be there.
    mutating func add(_ receipt: GoodsReceipt) {
        guard let factor = line.factor(of: receipt.unit ?? line.unit) else { return }
        let stays = receipt.received - receipt.returned
        let approved = receipt.accepted ?? .zero
        arrived += factor * receipt.received
        kept += factor * stays
        accepted += factor * min(approved, stays)
        acceptedOnArrival += factor * min(approved, receipt.received)
    }

    /// Adds what a posted or pending document bills.
    mutating func add(_ billed: PostedDocument.Line, sign: Rational) {
        if !billed.isValueOnly { billedQuantity += sign * billed.quantity }
        billedValue += sign * billed.amount
        billedLines += 1
    }
}
