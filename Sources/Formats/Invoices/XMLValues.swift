import Domain

/// Reads the simple types that invoices in XML use.
enum XMLValues {
    /// An `xsd:decimal`: sign, digits, point, no exponent; `nil` for anything else or what is too large.
    ///
    /// Places beyond those `FixedDecimal` holds are rounded commercially: software prints prices
    /// such as 0.33333333333333333.
    static func decimal(_ text: some StringProtocol) -> FixedDecimal? {
        let halves = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard halves.count <= 2, var whole = halves.first else { return nil }
        var fraction = halves.count == 2 ? halves[1] : []
        let isNegative = whole.first == UInt8(ascii: "-")
        if isNegative || whole.first == UInt8(ascii: "+") { whole = whole.dropFirst() }
        guard whole.count + fraction.count > 0, (whole + fraction).allSatisfy({ (48...57).contains($0) })
        else { return nil }
        while fraction.count > 2, fraction.last == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        return assembled(whole: Array(whole), fraction: Array(fraction), isNegative: isNegative)
    }

    private static func assembled(whole: [UInt8], fraction: [UInt8], isNegative: Bool) -> FixedDecimal? {
        var places = min(fraction.count, Int(FixedDecimal.maximumScale))
        while true {
            let isUp = places < fraction.count && fraction[places] >= UInt8(ascii: "5")
            if let units = units(of: whole + fraction.prefix(places), plusOne: isUp) {
                return FixedDecimal(units: isNegative ? -units : units, scale: UInt8(places))
            }
            // Too long for 64 bits: a printed price may lose places beyond the fourth, an amount none.
            guard places > 4 else { return nil }
            places -= 1
        }
    }

    private static func units(of digits: [UInt8], plusOne: Bool) -> Int64? {
        var units: Int64 = 0
        for digit in digits {
            let (product, isTooLarge) = units.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeStill) = product.addingReportingOverflow(Int64(digit) - 48)
            guard !isTooLarge, !isTooLargeStill else { return nil }
            units = sum
        }
        let (rounded, isTooLarge) = units.addingReportingOverflow(plusOne ? 1 : 0)
        return isTooLarge ? nil : rounded
    }

    /// A day: `2026-02-03` with or without a time or zone behind it, or `20260203` with or without a time.
    ///
    /// The second is UN/CEFACT's formats 102, 203 and 204 (UNTDID 2379).
    static func date(_ text: some StringProtocol) -> CalendarDate? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8 else { return nil }
        let isISO = bytes.count >= 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
        let rest = bytes.dropFirst(isISO ? 10 : 8)
        let isPlain = [0, 4, 6].contains(rest.count) && rest.allSatisfy({ (48...57).contains($0) })
        let isZoned = isISO && rest.first.map { [0x54, 0x5A, 0x2B, 0x2D].contains($0) } ?? true  // T Z + -
        guard isISO ? isZoned : isPlain else { return nil }
        let parts =
            isISO ? [bytes[0..<4], bytes[5..<7], bytes[8..<10]] : [bytes[0..<4], bytes[4..<6], bytes[6..<8]]
        let numbers = parts.compactMap { units(ofDay: $0) }
        guard numbers.count == 3 else { return nil }
        return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    private static func units(ofDay digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}
