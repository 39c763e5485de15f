extension Rational: Comparable {
    /// The exact sum.
    public static func + (left: Rational, right: Rational) -> Rational {
        guard case .narrow(let a, let b) = left.parts, case .narrow(let c, let d) = right.parts else {
            return Rational(
                reducing: left.wideNumerator * right.wideDenominator
                    + right.wideNumerator * left.wideDenominator,
                over: left.wideDenominator * right.wideDenominator)
        }
        if b == 1, d == 1, case (let sum, false) = a.addingReportingOverflow(c) { return Rational(sum) }
        // Two products of 64 bits fit 127, and so does their sum.
        return Rational(
            reducing: Int128(a) * Int128(d) + Int128(c) * Int128(b), over: Int128(b) * Int128(d))
    }

    /// The exact difference.
    public static func - (left: Rational, right: Rational) -> Rational { left + -right }

    /// The same value with the other sign.
    public static prefix func - (value: Rational) -> Rational {
        switch value.parts {
        case .narrow(let top, let bottom) where top != .min: Rational(reduced: -top, over: bottom)
        case .narrow, .wide: Rational(reduced: value.wideNumerator.negated, over: value.wideDenominator)
        }
    }

    /// The exact product.
    public static func * (left: Rational, right: Rational) -> Rational {
        guard case .narrow(let a, let b) = left.parts, case .narrow(let c, let d) = right.parts else {
            return Rational(
                reducing: left.wideNumerator * right.wideNumerator,
                over: left.wideDenominator * right.wideDenominator)
        }
        return Rational(reducing: Int128(a) * Int128(c), over: Int128(b) * Int128(d))
    }

    /// The exact quotient; `nil` for a divisor of zero.
    public func divided(by other: Rational) -> Rational? {
        other.reciprocal.map { self * $0 }
    }

    /// 10 to the power of `exponent`, which is not negative.
    public static func powerOfTen(_ exponent: Int) -> Rational {
        precondition(exponent >= 0, "a power of ten is whole")
        return Rational(reducing: WideInteger.powerOfTen(exponent), over: WideInteger(1))
    }

    /// Half a unit of the last of `places` decimals: how far rounding may move a number.
    package static func half(ofDecimal places: Int) -> Rational {
        precondition(places >= 0, "there are no decimal places below none")
        return Rational(reducing: WideInteger(5), over: WideInteger.powerOfTen(places + 1))
    }

    /// Adds `right` to `left`.
    public static func += (left: inout Rational, right: Rational) { left = left + right }

    /// Takes `right` from `left`.
    public static func -= (left: inout Rational, right: Rational) { left = left - right }

    /// Whether the left value is the smaller one.
    public static func < (left: Rational, right: Rational) -> Bool {
        guard case .narrow(let a, let b) = left.parts, case .narrow(let c, let d) = right.parts else {
            return left.wideNumerator * right.wideDenominator < right.wideNumerator * left.wideDenominator
        }
        return b == d ? a < c : Int128(a) * Int128(d) < Int128(c) * Int128(b)
    }

    /// Rounded to `places` decimals, a half away from zero (commercial rounding).
    public func rounded(to places: Int) -> Rational {
        precondition(places >= 0, "there are no decimal places below none")
        let scale = WideInteger.powerOfTen(places)
        let top = wideNumerator.magnitude * scale
        let half = top + top + wideDenominator
        let (quotient, _) = half.dividedMagnitude(by: wideDenominator + wideDenominator)
        return Rational(reducing: isNegative ? quotient.negated : quotient, over: scale)
    }
}

extension Sequence<Rational> {
    /// The exact sum; zero for none.
    package func sum() -> Rational { reduce(.zero, +) }
}
