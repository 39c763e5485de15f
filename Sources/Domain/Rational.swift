/// An exact number, a quotient of two whole numbers of any size: what quantities, prices and shares become when
/// they are multiplied and divided.
///
/// Kept in lowest terms with a positive denominator, in 64 bits where both parts fit.
public struct Rational: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// In lowest terms; `wide` only where `narrow` does not hold both parts.
    enum Parts: Hashable, Sendable {
        case narrow(Int64, Int64)
        case wide(WideInteger, WideInteger)
    }

    let parts: Parts

    /// Zero.
    public static let zero = Rational(0)
    /// One.
    public static let one = Rational(1)

    /// Makes a whole number.
    public init(_ whole: Int64) {
        parts = .narrow(whole, 1)
    }

    /// Makes a whole number from a literal.
    public init(integerLiteral value: Int64) {
        self.init(value)
    }

    /// Makes the value of a decimal.
    public init(_ decimal: FixedDecimal) {
        let denominator = (0..<decimal.scale).reduce(Int128(1)) { power, _ in power * 10 }
        self.init(reducing: Int128(decimal.units), over: denominator)
    }

    /// Makes `numerator` / `denominator` in lowest terms; the denominator is positive.
    init(reducing numerator: Int128, over denominator: Int128) {
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let top = numerator / Int128(divisor)
        let bottom = denominator / Int128(divisor)
        if let narrowTop = Int64(exactly: top), let narrowBottom = Int64(exactly: bottom) {
            parts = .narrow(narrowTop, narrowBottom)
        } else {
            parts = .wide(WideInteger(top), WideInteger(bottom))
        }
    }

    /// Makes `numerator` / `denominator` in lowest terms; the denominator is not zero.
    init(reducing numerator: WideInteger, over denominator: WideInteger) {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let quotient = numerator.dividedMagnitude(by: divisor).quotient
        let bottom = denominator.dividedMagnitude(by: divisor).quotient
        let top = numerator.isNegative != denominator.isNegative ? quotient.negated : quotient
        self.init(reduced: top, over: bottom)
    }

    /// Makes a quotient that is in lowest terms, with a positive denominator.
    init(reduced numerator: Int64, over denominator: Int64) {
        parts = .narrow(numerator, denominator)
    }

    /// Makes a quotient that is in lowest terms, with a positive denominator.
    init(reduced numerator: WideInteger, over denominator: WideInteger) {
        if let narrowTop = numerator.narrow, let narrowBottom = denominator.narrow {
            parts = .narrow(narrowTop, narrowBottom)
        } else {
            parts = .wide(numerator, denominator)
        }
    }

    /// Whether the value is below zero.
    public var isNegative: Bool {
        switch parts {
        case .narrow(let top, _): top < 0
        case .wide(let top, _): top.isNegative
        }
    }

    /// Whether the value is zero.
    public var isZero: Bool { parts == .narrow(0, 1) }

    /// Whether the value is above zero.
    public var isPositive: Bool { !isNegative && !isZero }

    /// The value without its sign.
    public var magnitude: Rational { isNegative ? -self : self }

    /// One divided by the value; `nil` for zero.
    public var reciprocal: Rational? {
        switch parts {
        case .narrow(0, _): nil
        case .narrow(let top, let bottom) where top > 0: Rational(reduced: bottom, over: top)
        case .narrow(let top, let bottom) where top != .min: Rational(reduced: -bottom, over: -top)
        case .narrow, .wide:
            Rational(
                reduced: isNegative ? wideDenominator.negated : wideDenominator,
                over: wideNumerator.magnitude)
        }
    }

    /// Numerator in lowest terms, with the sign.
    var wideNumerator: WideInteger {
        switch parts {
        case .narrow(let top, _): WideInteger(Int128(top))
        case .wide(let top, _): top
        }
    }

    /// Denominator in lowest terms, positive.
    var wideDenominator: WideInteger {
        switch parts {
        case .narrow(_, let bottom): WideInteger(Int128(bottom))
        case .wide(_, let bottom): bottom
        }
    }

    /// Euclid's, for one at least that is not zero.
    private static func greatestCommonDivisor(_ one: UInt128, _ other: UInt128) -> UInt128 {
        var (left, right) = (one, other)
        while right > UInt128(UInt64.max) { (left, right) = (right, left % right) }
        guard right != 0 else { return left }
        var (narrowLeft, narrowRight) = (UInt64(right), UInt64(left % right))
        while narrowRight != 0 { (narrowLeft, narrowRight) = (narrowRight, narrowLeft % narrowRight) }
        return UInt128(narrowLeft)
    }
}
