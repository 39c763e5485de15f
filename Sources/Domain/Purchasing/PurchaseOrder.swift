/// What was ordered from a vendor, at which prices and on which terms.
public struct PurchaseOrder: Hashable, Sendable {
    /// Whether an order is a single purchase or a frame that is called off.
    public enum Form: Hashable, Sendable {
        /// One purchase.
        case standard
        /// A frame: call-offs up to a value, between two days; `nil` leaves a side open.
        case blanket(valueLimit: Rational?, from: CalendarDate?, to: CalendarDate?)
    }

    /// A cost beside the goods that was agreed, such as freight.
    public struct Charge: Hashable, Sendable {
        /// The charge code.
        public var code: String
        /// The agreed amount, in the order's currency.
        public var amount: Rational

        /// Makes an agreed charge.
        public init(code: String, amount: Rational) {
            self.code = code
            self.amount = amount
        }
    }

    /// Its number.
    public var id: String
    /// The vendor it was sent to.
    public var vendor: String
    /// The currency of its prices.
    public var currency: Currency
    /// Whether it may still be billed.
    public var status: OrderStatus
    /// A single purchase, or a frame.
    public var form: Form
    /// The contract it was placed under; `nil` for none.
    public var contract: String?
    /// Discount on every line, percent.
    public var discountPercent: Rational
    /// Agreed costs beside the goods.
    public var charges: [Charge]
    /// What was ordered.
    public var lines: [OrderLine]

    /// Makes an order.
    public init(
        id: String, vendor: String, currency: Currency, status: OrderStatus = .open, form: Form = .standard,
        contract: String? = nil, discountPercent: Rational = .zero, charges: [Charge] = [], lines: [OrderLine]
    ) {
        self.id = id
        self.vendor = vendor
        self.currency = currency
        self.status = status
        self.form = form
        self.contract = contract
        self.discountPercent = discountPercent
        self.charges = charges
        self.lines = lines
    }
}

/// Whether an order or one of its lines may still be billed.
public enum OrderStatus: String, Hashable, Sendable, CaseIterable {
    /// Goods and invoices are expected.
    case open
    /// Nothing more is expected.
    case closed
    /// Finally matched: the last invoice came.
    case final
}

/// Names a line of an order: `PO-17/10`.
public struct OrderLineID: Hashable, Sendable, CustomStringConvertible {
    /// The order's number.
    public var order: String
    /// The line's number.
    public var line: String

    /// Names a line of an order.
    public init(order: String, line: String) {
        self.order = order
        self.line = line
    }

    /// `ORDER/LINE`.
    public var description: String { "\(order)/\(line)" }
}
