public import Domain

/// Which sign separates whole and fraction in a number.
public enum DecimalMark: UInt8, Hashable, Sendable, CaseIterable {
    /// `1,234.56`
    case point
    /// `1.234,56`
    case comma
}

/// One way to understand a printed number.
public struct NumberReading: Hashable, Sendable {
    /// The number, with the places as printed.
    public var value: FixedDecimal
    /// The decimal mark this reading rests on; `nil` where the number has neither fraction nor grouping.
    public var mark: DecimalMark?
    /// Whether the reading mends a recognition error, such as `O` for `0` or a space inside the number.
    public var isRepaired: Bool

    /// Makes a reading.
    public init(value: FixedDecimal, mark: DecimalMark? = nil, isRepaired: Bool = false) {
        self.value = value
        self.mark = mark
        self.isRepaired = isRepaired
    }
}

/// A number on a line: all its readings, what stands with it, and the words it covers.
public struct NumberToken: Hashable, Sendable {
    /// All ways to read it, likeliest first; never empty.
    public var readings: [NumberReading]
    /// The currency printed beside it or attached to it.
    public var currency: Currency?
    /// Whether a percent sign follows.
    public var isPercentage: Bool
    /// Letters attached to it: a unit (`10kg`) or a receipt's tax code (`4.50SR`).
    public var suffix: String?
    /// Words of the line it covers, currency and signs included.
    public var words: Range<Int>
    /// Whether it joins words that could be numbers of their own: `1 234,56`.
    public var isJoined: Bool
    /// The text as printed.
    public var raw: String

    /// Makes a token.
    public init(
        readings: [NumberReading], currency: Currency? = nil, isPercentage: Bool = false,
        suffix: String? = nil, words: Range<Int>, isJoined: Bool = false, raw: String
    ) {
        self.readings = readings
        self.currency = currency
        self.isPercentage = isPercentage
        self.suffix = suffix
        self.words = words
        self.isJoined = isJoined
        self.raw = raw
    }

    /// The likeliest reading, by the document's own decimal mark where that decides.
    public func reading(by mark: DecimalMark?) -> NumberReading? {
        readings.first { $0.mark == nil || mark == nil || $0.mark == mark } ?? readings.first
    }

    /// The value of the likeliest reading.
    public func value(by mark: DecimalMark? = nil) -> FixedDecimal? { reading(by: mark)?.value }

    /// Whether some reading has a fraction of exactly two places, as money is printed.
    public var looksLikeMoney: Bool {
        readings.contains { $0.value.scale == 2 } || (currency != nil && !isPercentage)
    }
}
