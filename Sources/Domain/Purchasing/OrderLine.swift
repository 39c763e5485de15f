/// A line of a purchase order.
public struct OrderLine: Hashable, Sendable {
    /// What is counted: pieces, or money (services by amount).
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        case quantity
        case amount
    }

    /// Its number within the order.
    public var id: String
    /// The item's number.
    public var item: String?
    /// A class descriptions were sorted into, where there is no item number.
    public var descriptionClass: String?
    /// What was ordered, in words.
    public var description: String?
    /// What is counted.
    public var basis: Basis
    /// How far invoices for it are compared; `nil` leaves that to the policy.
    public var level: MatchLevel?
    /// Whether it may still be billed.
    public var status: OrderStatus
    /// The unit it is ordered in.
    public var unit: String
    /// Order units in one of another unit.
    public var units: [String: Rational]
    /// Ordered quantity; `nil` where only a frame was agreed.
    public var quantity: Rational?
    /// Price of `priceBase` order units.
    public var price: Rational
    /// How many order units the price is for; positive.
    public var priceBase: Rational
    /// Discount, percent.
    public var discountPercent: Rational
    /// How much more than ordered may be delivered, percent; `nil` without a limit.
    public var overDeliveryPercent: Rational?
    /// The account its cost goes to, as the ledger calls it.
    public var account: String?
    /// Whose cost it is, as the ledger calls it.
    public var costCentre: String?

    /// Makes a line of an order.
    public init(
        id: String, item: String? = nil, descriptionClass: String? = nil, description: String? = nil,
        basis: Basis = .quantity,
        level: MatchLevel? = nil, status: OrderStatus = .open, unit: String, units: [String: Rational] = [:],
        quantity: Rational?, price: Rational, priceBase: Rational = .one, discountPercent: Rational = .zero,
        overDeliveryPercent: Rational? = .zero, account: String? = nil, costCentre: String? = nil
    ) {
        self.id = id
        self.item = item
        self.descriptionClass = descriptionClass
        self.description = description
        self.basis = basis
        self.level = level
        self.status = status
        self.unit = unit
        self.units = units
        self.quantity = quantity
        self.price = price
        self.priceBase = priceBase
        self.discountPercent = discountPercent
        self.overDeliveryPercent = overDeliveryPercent
        self.account = account
        self.costCentre = costCentre
    }

    /// Order units in one `unit`; `nil` where it does not convert.
    public func factor(of unit: String) -> Rational? {
        basis == .amount || unit == self.unit ? .one : units[unit]
    }
}

extension OrderLine {
    /// The line with the conversions of its item added; its own count where both have one.
    public func converting(with item: Item?) -> OrderLine {
        guard let item, let perItemUnit = factor(of: item.unit) else { return self }
        var line = self
        for (unit, count) in item.units where line.units[unit] == nil && unit != line.unit {
            line.units[unit] = count * perItemUnit
        }
        line.units[item.unit] = item.unit == line.unit ? nil : perItemUnit
        return line
    }
}
