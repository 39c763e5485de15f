/// How far a bill is compared.
public enum MatchLevel: String, Hashable, Sendable, CaseIterable {
    /// The total against the order's.
    case totals
    /// Against the order.
    case twoWay = "2-way"
    /// Against the order and what was received.
    case threeWay = "3-way"
    /// Against the order and what was accepted.
    case fourWay = "4-way"
}

/// How bills are compared, and how much they may differ.
public struct MatchPolicy: Hashable, Sendable {
    /// When two documents count as one.
    public struct DuplicateWindow: Hashable, Sendable {
        /// Difference of totals.
        public var amount: Rational
        /// Difference of dates in days.
        public var days: Int
        /// Differing bits of perceptual page hashes.
        public var pageBits: Int

        /// Makes a window.
        public init(amount: Rational, days: Int, pageBits: Int) {
            self.amount = amount
            self.days = days
            self.pageBits = pageBits
        }
    }

    /// How far, where an order line does not say.
    public var level: MatchLevel
    /// The currency tolerances in money are written in.
    public var accountingCurrency: Currency
    /// How much is tolerated.
    public var tolerances: [ToleranceRow]
    /// When two documents count as one; `nil` does not look for duplicates.
    public var duplicates: DuplicateWindow?

    /// Makes a policy.
    public init(
        level: MatchLevel, accountingCurrency: Currency, tolerances: [ToleranceRow] = [],
        duplicates: DuplicateWindow? = nil
    ) {
        self.level = level
        self.accountingCurrency = accountingCurrency
        self.tolerances = tolerances
        self.duplicates = duplicates
    }
}

/// How much one kind of comparison may be off, upwards and downwards.
public struct ToleranceRow: Hashable, Sendable {
    /// What is compared.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case unitPrice = "unit_price"
        case lineTotal = "line_total"
        case cumulativeLineTotal = "cumulative_line_total"
        case quantityReceived = "quantity_received"
        case quantityOrdered = "quantity_ordered"
        case charge
        case unplannedCharge = "charge_unplanned"
        case tax
        case documentTotal = "document_total"

        /// Whether its amounts are quantities, not money.
        public var isQuantity: Bool { self == .quantityReceived || self == .quantityOrdered }
    }

    /// The limits of one side, both of which have to hold; `nil` is unlimited, zero exact.
    public struct Limits: Hashable, Sendable {
        /// Percent of what was expected.
        public var percent: Rational?
        /// An amount: money, or order units for kinds of quantities.
        public var amount: Rational?

        /// No limit at all.
        public static let none = Limits(percent: nil, amount: nil)
        /// Nothing is tolerated.
        public static let exact = Limits(percent: .zero, amount: .zero)

        /// Makes the limits of a side.
        public init(percent: Rational?, amount: Rational?) {
            self.percent = percent
            self.amount = amount
        }
    }

    /// Its name in holds.
    public var id: String
    /// What is compared.
    public var kind: Kind
    /// The charge code it is for; `*` for every other.
    public var code: String?
    /// What may be more than expected.
    public var over: Limits
    /// What may be less than expected.
    public var under: Limits
    /// Whether amounts are in the document's currency, not the accounting currency.
    public var isInDocumentCurrency: Bool

    /// Makes a row.
    public init(
        id: String, kind: Kind, code: String? = nil, over: Limits, under: Limits,
        isInDocumentCurrency: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.code = code
        self.over = over
        self.under = under
        self.isInDocumentCurrency = isInDocumentCurrency
    }
}
