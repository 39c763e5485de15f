/// Reads dates, times and durations as XML Schema writes them, with `@Zone` after a time as FEEL adds.
package struct TemporalReader {
    private let bytes: [UInt8]
    private var at = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// A value of any temporal kind.
    package static func value(_ text: String, zones: ZoneRules) -> FeelValue? {
        date(text).map(FeelValue.date) ?? moment(text, zones: zones).map(FeelValue.dateTime)
            ?? time(text, zones: zones).map(FeelValue.time) ?? duration(text)
    }

    /// `2026-11-22`.
    package static func date(_ text: String) -> FeelDate? {
        var reader = TemporalReader(text)
        let date = reader.date()
        return reader.isAtEnd ? date : nil
    }

    /// `13:20:00`, `13:20:00.5+02:00`, `13:20:00@Europe/Paris`.
    package static func time(_ text: String, zones: ZoneRules) -> FeelTime? {
        var reader = TemporalReader(text)
        guard let (time, _) = reader.time(zones) else { return nil }
        return time
    }

    /// A date and a time with `T` in between.
    package static func moment(_ text: String, zones: ZoneRules) -> FeelDateTime? {
        var reader = TemporalReader(text)
        guard let date = reader.date(), reader.take("T"), let (time, isNextDay) = reader.time(zones) else {
            return nil
        }
        guard isNextDay else { return FeelDateTime(date: date, time: time) }
        return FeelDate(daysSince1970: date.daysSince1970 + 1).map { FeelDateTime(date: $0, time: time) }
    }

    /// `P1Y2M` or `P1DT2H3M4.5S`, a minus before it where it is negative; not both kinds in one.
    package static func duration(_ text: String) -> FeelValue? {
        var reader = TemporalReader(text)
        return reader.duration()
    }

    // MARK: Parts

    private var isAtEnd: Bool { at == bytes.count }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func digits(_ allowed: ClosedRange<Int>) -> Int? {
        let start = at
        var value = 0
        while at < bytes.count, case let digit = bytes[at] &- 48, digit <= 9 {
            guard at - start < allowed.upperBound else { return nil }
            value = value * 10 + Int(digit)
            at += 1
        }
        return at - start < allowed.lowerBound ? nil : value
    }

    private mutating func date() -> FeelDate? {
        let isNegative = take("-")
        let start = at
        guard let year = digits(4...9), at - start == 4 || bytes[start] != UInt8(ascii: "0"), take("-"),
            let month = digits(2...2), take("-"), let day = digits(2...2)
        else { return nil }
        return FeelDate(year: isNegative ? -year : year, month: month, day: day)
    }

    /// A time to the end of the text, and whether it is 24:00, the next day's midnight.
    private mutating func time(_ zones: ZoneRules) -> (FeelTime, isNextDay: Bool)? {
        guard let hour = digits(2...2), take(":"), let minute = digits(2...2), take(":"),
            let second = digits(2...2)
        else { return nil }
        var nanosecond = 0
        if take(".") {
            guard let fraction = fraction() else { return nil }
            nanosecond = fraction
        }
        guard let zone = zone(zones) else { return nil }
        if hour == 24, minute == 0, second == 0, nanosecond == 0 {
            return FeelTime(nanoseconds: 0, zone: zone).map { ($0, true) }
        }
        return FeelTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
            .map { ($0, false) }
    }

    /// Digits after the point in nanoseconds; those beyond the ninth are cut off.
    private mutating func fraction() -> Int? {
        let start = at
        var value = 0
        while at < bytes.count, case let digit = bytes[at] &- 48, digit <= 9 {
            if at - start < 9 { value = value * 10 + Int(digit) }
            at += 1
        }
        guard at > start else { return nil }
        return (at - start..<max(9, at - start)).reduce(value) { value, _ in value * 10 }
    }

    private mutating func zone(_ zones: ZoneRules) -> FeelZone? {
        if isAtEnd { return .local }
        if take("Z") { return isAtEnd ? .offset(0) : nil }
        if take("@") {
            let name = String(decoding: bytes[at...], as: UTF8.self)
            return zones.knows(name) ? .named(name) : nil
        }
        let isWest = take("-")
        guard isWest || take("+"), let hours = digits(2...2), take(":"), let minutes = digits(2...2),
            minutes < 60
        else { return nil }
        var seconds = 0
        if take(":") {
            guard let value = digits(2...2), value < 60 else { return nil }
            seconds = value
        }
        let offset = (hours * 60 + minutes) * 60 + seconds
        guard isAtEnd, offset <= 18 * 3600 else { return nil }
        return .offset(isWest ? -offset : offset)
    }

    private mutating func duration() -> FeelValue? {
        let sign: Int128 = take("-") ? -1 : 1
        guard take("P"), !isAtEnd else { return nil }
        var months: Int128?
        var nanoseconds: Int128?
        var units: [(Unicode.Scalar, Int128)] = [("Y", 12), ("M", 1), ("D", 86_400)]
        var isTime = false
        while !isAtEnd {
            if !isTime, take("T") {
                isTime = true
                units = [("H", 3600), ("M", 60), ("S", 1)]
                guard !isAtEnd else { return nil }
            }
            guard let count = digits(1...18) else { return nil }
            let hasPoint = isTime && take(".")
            let part = hasPoint ? fraction() ?? 0 : 0
            guard let index = units.firstIndex(where: { take($0.0) }) else { return nil }
            let (unit, size) = units[index]
            guard !hasPoint || unit == "S" else { return nil }
            units.removeFirst(index + 1)
            if isTime || unit == "D" {
                nanoseconds = (nanoseconds ?? 0) + Int128(count) * size * 1_000_000_000 + Int128(part)
            } else {
                months = (months ?? 0) + Int128(count) * size
            }
        }
        switch (months, nanoseconds) {
        case (let months?, nil): return Int(exactly: sign * months).map(FeelValue.monthsDuration)
        case (nil, let nanoseconds?): return .timeDuration(sign * nanoseconds)
        default: return nil
        }
    }
}
