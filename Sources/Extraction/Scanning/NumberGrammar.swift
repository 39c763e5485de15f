internal import Domain

/// The grammar of a bare number: digits, grouping and decimal signs, no currency and no sign.
enum NumberGrammar {
    /// Longest number that is read; longer runs of digits are identifiers.
    static let maximumDigits = 15

    /// All readings of `body`, likeliest first; empty when it is not a number.
    ///
    /// Grouping by dot, comma, apostrophe or space, in threes or as lakh and crore (`6,00,000.00`).
    static func readings(of body: ArraySlice<UInt8>) -> [NumberReading] {
        guard let parts = Parts(body) else { return [] }
        guard let last = parts.separators.last else {
            return parts.value(decimals: 0).map { [NumberReading(value: $0)] } ?? []
        }
        var readings: [NumberReading] = []
        let grouped = parts.isGrouping(upTo: parts.separators.count)
        if grouped, let value = parts.value(decimals: 0) {
            readings.append(NumberReading(value: value, mark: opposite(of: last)))
        }
        if let mark = mark(for: last), let value = parts.value(decimals: parts.groups.last ?? 0) {
            let earlier = parts.separators.dropLast()
            let isClean = !earlier.contains(last) && parts.isGrouping(upTo: earlier.count)
            if isClean {
                readings.append(NumberReading(value: value, mark: mark))
            } else if earlier.allSatisfy({ $0 == last }), parts.isGrouping(upTo: earlier.count),
                earlier.count > 0,
                (parts.groups.last ?? 0) <= 2
            {
                readings.append(NumberReading(value: value, mark: mark, isRepaired: true))
            }
        }
        return readings
    }

    private static func mark(for separator: UInt8) -> DecimalMark? {
        switch separator {
        case UInt8(ascii: "."): .point
        case UInt8(ascii: ","): .comma
        default: nil
        }
    }

    private static func opposite(of separator: UInt8) -> DecimalMark? {
        switch separator {
        case UInt8(ascii: "."): .comma
        case UInt8(ascii: ","): .point
        default: nil
        }
    }

    /// Runs of digits and the separators between them.
    private struct Parts {
        var digits: [UInt8] = []
        var groups: [Int] = []
        var separators: [UInt8] = []

        init?(_ body: ArraySlice<UInt8>) {
            var run = 0
            for byte in body {
                if PlainBytes.isDigit(byte) {
                    digits.append(byte)
                    run += 1
                } else {
                    guard byte == 0x2E || byte == 0x2C || byte == 0x27 || byte == 0x20 else { return nil }
                    guard run > 0 || separators.isEmpty else { return nil }
                    groups.append(run)
                    separators.append(byte)
                    run = 0
                }
            }
            groups.append(run)
            guard run > 0, !digits.isEmpty, digits.count <= NumberGrammar.maximumDigits else { return nil }
            // ".50" has an empty whole part: only a point or comma may stand there.
            if groups[0] == 0, separators.count != 1 || separators[0] == 0x27 || separators[0] == 0x20 {
                return nil
            }
        }

        /// Whether the first `count` separators are one grouping sign with well-formed groups after them.
        func isGrouping(upTo count: Int) -> Bool {
            guard count > 0 else { return true }
            guard (1...3).contains(groups[0]), digits[0] != UInt8(ascii: "0") || groups[0] > 1 || count == 0,
                separators[..<count].allSatisfy({ $0 == separators[0] }), groups[count] == 3
            else { return false }
            let middle = groups[1..<count]
            return middle.allSatisfy { $0 == 3 } || (groups[0] <= 2 && middle.allSatisfy { $0 == 2 })
        }

        func value(decimals: Int) -> FixedDecimal? {
            guard decimals <= Int(FixedDecimal.maximumScale) else { return nil }
            let units = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
            return FixedDecimal(units: units, scale: UInt8(decimals))
        }
    }
}
