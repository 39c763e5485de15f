import Controls
import Domain

/// A field read with certainty off the top of page 1.
func field(_ value: FieldValue) -> Field<FieldValue> {
    Field(
        value: value, raw: value.canonical, confidence: 1, isAccepted: true,
        source: .page(Region(page: 1, box: Box(left: 0, top: 0, right: 10, bottom: 10))))
}

/// A decimal from its canonical form; a wrong spelling shows as a value no test uses.
func decimal(_ text: String) -> FixedDecimal {
    FixedDecimal(canonical: text) ?? FixedDecimal(-987_654_321)
}

/// A date from its ISO form.
func date(_ text: String) -> CalendarDate {
    CalendarDate(iso: text) ?? CalendarDate(dayNumber: 0).map { $0 } ?? arrival
}

/// The day documents of the tests come in.
let arrival: CalendarDate = {
    guard let day = CalendarDate(year: 2026, month: 6, day: 15) else {
        preconditionFailure("a day that exists")
    }
    return day
}()

/// A draft with amounts, dates and texts, all read with certainty.
func draft(
    _ kind: DocumentKind = .invoice, amounts: [FieldName: String] = [:], dates: [FieldName: String] = [:],
    texts: [FieldName: String] = [:], lines: [DraftLine] = [], taxes: [DraftTax] = []
) -> InvoiceDraft {
    var fields: [FieldName: Field<FieldValue>] = [:]
    for (name, text) in amounts { fields[name] = field(.amount(decimal(text))) }
    for (name, text) in dates { fields[name] = field(.date(date(text))) }
    for (name, text) in texts {
        fields[name] = field(
            name == .currency ? Currency(rawValue: text).map(FieldValue.currency) ?? .text(text) : .text(text)
        )
    }
    return InvoiceDraft(kind: kind, language: "en", fields: fields, lines: lines, taxBreakdown: taxes)
}

/// A line with its figures.
func line(
    _ quantity: String, _ price: String, _ total: String, discount: String? = nil, rate: String? = nil,
    base: String? = nil
) -> DraftLine {
    DraftLine(
        description: "Chair", quantity: decimal(quantity), unitPrice: decimal(price),
        priceBase: base.map(decimal),
        discountPercent: discount.map(decimal), taxRate: rate.map(decimal), lineTotal: decimal(total),
        confidence: 1, source: .person)
}

/// Messages of the findings of one rule.
func messages(_ rule: String, _ draft: InvoiceDraft, page: InvoiceDraft? = nil) -> [String] {
    Verification.findings(of: draft, in: VerificationContext(arrival: arrival, page: page))
        .filter { $0.rule == rule }.map(\.message)
}
