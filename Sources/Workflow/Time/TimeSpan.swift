import Domain

/// A length of time: months, whose days differ, and milliseconds.
package struct TimeSpan: Hashable, Sendable, Codable {
    package var months: Int
    package var milliseconds: Int

    /// Makes a length of time.
    package init(months: Int = 0, milliseconds: Int = 0) {
        self.months = months
        self.milliseconds = milliseconds
    }

    /// Reads `P1Y2M3W4DT5H6M7.8S`, any part of it; `nil` for anything else and for more than nine digits.
    package init?(iso text: some StringProtocol) {
        guard text.first == "P", text.count > 1 else { return nil }
        self.init()
        let halves = text.dropFirst().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count <= 2, halves.count == 1 || !halves[1].isEmpty else { return nil }
        let day = Instant.millisecondsOfDay
        let dates: [(Character, WritableKeyPath<TimeSpan, Int>, Int)] = [
            ("Y", \.months, 12), ("M", \.months, 1), ("W", \.milliseconds, 7 * day),
            ("D", \.milliseconds, day),
        ]
        let times: [(Character, WritableKeyPath<TimeSpan, Int>, Int)] = [
            ("H", \.milliseconds, 3_600_000), ("M", \.milliseconds, 60_000), ("S", \.milliseconds, 1000),
        ]
        guard add(halves[0], of: dates), halves.count == 1 || add(halves[1], of: times) else { return nil }
    }

    /// Adds numbers that are followed by letters, the letters in their order.
    private mutating func add(
        _ text: some StringProtocol, of units: [(Character, WritableKeyPath<TimeSpan, Int>, Int)]
    ) -> Bool {
        var units = units[...]
        var digits = ""
        for character in text {
            guard !character.isASCII || !character.isLetter else {
                guard let place = units.firstIndex(where: { $0.0 == character }) else { return false }
                let (letter, path, factor) = units[place]
                guard let amount = Self.amount(digits, of: factor, mayBeFraction: letter == "S") else {
                    return false
                }
                self[keyPath: path] += amount
                units = units[(place + 1)...]
                digits = ""
                continue
            }
            digits.append(character)
        }
        return digits.isEmpty
    }

    private static func amount(_ digits: String, of factor: Int, mayBeFraction: Bool) -> Int? {
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...9).contains(whole.utf8.count),
            whole.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(whole)
        else { return nil }
        guard parts.count == 2 else { return number * factor }
        guard mayBeFraction, let fraction = Instant.thousandths(String(parts[1])) else { return nil }
        return number * factor + fraction
    }

    /// Whether time passes at all.
    package var isPositive: Bool { months > 0 || milliseconds > 0 }
}

extension Instant {
    /// The point in time so much later; a day a month does not have becomes its last.
    ///
    /// - Returns: `nil` outside years 1...9999.
    package func adding(_ span: TimeSpan) -> Instant? {
        let (sum, overflows) = milliseconds.addingReportingOverflow(span.milliseconds)
        guard !overflows else { return nil }
        let before = sum < 0 ? Self.millisecondsOfDay - 1 : 0
        let number = (sum - before) / Self.millisecondsOfDay
        guard let day = CalendarDate(dayNumber: number) else { return nil }
        guard span.months != 0 else { return Instant(milliseconds: sum) }
        let months = day.year * 12 + day.month - 1 + span.months
        let (year, month) = (months / 12, months % 12 + 1)
        guard (1...9999).contains(year) else { return nil }
        let last = CalendarDate.days(inMonth: month, of: year)
        guard let moved = CalendarDate(year: year, month: month, day: min(day.day, last)) else { return nil }
        return Instant(milliseconds: sum + (moved.dayNumber - number) * Self.millisecondsOfDay)
    }
}
