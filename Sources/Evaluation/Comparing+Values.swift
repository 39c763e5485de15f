import Domain

extension Comparing {
    // MARK: Amounts

    /// An amount in any common spelling; in the canonical one the dot is always the decimal point.
    static func amount(_ text: String) -> FixedDecimal? {
        let text = trimmed(text)
        guard !text.isEmpty else { return nil }
        if isCanonical(text) {
            return FixedDecimal(canonical: text.first == "+" ? text.dropFirst() : text[...])
        }
        return printedAmount(text)
    }

    private static func isCanonical(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            rest.removeFirst()
        }
        let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func printedAmount(_ text: String) -> FixedDecimal? {
        let isNegative = isMarkedNegative(text)
        var digits = text.filter { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        while let last = digits.last, last == "." || last == "," { digits.removeLast() }
        while let first = digits.first, first == "." || first == "," { digits.removeFirst() }
        guard !digits.isEmpty, let value = FixedDecimal(canonical: pointed(digits)) else { return nil }
        return isNegative ? FixedDecimal(units: -value.units, scale: value.scale) : value
    }

    /// `(12.00)`, `-12.00`, `EUR -12.00` and `12.00-`.
    private static func isMarkedNegative(_ text: String) -> Bool {
        if text.hasPrefix("("), text.hasSuffix(")") { return true }
        let minus: Set<Character> = ["-", "\u{2212}"]
        let head = text.prefix { !$0.isNumber }
        if head.contains(where: minus.contains) { return true }
        guard let sign = text.lastIndex(where: minus.contains) else { return false }
        return !text[text.index(after: sign)...].contains(where: \.isNumber)
    }

    /// Digits with a point before the fraction, whatever sign was printed there.
    private static func pointed(_ digits: String) -> String {
        let dots = digits.count { $0 == "." }
        let commas = digits.count { $0 == "," }
        if dots > 0, commas > 0 {
            let mark: Character = (digits.lastIndex { $0 == "." || $0 == "," }).map { digits[$0] } ?? "."
            let other: Character = mark == "." ? "," : "."
            return String(digits.filter { $0 != other }.map { $0 == mark ? "." : $0 })
        }
        if commas > 0 {
            let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
            let isGrouped =
                parts.count > 2 || parts[parts.count - 1].count == 3 && parts[0].count <= 3 && parts[0] != "0"
            return isGrouped
                ? digits.filter { $0 != "," } : String(digits.map { $0 == "," ? "." : $0 })
        }
        return dots > 1 ? digits.filter { $0 != "." } : digits
    }

    // MARK: Dates

    /// A date as ISO 8601 where it is one in a common spelling, day before month; else the text.
    static func date(_ text: String) -> String {
        let text = trimmed(text)
        let day = text.split(whereSeparator: { $0 == "T" || $0 == " " }).first ?? ""
        if let parts = numbers(day, between: "-"), day.prefix(5).count == 5, day.dropFirst(4).first == "-" {
            return iso(parts[0], parts[1], parts[2])
        }
        for sign: Character in [".", "/", "-"] {
            guard let parts = numbers(text[...], between: sign) else { continue }
            return iso(parts[2] < 100 ? parts[2] + 2000 : parts[2], parts[1], parts[0])
        }
        return spelled(text) ?? text
    }

    private static func numbers(_ text: Substring, between sign: Character) -> [Int]? {
        let parts = text.split(separator: sign, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let numbers = parts.compactMap { (1...4).contains($0.count) ? Int($0) : nil }
        return numbers.count == 3 ? numbers : nil
    }

    private static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
        CalendarDate(year: year, month: month, day: day)?.description ?? "\(year)-\(month)-\(day)"
    }

    /// Dates with the month in words: `6. August 2013`.
    private static func spelled(_ text: String) -> String? {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let day = Int(parts[0].filter { $0 != "." }), let year = Int(parts[2]),
            parts[2].count == 4
        else { return nil }
        let word = String(parts[1].filter { $0 != "." && $0 != "," }).lowercased()
        guard let month = month(word) else { return nil }
        return iso(year, month, day)
    }

    private static func month(_ word: String) -> Int? {
        for names in months {
            if let index = names.firstIndex(of: word) { return index % 12 + 1 }
        }
        let all = months.flatMap { $0.enumerated() }
        let found =
            all.first { $0.element.hasPrefix(word) } ?? all.first { $0.element.hasPrefix(word.prefix(4)) }
        return found.map { $0.offset % 12 + 1 }
    }

    private static let months = [
        [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ],
        [
            "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
            "november", "dezember",
        ],
        [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
    ]
}
