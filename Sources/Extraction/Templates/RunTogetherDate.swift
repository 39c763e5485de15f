import Domain

/// A date whose signs between day, month and year were lost: `27032018`, `2703/2018`.
///
/// Eight digits may be any number: only where a vendor's dates are known to stand are they read so.
struct RunTogetherDate {
    /// The date.
    let date: CalendarDate

    /// Reads a word of a recognised page; `nil` where it is no date, or one of several.
    init?(_ word: Word, order: DateOrder?) {
        guard let digits = Self.digits(word) else { return nil }
        let orders: [DateOrder] = order.map { [$0] } ?? [.dayFirst, .monthFirst, .yearFirst]
        let dates = Set(orders.compactMap { Self.date(digits, $0) })
        guard let date = dates.first, dates.count == 1 else { return nil }
        self.date = date
    }

    /// The words that could be a date.
    static func places(of date: CalendarDate, in words: [Word]) -> [Range<Int>] {
        words.indices.filter { index in
            digits(words[index]).map { digits in
                [DateOrder.dayFirst, .monthFirst, .yearFirst].contains { self.date(digits, $0) == date }
            } ?? false
        }.map { $0..<($0 + 1) }
    }

    /// The eight digits of a word that has nothing else but signs between them.
    private static func digits(_ word: Word) -> [UInt8]? {
        let bytes = Array(word.text.utf8)
        let digits = bytes.filter(PlainBytes.isDigit)
        let signs: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ",")]
        guard digits.count == 8, bytes.allSatisfy({ PlainBytes.isDigit($0) || signs.contains($0) }) else {
            return nil
        }
        return digits
    }

    private static func date(_ digits: [UInt8], _ order: DateOrder) -> CalendarDate? {
        let value = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        let (year, month, day): (Int, Int, Int) =
            switch order {
            case .dayFirst: (value(4..<8), value(2..<4), value(0..<2))
            case .monthFirst: (value(4..<8), value(0..<2), value(2..<4))
            case .yearFirst, .named: (value(0..<4), value(4..<6), value(6..<8))
            }
        guard (1990...2099).contains(year) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}
