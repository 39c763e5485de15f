/// A day of the proleptic Gregorian calendar, years −999,999,999 to 999,999,999.
package struct FeelDate: Hashable, Sendable {
    /// The year; 0 is 1 BC.
    package let year: Int
    /// The month, from 1.
    package let month: Int
    /// The day of the month, from 1.
    package let day: Int

    /// The greatest year, and the least one negated.
    static let maximumYear = 999_999_999

    /// A day; `nil` where the calendar has none.
    package init?(year: Int, month: Int, day: Int) {
        guard abs(year) <= Self.maximumYear, (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// A day counted from 1970-01-01; `nil` outside the calendar.
    ///
    /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
    package init?(daysSince1970 days: Int) {
        guard abs(days) < 366 * (Self.maximumYear + 1) else { return nil }
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days since 1970-01-01: days_from_civil.
    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredQuotient(400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day of the week, Monday 1 to Sunday 7.
    var weekday: Int { (daysSince1970 + 3).flooredRemainder(7) + 1 }

    /// The day of the year, from 1.
    var dayOfYear: Int { daysSince1970 - Self.firstDay(of: year) + 1 }

    /// The week of the year by ISO 8601: the week of a year's first Thursday is its first.
    var weekOfYear: Int {
        let thursday = daysSince1970 - weekday + 4
        guard let year = FeelDate(daysSince1970: thursday)?.year else { return 1 }
        return (thursday - Self.firstDay(of: year)) / 7 + 1
    }

    /// The same day some months later, or the last day of that month; `nil` outside the calendar.
    func adding(months: Int) -> FeelDate? {
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow else { return nil }
        let (year, month) = (total.flooredQuotient(12), total.flooredRemainder(12) + 1)
        return FeelDate(year: year, month: month, day: min(day, Self.days(inMonth: month, of: year)))
    }

    /// Whole months from this day to another, as `java.time.Period` and XPath count them.
    func months(to other: FeelDate) -> Int {
        let months = (other.year - year) * 12 + other.month - month
        if months > 0, other.day < day { return months - 1 }
        if months < 0, other.day > day { return months + 1 }
        return months
    }

    private static func firstDay(of year: Int) -> Int {
        FeelDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension FeelDate: Comparable {
    /// Orders by the calendar.
    package static func < (left: FeelDate, right: FeelDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension BinaryInteger {
    /// The quotient, rounded down.
    func flooredQuotient(_ divisor: Self) -> Self {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// What is left of a quotient that was rounded down; not negative for a positive divisor.
    func flooredRemainder(_ divisor: Self) -> Self {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
