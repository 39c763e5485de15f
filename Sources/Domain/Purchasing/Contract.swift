/// What was agreed with a vendor beside single orders: for how long, up to what value, and when bills are due.
public struct Contract: Hashable, Sendable {
    /// Its number.
    public var id: String
    /// The vendor it is with.
    public var vendor: String
    /// The first day it holds; `nil` leaves it open.
    public var from: CalendarDate?
    /// The last day it holds; `nil` leaves it open.
    public var to: CalendarDate?
    /// The most that may be billed under it, in its currency; `nil` without a limit.
    public var valueLimit: Rational?
    /// The currency of the limit.
    public var currency: Currency
    /// What was agreed about paying; `nil` leaves that to the vendor's terms.
    public var terms: PaymentTerms?

    /// Makes a contract.
    public init(
        id: String, vendor: String, from: CalendarDate? = nil, to: CalendarDate? = nil,
        valueLimit: Rational? = nil, currency: Currency, terms: PaymentTerms? = nil
    ) {
        self.id = id
        self.vendor = vendor
        self.from = from
        self.to = to
        self.valueLimit = valueLimit
        self.currency = currency
        self.terms = terms
    }
}
