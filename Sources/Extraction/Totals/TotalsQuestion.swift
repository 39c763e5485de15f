public import Domain

/// What the totals of a document could be, and what they must agree with.
public struct TotalsQuestion: Hashable, Sendable {
    /// An amount that a total may be.
    public struct Option: Hashable, Sendable {
        /// The amount.
        public var value: FixedDecimal
        /// What speaks for it by itself, above the least at which a value is given.
        public var score: Double
        /// Whether it was recognised on an image, so that a digit may be wrong.
        public var isRecognised: Bool
        /// What else the recogniser may have seen, the likeliest first.
        public var otherReadings: [FixedDecimal]
        /// Whether the recogniser was asked for other readings; where not, digits often confused are thought of.
        public var isReadAgain: Bool
        /// Where it stands: one place is not net and tax at once.
        public var place: Region?

        /// Makes an option.
        public init(
            value: FixedDecimal, score: Double, isRecognised: Bool = false,
            otherReadings: [FixedDecimal] = [],
            isReadAgain: Bool = false, place: Region? = nil
        ) {
            self.value = value
            self.score = score
            self.isRecognised = isRecognised
            self.otherReadings = otherReadings
            self.isReadAgain = isReadAgain
            self.place = place
        }
    }

    /// Options by field: net, tax, grand total, amount due, prepaid, rounding, allowances, charges, freight.
    public var options: [FieldName: [Option]]
    /// Exact sum of the lines.
    public var lineSum: FixedDecimal?
    /// Whether there are several lines, so that their sum says something of the grand total.
    public var hasManyLines: Bool
    /// The tax breakdown as read.
    public var breakdown: [DraftTax]
    /// Amounts printed beside rates of tax: several of them may make up the tax.
    public var rateTaxes: [FixedDecimal]

    /// Makes a question.
    public init(
        options: [FieldName: [Option]], lineSum: FixedDecimal? = nil, hasManyLines: Bool = true,
        breakdown: [DraftTax] = [],
        rateTaxes: [FixedDecimal] = []
    ) {
        self.options = options
        self.lineSum = lineSum
        self.hasManyLines = hasManyLines
        self.breakdown = breakdown
        self.rateTaxes = rateTaxes
    }
}

/// A relation between the totals of a document.
public enum TotalsRelation: String, Hashable, Sendable, CaseIterable {
    /// net + tax + rounding = grand total (EN 16931 BR-CO-15)
    case netPlusTax = "net + tax = grand total"
    /// lines − allowances + charges = net (BR-CO-13)
    case linesToNet = "lines = net"
    /// lines − allowances + charges = grand total, where prices are gross
    case linesToGross = "lines = grand total"
    /// Σ taxable amounts = net
    case basesToNet = "taxable amounts = net"
    /// Σ tax amounts = tax (BR-CO-14)
    case taxesToTax = "tax amounts = tax"
    /// grand total − prepaid = due (BR-CO-16)
    case grossToDue = "grand total - prepaid = due"
}

/// The assignment of totals that agrees best.
public struct TotalsAnswer: Hashable, Sendable {
    /// A total that was chosen.
    public struct Choice: Hashable, Sendable {
        /// The option taken, as an index into the field's options; `nil` for a tax summed from its rates.
        public var option: Int?
        /// The amount: the option's, or its repair.
        public var value: FixedDecimal
        /// Whether a misread digit or lost decimal point was mended.
        public var isRepaired: Bool
    }

    /// A reading of one total that would make everything add up.
    public struct Repair: Hashable, Sendable {
        /// The total.
        public var field: FieldName
        /// What it would be.
        public var value: FixedDecimal
    }

    /// The totals chosen; a field without one had no option that helps.
    public var choices: [FieldName: Choice] = [:]
    /// Relations that hold between the totals chosen.
    public var closed: [TotalsRelation] = []
    /// Relations that could be checked and do not hold.
    public var broken: [TotalsRelation] = []
    /// Readings of which one may be right, where the totals do not add up as read and no single one is proven.
    public var questions: [Repair] = []
    /// Score of the assignment; only to compare.
    public var score: Double = 0
    /// Score of the next best assignment with another net, tax or grand total; `nil` when there is none.
    public var runnerUpScore: Double?
}
