import Domain
import Pipeline

@testable import vouch

/// Values that the tests print.
enum Sample {
    static let box = Box(left: 412.04, top: 701.5, right: 480.26, bottom: 712)

    /// A field as read on page 1.
    static func field(
        _ value: FieldValue, raw: String = "", confidence: Double = 0.998, isAccepted: Bool = true,
        alternatives: [Field<FieldValue>.Alternative] = [], reasons: [Reason] = []
    ) -> Field<FieldValue> {
        Field(
            value: value, raw: raw, confidence: confidence, isAccepted: isAccepted,
            source: .page(Region(page: 1, box: box)), alternatives: alternatives, reasons: reasons)
    }

    /// An amount from its canonical form.
    static func amount(_ text: String) -> FixedDecimal { FixedDecimal(canonical: text) ?? .zero }

    /// An invoice with two lines, one unsure date and one value from its XML.
    static var draft: InvoiceDraft {
        var draft = InvoiceDraft(kind: .invoice, language: "de")
        draft.fields = [
            .invoiceNumber: field(.text("RE-2026-0815"), raw: "RE-2026-0815"),
            .sellerName: field(.text("Muster Bürobedarf GmbH"), raw: "Muster Bürobedarf GmbH"),
            .sellerAddress: field(.text("Musterstraße 1\n12345 Berlin"), confidence: 0.97),
            .grandTotal: field(
                .amount(amount("529.87")), raw: "529,87 €",
                reasons: [
                    Reason(text: "label \"Gesamtbetrag\" left on the same line", weight: 3.1),
                    Reason(text: "not the largest amount of the page", weight: -0.4),
                ]),
            .netTotal: field(.amount(amount("473")), raw: "473,00"),
        ]
        draft.fields[.issueDate] = CalendarDate(iso: "2026-04-03").map { issued in
            field(
                .date(issued), raw: "03.04.2026", confidence: 0.81, isAccepted: false,
                alternatives: CalendarDate(iso: "2026-03-04").map {
                    [.init(value: .date($0), confidence: 0.19)]
                } ?? [])
        }
        draft.fields[.currency] = Currency(rawValue: "EUR").map {
            Field(
                value: .currency($0), raw: "", confidence: 1, isAccepted: true,
                source: .xml(path: "/Invoice/Cur"))
        }
        draft.lines = [
            DraftLine(
                position: "1", articleNumber: "TB100A4", description: "Trennblätter A4",
                quantity: amount("20.00"),
                unit: "Stk", unitPrice: amount("9.9"), taxRate: amount("19"), lineTotal: amount("198.00"),
                confidence: 0.99, source: .page(Region(page: 1, box: box))),
            DraftLine(
                position: "2", description: "Joghurt Banane", quantity: amount("50"), unit: "Stk",
                unitPrice: amount("5.50"), taxRate: amount("7"), lineTotal: amount("275.00"), confidence: 0.9,
                source: .xml(path: "/Invoice/Line[2]")),
        ]
        draft.taxBreakdown = [
            DraftTax(
                rate: amount("19"), base: amount("198.00"), tax: amount("37.62"),
                source: .page(Region(page: 1, box: box)))
        ]
        return draft
    }

    /// A report on that invoice.
    static var report: DocumentReport {
        DocumentReport(
            name: "RE-2026-0815.pdf", hash: ContentHash(bytes: [UInt8](repeating: 0xAB, count: 32)),
            pageCount: 2,
            state: .needsReview, seconds: 0.0123, draft: draft,
            findings: [
                Finding(
                    rule: "totals.net-plus-tax", message: "net + tax is 510.62, not 529.87",
                    fields: [.netTotal])
            ],
            pages: [])
    }
}
