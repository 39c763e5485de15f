public import Domain

/// Finds every date on a line of words, with all its readings.
public enum Dates {
    /// Years that are read as years of a document.
    static let years = 1950...2099

    /// The dates among `words`, which stand on one line from left to right.
    public static func scan(_ words: [Word]) -> [DateToken] {
        let parts = DateParts(words)
        var tokens: [DateToken] = []
        var index = 0
        while index < parts.count {
            guard let match = match(parts, at: index) else {
                index += 1
                continue
            }
            let range = parts.word(index)..<(parts.word(index + match.length - 1) + 1)
            tokens.append(
                DateToken(
                    readings: match.readings, words: range,
                    raw: words[range].map(\.text).joined(separator: " ")))
            index += match.length
        }
        return tokens
    }

    /// The dates in a text on its own.
    public static func readings(of text: String) -> [DateReading] {
        let words = text.split(separator: " ").enumerated().map { index, part in
            Word(
                text: String(part),
                box: Box(left: Double(index) * 10, top: 0, right: Double(index) * 10 + 9, bottom: 10))
        }
        return scan(words).first?.readings ?? []
    }

    private struct Match {
        var readings: [DateReading]
        var length: Int
    }

    private static func match(_ parts: DateParts, at index: Int) -> Match? {
        numeric(parts, at: index) ?? dayThenName(parts, at: index) ?? nameThenDay(parts, at: index)
            ?? compact(parts, at: index)
    }

    /// `31.12.2025`, `12/31/25`, `2025-12-31`, also with spaces around the separators.
    private static func numeric(_ parts: DateParts, at index: Int) -> Match? {
        guard let first = parts.number(index), let mark = parts.separator(index + 1),
            let second = parts.number(index + 2), parts.separator(index + 3) == mark,
            let third = parts.number(index + 4), second.digits <= 2, !parts.isHour(index + 4),
            !parts.isGlued(before: index) || parts.isRangeSign(index - 1, beside: mark),
            !parts.isGlued(after: index + 4) || parts.isRangeSign(index + 5, beside: mark)
        else { return nil }
        let readings = readings(first, second, third, mark)
        return readings.isEmpty ? nil : Match(readings: readings, length: 5)
    }

    private static func readings(
        _ first: DateParts.Number, _ second: DateParts.Number, _ third: DateParts.Number, _ mark: UInt8
    ) -> [DateReading] {
        var readings: [DateReading] = []
        func add(_ year: DateParts.Number, _ month: Int, _ day: Int, _ order: DateOrder) {
            guard let full = fullYear(year), let date = CalendarDate(year: full, month: month, day: day)
            else {
                return
            }
            readings.append(DateReading(date: date, order: order, isShortYear: year.digits == 2))
        }
        if first.digits == 4 {
            guard third.digits <= 2 else { return [] }
            add(first, second.value, third.value, .yearFirst)
            return readings
        }
        guard first.digits <= 2, third.digits == 4 || third.digits == 2 else { return [] }
        add(third, second.value, first.value, .dayFirst)
        // With dots, the month comes first only where nothing else is possible.
        if mark != UInt8(ascii: ".") || readings.isEmpty {
            add(third, first.value, second.value, .monthFirst)
        }
        if first.digits == 2, third.digits == 2, mark != UInt8(ascii: ".") {
            add(first, second.value, third.value, .yearFirst)
        }
        return readings.reduce(into: []) { unique, reading in
            if !unique.contains(where: { $0.date == reading.date }) { unique.append(reading) }
        }
    }

    /// `3 February 2026`, `03rd Feb. 2026`, `3-Feb-26`, `3 de febrero de 2026`.
    private static func dayThenName(_ parts: DateParts, at index: Int) -> Match? {
        guard let day = parts.number(index), day.digits <= 2, !parts.isGlued(before: index) else {
            return nil
        }
        var next = parts.skip(from: index + 1, ordinals: true)
        guard let month = parts.month(next) else { return nil }
        next = parts.skip(from: next + 1, ordinals: false)
        guard let year = parts.number(next), year.digits == 4 || year.digits == 2, let full = fullYear(year),
            let date = CalendarDate(year: full, month: month, day: day.value)
        else { return nil }
        return Match(
            readings: [DateReading(date: date, order: .named, isShortYear: year.digits == 2)],
            length: next + 1 - index)
    }

    /// `February 3, 2026`, `Feb-03-2026`.
    private static func nameThenDay(_ parts: DateParts, at index: Int) -> Match? {
        guard let month = parts.month(index) else { return nil }
        var next = parts.skip(from: index + 1, ordinals: false)
        guard let day = parts.number(next), day.digits <= 2 else { return nil }
        next = parts.skip(from: next + 1, ordinals: true)
        guard let year = parts.number(next),
            year.digits == 4 || (year.digits == 2 && parts.hasComma(next - 1)),
            let full = fullYear(year), let date = CalendarDate(year: full, month: month, day: day.value)
        else { return nil }
        return Match(
            readings: [DateReading(date: date, order: .named, isShortYear: year.digits == 2)],
            length: next + 1 - index)
    }

    /// `20251231` standing alone.
    private static func compact(_ parts: DateParts, at index: Int) -> Match? {
        guard let number = parts.number(index), number.digits == 8, !parts.isGlued(before: index),
            !parts.isGlued(after: index), (2000...2049).contains(number.value / 10_000),
            let date = CalendarDate(
                year: number.value / 10_000, month: number.value / 100 % 100, day: number.value % 100)
        else { return nil }
        return Match(readings: [DateReading(date: date, order: .yearFirst)], length: 1)
    }

    private static func fullYear(_ year: DateParts.Number) -> Int? {
        switch year.digits {
        case 4: years.contains(year.value) ? year.value : nil
        case 2: year.value < 70 ? 2000 + year.value : 1900 + year.value
        default: nil
        }
    }
}
