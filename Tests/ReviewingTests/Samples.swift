import Domain
import Reviewing

let arrival: CalendarDate = {
    guard let day = CalendarDate(year: 2026, month: 6, day: 15) else {
        preconditionFailure("a day that exists")
    }
    return day
}()

/// A decimal from its canonical form; a wrong spelling shows as a value no test uses.
func decimal(_ text: String) -> FixedDecimal { FixedDecimal(canonical: text) ?? FixedDecimal(-987_654_321) }

/// A date from its ISO form.
func date(_ text: String) -> FieldValue { .date(CalendarDate(iso: text) ?? arrival) }

func amount(_ text: String) -> FieldValue { .amount(decimal(text)) }

/// A field as it was read.
func field(
    _ value: FieldValue, _ raw: String = "", accepted: Bool = true, others: [FieldValue] = []
) -> Field<FieldValue> {
    Field(
        value: value, raw: raw.isEmpty ? value.canonical : raw, confidence: accepted ? 0.99 : 0.7,
        isAccepted: accepted,
        source: .page(Region(page: 1, box: Box(left: 0, top: 0, right: 10, bottom: 10))),
        alternatives: others.map { .init(value: $0, confidence: 0.2) })
}

/// An invoice whose sums close; the number and the date are not sure.
func sampleDraft() -> InvoiceDraft {
    InvoiceDraft(
        kind: .invoice, language: "de",
        fields: [
            .invoiceNumber: field(.text("RE-17"), accepted: false, others: [.text("RE-11")]),
            .issueDate: field(
                date("2026-04-03"), "03.04.2026", accepted: false, others: [date("2026-03-04")]),
            .sellerName: field(.text("Holmgrund GmbH")),
            .currency: field(Currency(rawValue: "EUR").map(FieldValue.currency) ?? .text("")),
            .netTotal: field(amount("1000.00"), "1.000,00"), .taxTotal: field(amount("190.00"), "190,00"),
            .grandTotal: field(amount("1190.00"), "1.190,00"),
        ],
        lines: [line("2", "300.00", "600.00"), line("4", "100.00", "400.00")])
}

func line(_ quantity: String, _ price: String, _ total: String) -> DraftLine {
    DraftLine(
        description: "Stuhl Modell Vestfjord", quantity: decimal(quantity), unitPrice: decimal(price),
        lineTotal: decimal(total), confidence: 0.9,
        source: .page(Region(page: 1, box: Box(left: 0, top: 0, right: 10, bottom: 10))))
}

/// A page with lines of words, each word 6 points a letter.
func samplePage(_ lines: [String]) -> Page {
    var words: [Word] = []
    for (row, text) in lines.enumerated() {
        var left = 50.0
        let top = 50 + Double(row) * 24
        for part in text.split(separator: " ") {
            let right = left + Double(part.count) * 6
            words.append(
                Word(text: String(part), box: Box(left: left, top: top, right: right, bottom: top + 10)))
            left = right + 3
        }
    }
    return Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words)
}

func session(_ draft: InvoiceDraft = sampleDraft(), page lines: [String] = [], findings: [Finding] = [])
    -> ReviewSession
{
    ReviewSession(asRead: draft, pages: [samplePage(lines)], findings: findings, arrival: arrival)
}
