/// A typed value of a header field.
public enum FieldValue: Hashable, Sendable {
    case text(String)
    case date(CalendarDate)
    case amount(FixedDecimal)
    case currency(Currency)

    /// The canonical spelling: ISO 8601 dates, dot decimals, ISO 4217 codes, texts as they are.
    public var canonical: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .amount(let amount): amount.description
        case .currency(let currency): currency.rawValue
        }
    }
}

/// Where a value comes from.
public enum Source: Hashable, Sendable {
    /// Read off a page.
    case page(Region)
    /// An element of an XML invoice, by its path.
    case xml(path: String)
    /// Derived by a rule from other values, such as "net + tax".
    case derived(rule: String)
    /// A vendor template's anchor fired.
    case template(name: String, Region)
    /// Known of the vendor or from the inbox's settings.
    case masterData(String)
    /// A person entered or confirmed it; the audit log says who and when.
    case person

    /// The place on the page, where there is one.
    public var region: Region? {
        switch self {
        case .page(let region), .template(_, let region): region
        case .xml, .derived, .masterData, .person: nil
        }
    }
}

/// A value with where it came from and how sure we are.
public struct Field<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value.
    public var value: Value
    /// The text it was read from, as printed; empty for derived values.
    public var raw: String
    /// Probability of being right, 0...1.
    public var confidence: Double
    /// Whether the confidence passes the field's threshold, so that no person is needed.
    public var isAccepted: Bool
    /// Where it came from.
    public var source: Source
    /// What else it might be, best first.
    public var alternatives: [Alternative]
    /// What spoke for it and against, most telling first, for `vouch why`.
    public var reasons: [Reason]
    /// What made it more or less probable once all fields were chosen, in log-odds, most telling first.
    public var sureness: [Reason]

    /// Makes a field.
    public init(
        value: Value, raw: String, confidence: Double, isAccepted: Bool = false, source: Source,
        alternatives: [Alternative] = [], reasons: [Reason] = [], sureness: [Reason] = []
    ) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.isAccepted = isAccepted
        self.source = source
        self.alternatives = alternatives
        self.reasons = reasons
        self.sureness = sureness
    }

    /// Another value that was possible.
    public struct Alternative: Hashable, Sendable {
        /// The other value.
        public var value: Value
        /// Its probability, 0...1.
        public var confidence: Double
        /// Its place, where it has one.
        public var region: Region?

        /// Makes an alternative.
        public init(value: Value, confidence: Double, region: Region? = nil) {
            self.value = value
            self.confidence = confidence
            self.region = region
        }
    }
}

/// A piece of evidence for or against a value.
public struct Reason: Hashable, Sendable {
    /// What was seen: `label "Rechnungsnummer" left on the same line`.
    public var text: String
    /// How much it moved the score; positive speaks for the value.
    public var weight: Double

    /// Makes a reason.
    public init(text: String, weight: Double) {
        self.text = text
        self.weight = weight
    }
}
