public import Domain
public import Extraction

/// What a person typed for a field, understood.
public enum TypedValue: Hashable, Sendable {
    /// One value.
    case value(FieldValue)
    /// Several values that it may mean, likeliest first.
    case several([FieldValue])
    /// None; the forms that are understood.
    case refused(String)

    /// Understands a text for a field, by the forms the document itself uses where it may mean several values.
    public init(_ text: String, for field: FieldName, in forms: PrintedForms = PrintedForms()) {
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty else {
            self = .refused("Nothing was typed.")
            return
        }
        switch field.valueType {
        case .date: self = Self.date(trimmed, forms)
        case .amount, .number: self = Self.amount(trimmed, forms)
        case .currency: self = Self.currency(trimmed)
        case .name, .text, .identifier: self = .value(.text(trimmed))
        }
    }

    /// A number of a line, such as its quantity or price; `nil` for anything that is none.
    public static func number(_ text: String, in forms: PrintedForms = PrintedForms()) -> FixedDecimal? {
        guard case .value(.amount(let number)) = amount(trimmed(text), forms) else { return nil }
        return number
    }

    /// The value that is spelt so in its canonical form, which means one value only; `nil` where it is none.
    public static func canonical(_ text: String, for field: FieldName) -> FieldValue? {
        switch field.valueType {
        case .date: CalendarDate(iso: text).map(FieldValue.date)
        case .amount, .number: FixedDecimal(canonical: text).map(FieldValue.amount)
        case .currency: Currency(rawValue: text).map(FieldValue.currency)
        case .name, .text, .identifier: text.isEmpty ? nil : .text(text)
        }
    }

    // MARK: Kinds of value

    private static func date(_ text: String, _ forms: PrintedForms) -> TypedValue {
        let words = words(text)
        let whole = Dates.scan(words).first { $0.words == 0..<words.count }
        guard let readings = whole?.readings, !readings.isEmpty else {
            return .refused("\"\(text)\" is no date. Type 2026-02-03, 3.2.26, 03/02/2026 or 3 Feb 26.")
        }
        let known = readings.filter {
            $0.order == .yearFirst || $0.order == .named || $0.order == forms.dateOrder
        }
        return one(of: (known.isEmpty ? readings : known).map { .date($0.date) })
    }

    private static func amount(_ text: String, _ forms: PrintedForms) -> TypedValue {
        let words = words(text)
        let tokens = Numbers.scan(words).filter { $0.words == 0..<words.count }
        guard let readings = tokens.first?.readings.filter({ !$0.isRepaired }), !readings.isEmpty else {
            return .refused("\"\(text)\" is no number. Type 1234.50, 1.234,50, 1,234.50 or 1 234,50.")
        }
        let known = readings.filter { $0.mark == nil || $0.mark == forms.decimalMark }
        return one(of: (known.isEmpty ? readings : known).map { .amount($0.value) })
    }

    private static func currency(_ text: String) -> TypedValue {
        let code = text.uppercased()
        guard let currency = Currency(rawValue: code) ?? CurrencyMarks.currency(of: text) else {
            return .refused("\"\(text)\" is no currency. Type a code such as EUR, or a sign such as €.")
        }
        return .value(.currency(currency))
    }

    private static func one(of values: [FieldValue]) -> TypedValue {
        var different: [FieldValue] = []
        for value in values where !different.contains(value) { different.append(value) }
        return different.count == 1 ? .value(different[0]) : .several(different)
    }

    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text as words of a line, one behind the other.
    private static func words(_ text: String) -> [Word] {
        var left = 0.0
        return text.split(separator: " ").map { part in
            defer { left += Double(part.count) * 6 + 3 }
            return Word(
                text: String(part),
                box: Box(left: left, top: 0, right: left + Double(part.count) * 6, bottom: 10))
        }
    }
}

/// How a document writes its dates and numbers, as its own values show.
public struct PrintedForms: Hashable, Sendable {
    /// The order of day and month; `nil` where no date of the document decides it.
    public var dateOrder: DateOrder?
    /// The sign before the fraction; `nil` where no amount of the document decides it.
    public var decimalMark: DecimalMark?

    /// Makes forms.
    public init(dateOrder: DateOrder? = nil, decimalMark: DecimalMark? = nil) {
        self.dateOrder = dateOrder
        self.decimalMark = decimalMark
    }

    /// Tells the forms of a draft from its values and how they are printed.
    public init(of draft: InvoiceDraft) {
        self.init()
        for (name, field) in draft.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let words = field.raw.split(separator: " ").enumerated().map { index, part in
                Word(
                    text: String(part),
                    box: Box(left: Double(index) * 40, top: 0, right: Double(index) * 40 + 38, bottom: 10))
            }
            switch field.value {
            case .date(let date):
                let readings = Dates.scan(words).flatMap(\.readings)
                let orders = Set(readings.filter { $0.date == date }.map(\.order))
                if orders.count == 1, let order = orders.first, order == .dayFirst || order == .monthFirst {
                    dateOrder = dateOrder ?? order
                }
            case .amount(let amount) where name.valueType == .amount:
                let readings = Numbers.scan(words).flatMap(\.readings)
                let marks = Set(readings.filter { $0.value == amount }.compactMap(\.mark))
                if marks.count == 1 { decimalMark = decimalMark ?? marks.first }
            case .amount, .text, .currency: break
            }
        }
    }
}
