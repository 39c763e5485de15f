/// Money paid ahead for an order; invoices of it use it up before anything else is paid.
public struct Prepayment: Hashable, Sendable {
    /// Its number in the books.
    public var id: String
    /// Who was paid.
    public var vendor: String
    /// The order it was paid for.
    public var order: String
    /// When.
    public var date: CalendarDate
    /// Its currency.
    public var currency: Currency
    /// How much.
    public var amount: Rational

    /// Makes a prepayment.
    public init(
        id: String, vendor: String, order: String, date: CalendarDate, currency: Currency, amount: Rational
    ) {
        self.id = id
        self.vendor = vendor
        self.order = order
        self.date = date
        self.currency = currency
        self.amount = amount
    }
}
