import Domain

/// A point in time in UTC, to the millisecond.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the beginning of 1970.
    package let milliseconds: Int

    /// Makes a point in time.
    package init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Reads `2036-11-14T11:12:22`, with fractions of a second and an offset or `Z` where there are any; a day
    /// alone is its midnight.
    ///
    /// No offset is UTC.
    package init?(iso text: some StringProtocol) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let day = halves.first.flatMap({ CalendarDate(iso: $0) }) else { return nil }
        let midnight = day.dayNumber * Self.millisecondsOfDay
        guard halves.count == 2 else {
            self.init(milliseconds: midnight)
            return
        }
        guard let (clock, offset) = Self.parts(of: halves[1]), let time = Self.time(clock) else { return nil }
        self.init(milliseconds: midnight + time - offset)
    }

    static let millisecondsOfDay = 86_400_000

    /// The clock's part and the milliseconds it is ahead of UTC.
    private static func parts<Text: StringProtocol>(of text: Text) -> (Text.SubSequence, Int)? {
        if text.last == "Z" { return (text.dropLast(), 0) }
        guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return (text[...], 0) }
        let numbers = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
        guard numbers.count == 2, let hours = Self.twoDigits(numbers[0]), hours <= 18,
            let minutes = Self.twoDigits(numbers[1]), minutes < 60
        else { return nil }
        let offset = (hours * 60 + minutes) * 60_000
        return (text[..<sign], text[sign] == "-" ? -offset : offset)
    }

    private static func time(_ text: some StringProtocol) -> Int? {
        let numbers = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(numbers.count), let hours = twoDigits(numbers[0]), hours < 24,
            let minutes = twoDigits(numbers[1]), minutes < 60
        else { return nil }
        var milliseconds = 0
        if numbers.count == 3 {
            let parts = numbers[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let seconds = twoDigits(parts[0]), seconds < 60 else { return nil }
            guard let fraction = thousandths(parts.count == 2 ? String(parts[1]) : "0") else { return nil }
            milliseconds = seconds * 1000 + fraction
        }
        return (hours * 60 + minutes) * 60_000 + milliseconds
    }

    private static func twoDigits(_ text: some StringProtocol) -> Int? {
        text.utf8.count == 2 && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    /// The first three digits after a point; what follows them is cut off.
    static func thousandths(_ digits: String) -> Int? {
        guard !digits.isEmpty, digits.utf8.count <= 12, digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int((digits + "00").prefix(3))
    }

    /// Whether the left one comes first.
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC: `2036-11-14T11:12:22Z`, with milliseconds where there are any.
    package var description: String {
        let before = milliseconds < 0 ? Self.millisecondsOfDay - 1 : 0
        let day = (milliseconds - before) / Self.millisecondsOfDay
        let rest = milliseconds - day * Self.millisecondsOfDay
        let (minutes, seconds) = (rest / 60_000).quotientAndRemainder(dividingBy: 60)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = CalendarDate(dayNumber: day)?.description ?? "day \(day)"
        let thousandths = rest % 1000
        let fraction = thousandths == 0 ? "" : ".\(padded(thousandths, 3))"
        let clock = "\(padded(minutes, 2)):\(padded(seconds, 2)):\(padded(rest / 1000 % 60, 2))"
        return "\(date)T\(clock)\(fraction)Z"
    }
}
