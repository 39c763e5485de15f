/// A line of a bill.
public struct BillLine: Hashable, Sendable {
    /// What a line bills.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Goods or services.
        case item
        /// A later price change upwards for goods billed before; changes no quantity.
        case subsequentDebit = "subsequent_debit"
        /// A price reduction for goods billed before; changes no quantity.
        case valueCredit = "value_credit"
    }

    /// A unit price as printed.
    public struct Price: Hashable, Sendable {
        /// The price of `base` units.
        public var number: Rational
        /// Decimals it is printed with.
        public var places: Int
        /// How many units it is for; positive.
        public var base: Rational

        /// Makes a printed price.
        public init(number: Rational, places: Int, base: Rational = .one) {
            self.number = number
            self.places = places
            self.base = base
        }
    }

    /// Its number within the bill.
    public var id: String
    /// What it bills.
    public var kind: Kind
    /// The order it names.
    public var orderReference: String?
    /// The order line it names.
    public var lineReference: String?
    /// The item's number.
    public var item: String?
    /// A class descriptions were sorted into.
    public var descriptionClass: String?
    /// Quantity in `unit`; negative for goods taken back.
    public var quantity: Rational
    /// The unit as printed.
    public var unit: String
    /// The unit price as printed.
    public var price: Price?
    /// Discount, percent of the extension.
    public var discountPercent: Rational
    /// Discount, an amount.
    public var discountAmount: Rational
    /// The printed net extension, after discounts of the line.
    public var amount: Rational
    /// Tax rate, percent.
    public var taxRate: Rational

    /// Makes a line of a bill.
    public init(
        id: String, kind: Kind = .item, orderReference: String? = nil, lineReference: String? = nil,
        item: String? = nil, descriptionClass: String? = nil, quantity: Rational, unit: String,
        price: Price? = nil, discountPercent: Rational = .zero, discountAmount: Rational = .zero,
        amount: Rational, taxRate: Rational = .zero
    ) {
        self.id = id
        self.kind = kind
        self.orderReference = orderReference
        self.lineReference = lineReference
        self.item = item
        self.descriptionClass = descriptionClass
        self.quantity = quantity
        self.unit = unit
        self.price = price
        self.discountPercent = discountPercent
        self.discountAmount = discountAmount
        self.amount = amount
        self.taxRate = taxRate
    }
}
