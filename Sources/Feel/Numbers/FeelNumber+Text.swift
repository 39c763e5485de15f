extension FeelNumber: CustomStringConvertible {
    /// Reads `-?digits[.digits][e[+-]digits]`, also `.5`; `nil` for anything else and for numbers too large.
    package init?(_ text: some StringProtocol) {
        var scanner = DigitScanner(bytes: Array(text.utf8))
        guard let number = scanner.number() else { return nil }
        self = number
    }

    /// The number in plain digits, or with an exponent where that would take more than 40.
    package var description: String {
        let sign = isNegative ? "-" : ""
        let digits = String(significand)
        if exponent >= 0 {
            guard exponent <= 40 else { return sign + scientific(digits) }
            return sign + digits + String(repeating: "0", count: exponent)
        }
        let whole = digits.utf8.count + exponent
        if whole > 0 { return sign + digits.prefix(whole) + "." + digits.dropFirst(whole) }
        guard whole > -40 else { return sign + scientific(digits) }
        return sign + "0." + String(repeating: "0", count: -whole) + digits
    }

    private func scientific(_ digits: String) -> String {
        let top = exponent + digits.utf8.count - 1
        let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
        return "\(digits.prefix(1))\(fraction)E\(top < 0 ? "" : "+")\(top)"
    }
}

/// Reads a decimal number from bytes.
private struct DigitScanner {
    let bytes: [UInt8]
    private var at = 0
    private var significand: UInt128 = 0
    private var kept = 0
    private var exponent = 0
    private var hasRest = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() -> FeelNumber? {
        let isNegative = take(UInt8(ascii: "-"))
        let whole = digits(areFraction: false)
        var fraction = 0
        if take(UInt8(ascii: ".")) {
            fraction = digits(areFraction: true)
            guard fraction > 0 else { return nil }
        }
        guard whole + fraction > 0 else { return nil }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            guard let power = power() else { return nil }
            exponent += power
        }
        guard at == bytes.count else { return nil }
        return FeelNumber(
            isNegative: isNegative, significand: significand, exponent: exponent, hasRest: hasRest)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func digits(areFraction: Bool) -> Int {
        let start = at
        while at < bytes.count, case let digit = bytes[at] &- 48, digit <= 9 {
            if kept < 36 {
                significand = significand * 10 + UInt128(digit)
                if significand > 0 { kept += 1 }
                if areFraction { exponent -= 1 }
            } else {
                hasRest = hasRest || digit != 0
                if !areFraction { exponent += 1 }
            }
            at += 1
        }
        return at - start
    }

    private mutating func power() -> Int? {
        let isNegative = take(UInt8(ascii: "-"))
        if !isNegative { _ = take(UInt8(ascii: "+")) }
        let start = at
        var value = 0
        while at < bytes.count, case let digit = bytes[at] &- 48, digit <= 9 {
            value = min(value * 10 + Int(digit), 1_000_000)
            at += 1
        }
        guard at > start else { return nil }
        return isNegative ? -value : value
    }
}
