import Domain

/// The typed value of what a pattern found.
struct PatternValue {
    private let text: String
    private let words: [Word]
    private let template: VendorTemplate
    private let mark: DecimalMark?

    init(_ text: PatternText, _ range: Range<Int>, _ template: VendorTemplate, _ mark: DecimalMark?) {
        self.text = text.text(in: range)
        words = text.words(in: range)
        self.template = template
        self.mark = template.decimalMark ?? mark
    }

    /// The value as the field wants it; `nil` where it is none.
    func value(of field: FieldName) -> FieldValue? {
        switch field.valueType {
        case .date: Dates.scan(words).first?.date(by: template.dateOrder).map { .date($0) }
        case .amount, .number: amount.map { .amount($0) }
        case .currency: CurrencyMarks.currency(of: text).map { .currency($0) }
        case .identifier, .name, .text: .text(text)
        }
    }

    /// The number among the words, the longest where parts of it could be numbers, too.
    private var amount: FixedDecimal? {
        Numbers.scan(words).max { $0.words.count < $1.words.count }?.value(by: mark)
    }
}
