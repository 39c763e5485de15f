public import Domain

/// In which order a date's parts were taken.
public enum DateOrder: UInt8, Hashable, Sendable, CaseIterable {
    /// `31/12/2025`
    case dayFirst
    /// `12/31/2025`
    case monthFirst
    /// `2025-12-31`
    case yearFirst
    /// The month is written as a name: no doubt about the order.
    case named
}

/// One way to understand a printed date.
public struct DateReading: Hashable, Sendable {
    /// The day.
    public var date: CalendarDate
    /// The order its parts were taken in.
    public var order: DateOrder
    /// Whether the year is printed with two digits.
    public var isShortYear: Bool

    /// Makes a reading.
    public init(date: CalendarDate, order: DateOrder, isShortYear: Bool = false) {
        self.date = date
        self.order = order
        self.isShortYear = isShortYear
    }
}

/// A date on a line, with all its readings and the words it covers.
public struct DateToken: Hashable, Sendable {
    /// All ways to read it, likeliest first; never empty.
    public var readings: [DateReading]
    /// Words of the line it covers.
    public var words: Range<Int>
    /// The text as printed.
    public var raw: String

    /// Makes a token.
    public init(readings: [DateReading], words: Range<Int>, raw: String) {
        self.readings = readings
        self.words = words
        self.raw = raw
    }

    /// The reading in the order the document uses, else the likeliest.
    public func date(by order: DateOrder? = nil) -> CalendarDate? {
        (readings.first { $0.order == order } ?? readings.first)?.date
    }
}
