/// A document as it was read: anything may be missing, nothing is checked yet.
///
/// Pages, XML, templates, people and imports all fill this one record.
public struct InvoiceDraft: Hashable, Sendable {
    /// What the document is.
    public var kind: DocumentKind
    /// ISO 639-1 code of the document's language, such as `de`.
    public var language: String
    /// Header fields that were found; absent ones are not in it.
    public var fields: [FieldName: Field<FieldValue>]
    /// The lines, in the order of the page.
    public var lines: [DraftLine]
    /// VAT breakdown: one entry a rate.
    public var taxBreakdown: [DraftTax]

    /// Makes a draft.
    public init(
        kind: DocumentKind, language: String, fields: [FieldName: Field<FieldValue>] = [:],
        lines: [DraftLine] = [], taxBreakdown: [DraftTax] = []
    ) {
        self.kind = kind
        self.language = language
        self.fields = fields
        self.lines = lines
        self.taxBreakdown = taxBreakdown
    }

    /// The exact amount of a field, where one was found.
    public func amount(_ name: FieldName) -> FixedDecimal? {
        guard case .amount(let amount)? = fields[name]?.value else { return nil }
        return amount
    }

    /// The date of a field, where one was found.
    public func date(_ name: FieldName) -> CalendarDate? {
        guard case .date(let date)? = fields[name]?.value else { return nil }
        return date
    }

    /// The canonical spelling of a field, where one was found.
    public func text(_ name: FieldName) -> String? {
        fields[name]?.value.canonical
    }
}

/// A line of an invoice, order or receipt, as read (EN 16931 BG-25).
public struct DraftLine: Hashable, Sendable {
    /// Position as printed.
    public var position: String?
    /// Seller's article number, as printed.
    public var articleNumber: String?
    /// What was sold, wrapped lines joined by a space.
    public var description: String
    /// How many.
    public var quantity: FixedDecimal?
    /// Unit as printed: `pcs`, `Stk`, `h`.
    public var unit: String?
    /// Price of one unit (or of `priceBase` units), as printed.
    public var unitPrice: FixedDecimal?
    /// How many units the price is for, where not 1.
    public var priceBase: FixedDecimal?
    /// Discount of the line in percent, where one is printed.
    public var discountPercent: FixedDecimal?
    /// Tax rate in percent.
    public var taxRate: FixedDecimal?
    /// Amount of the line as printed.
    public var lineTotal: FixedDecimal?
    /// Probability that quantity, price and total are all right, 0...1.
    public var confidence: Double
    /// Where the line stands, or an element of an XML invoice.
    public var source: Source

    /// Makes a line.
    public init(
        position: String? = nil, articleNumber: String? = nil, description: String,
        quantity: FixedDecimal? = nil,
        unit: String? = nil, unitPrice: FixedDecimal? = nil, priceBase: FixedDecimal? = nil,
        discountPercent: FixedDecimal? = nil, taxRate: FixedDecimal? = nil, lineTotal: FixedDecimal? = nil,
        confidence: Double, source: Source
    ) {
        self.position = position
        self.articleNumber = articleNumber
        self.description = description
        self.quantity = quantity
        self.unit = unit
        self.unitPrice = unitPrice
        self.priceBase = priceBase
        self.discountPercent = discountPercent
        self.taxRate = taxRate
        self.lineTotal = lineTotal
        self.confidence = confidence
        self.source = source
    }
}

/// One rate of the VAT breakdown (EN 16931 BG-23).
public struct DraftTax: Hashable, Sendable {
    /// Rate in percent.
    public var rate: FixedDecimal?
    /// Taxable amount.
    public var base: FixedDecimal?
    /// Tax amount.
    public var tax: FixedDecimal?
    /// Where it stands.
    public var source: Source

    /// Makes an entry.
    public init(rate: FixedDecimal?, base: FixedDecimal?, tax: FixedDecimal?, source: Source) {
        self.rate = rate
        self.base = base
        self.tax = tax
        self.source = source
    }
}

/// Something a check found on a document, for a person to look at.
public struct Finding: Hashable, Sendable {
    /// The rule's name, such as `totals.net-plus-tax`.
    public var rule: String
    /// One sentence for a person, with the figures.
    public var message: String
    /// The fields that take part.
    public var fields: [FieldName]
    /// The places it came from.
    public var regions: [Region]

    /// Makes a finding.
    public init(rule: String, message: String, fields: [FieldName], regions: [Region] = []) {
        self.rule = rule
        self.message = message
        self.fields = fields
        self.regions = regions
    }
}
