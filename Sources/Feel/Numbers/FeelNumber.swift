/// A FEEL number: a decimal of up to 34 significant digits, as IEEE 754 decimal128 holds; never NaN or infinite.
///
/// Kept in one form only (no zeros at the end of the significand), so equal values are equal members.
package struct FeelNumber: Hashable, Sendable {
    /// Whether the number is below zero; never for zero itself.
    package let isNegative: Bool
    /// The digits as a whole number below 10³⁴, not divisible by 10.
    let significand: UInt128
    /// The power of ten the significand is multiplied by.
    let exponent: Int

    /// Significant digits a number holds.
    static let precision = 34
    /// The greatest exponent of the leading digit.
    static let maximumExponent = 6144
    /// The least exponent of any digit.
    static let minimumExponent = -6176

    private init(isNegative: Bool, normal significand: UInt128, exponent: Int) {
        self.isNegative = isNegative && significand != 0
        self.significand = significand
        self.exponent = significand == 0 ? 0 : exponent
    }

    /// Rounds to 34 digits, half to even; `nil` where the number is too large.
    ///
    /// `hasRest` says that digits other than zero follow the significand.
    init?(isNegative: Bool, significand: UInt128, exponent: Int, hasRest: Bool = false) {
        var digits = significand
        var exponent = exponent
        let excess = max(
            Self.digitCount(digits) - Self.precision, Self.minimumExponent - exponent)
        if excess > 0 {
            guard excess <= 38 else {
                self.init(isNegative: false, normal: 0, exponent: 0)
                return
            }
            digits = Self.halfEven(digits, dropping: excess, hasRest: hasRest)
            exponent += excess
        }
        (digits, exponent) = Self.stripped(digits, exponent)
        guard digits == 0 || exponent + Self.digitCount(digits) - 1 <= Self.maximumExponent else {
            return nil
        }
        self.init(isNegative: isNegative, normal: digits, exponent: exponent)
    }

    /// The whole number itself.
    package init(_ value: Int) {
        let (digits, exponent) = Self.stripped(UInt128(value.magnitude), 0)
        self.init(isNegative: value < 0, normal: digits, exponent: exponent)
    }

    /// Nothing.
    package static let zero = FeelNumber(0)
    /// Unity.
    package static let one = FeelNumber(1)

    /// Whether the number is zero.
    package var isZero: Bool { significand == 0 }
    /// Whether the number has no fraction.
    package var isInteger: Bool { exponent >= 0 }
    /// The number without its sign.
    package var magnitude: FeelNumber {
        FeelNumber(isNegative: false, normal: significand, exponent: exponent)
    }
    /// The number with the other sign.
    package var negated: FeelNumber {
        FeelNumber(isNegative: !isNegative, normal: significand, exponent: exponent)
    }

    /// The number as a machine integer; `nil` with a fraction or out of range.
    package var integer: Int? {
        guard exponent >= 0, exponent < 20 else { return nil }
        let (value, overflow) = significand.multipliedReportingOverflow(by: Self.powers[exponent])
        guard !overflow else { return nil }
        if isNegative { return value <= UInt128(Int.max) ? -Int(value) : nil }
        return Int(exactly: value)
    }

    /// The number without its fraction, as a machine integer; `nil` out of range.
    package var truncatedInteger: Int? {
        exponent >= 0 ? integer : rounded(scale: 0, .towardZero)?.integer
    }

    // MARK: Digits

    /// 10⁰ to 10³⁸.
    static let powers: [UInt128] = (0...38).map { (0..<$0).reduce(UInt128(1)) { power, _ in power * 10 } }

    /// The number of decimal digits; 1 for zero.
    static func digitCount(_ value: UInt128) -> Int {
        let bits = UInt128.bitWidth - value.leadingZeroBitCount
        // 1233 / 4096 is just below log₁₀ 2.
        let guess = (bits * 1233) >> 12
        return max(1, guess < powers.count && value >= powers[guess] ? guess + 1 : guess)
    }

    private static func stripped(_ value: UInt128, _ exponent: Int) -> (UInt128, Int) {
        guard value != 0 else { return (0, 0) }
        var value = value
        var exponent = exponent
        while value > UInt128(UInt64.max) {
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: 10)
            guard rest == 0 else { return (value, exponent) }
            value = quotient
            exponent += 1
        }
        var small = UInt64(value)
        while small % 10 == 0 {
            small /= 10
            exponent += 1
        }
        return (UInt128(small), exponent)
    }

    private static func halfEven(_ value: UInt128, dropping count: Int, hasRest: Bool) -> UInt128 {
        let unit = powers[count]
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: unit)
        let half = unit / 2
        let isUp = rest > half || (rest == half && (hasRest || quotient % 2 == 1))
        return isUp ? quotient + 1 : quotient
    }
}
