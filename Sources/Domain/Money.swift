/// An amount of money: whole minor units (cents) of one currency.
public struct Money: Hashable, Sendable {
    /// Minor units, negative for credits.
    public let minorUnits: Int64
    /// The currency the units are of.
    public let currency: Currency

    /// Makes an amount of `minorUnits` cents (or the currency's minor unit).
    public init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Makes an amount from an exact decimal; `nil` if it has a fraction of a minor unit or does not fit.
    public init?(exactly value: FixedDecimal, currency: Currency) {
        guard let scaled = value.rescaled(to: currency.minorUnits) else { return nil }
        self.init(minorUnits: scaled.units, currency: currency)
    }

    /// The amount as a decimal with the currency's places.
    public var decimal: FixedDecimal { FixedDecimal(units: minorUnits, scale: currency.minorUnits) }

    /// The sum; `nil` for different currencies or on overflow.
    public func adding(_ other: Money) -> Money? {
        guard currency == other.currency else { return nil }
        let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
        return overflow ? nil : Money(minorUnits: sum, currency: currency)
    }
}
