/// The names by which the process of invoices and the rest of Vouch know each other.
package enum CaseProcess {
    /// The process every bill runs through.
    package static let invoice = "invoice"
    /// The message that a hold is closed; correlated by `hold.id`.
    package static let released = "hold released"
    /// The message that the vendor has answered.
    package static let answered = "vendor answered"
    /// The message that a bill was paid.
    package static let paid = "paid"
    /// The message that a bill is not to be paid.
    package static let cancelled = "cancelled"
}
