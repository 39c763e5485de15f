import Domain

extension Finding {
    /// Why a document with the finding needs a person, in a few words; the rule's name where it has none.
    var reason: String {
        rule.hasPrefix("hybrid.") ? "page and XML differ" : Self.reasons[rule] ?? rule
    }

    private static let reasons = [
        "attachment.unread": "an attached file was not read",
        "currency.known": "currency not in use",
        "dates.due": "due date out of order",
        "dates.plausible": "date not plausible",
        "duplicate.number": "number came before",
        "identity.check-digits": "check digits do not hold",
        "line.arithmetic": "line total not quantity × price",
        "record.minimum": "number, date or totals missing",
        "tax.amounts": "base × rate is not the tax",
        "tax.sum": "taxes do not add up",
        "totals.due": "amount due does not follow",
        "totals.lines": "lines do not add up",
        "totals.net-plus-tax": "net + tax is not the total",
    ]
}
