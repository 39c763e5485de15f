extension FeelNumber: Comparable {
    /// The sum, rounded; `nil` where it is too large.
    package func adding(_ other: FeelNumber) -> FeelNumber? {
        if isZero { return other }
        if other.isZero { return self }
        let (upper, lower) = exponent >= other.exponent ? (self, other) : (other, self)
        let gap = upper.exponent - lower.exponent
        // The one with the greater exponent is brought to at most 37 digits, the other one meets it there.
        let lift = min(gap, 37 - Self.digitCount(upper.significand))
        let raised = upper.significand * Self.powers[lift]
        let (met, hasRest) = Self.shiftedRight(lower.significand, by: gap - lift)
        return Self.sum(
            (upper.isNegative, raised), (lower.isNegative, met), exponent: upper.exponent - lift, hasRest)
    }

    /// The difference, rounded; `nil` where it is too large.
    package func subtracting(_ other: FeelNumber) -> FeelNumber? { adding(other.negated) }

    /// The product, rounded; `nil` where it is too large.
    package func multiplied(by other: FeelNumber) -> FeelNumber? {
        let isNegative = isNegative != other.isNegative
        let exponent = exponent + other.exponent
        let product = significand.multipliedFullWidth(by: other.significand)
        guard product.high != 0 else {
            return FeelNumber(isNegative: isNegative, significand: product.low, exponent: exponent)
        }
        let drop = Self.digitCount(significand) + Self.digitCount(other.significand) - 36
        let (quotient, rest) = Self.powers[drop].dividingFullWidth(product)
        return FeelNumber(
            isNegative: isNegative, significand: quotient, exponent: exponent + drop, hasRest: rest != 0)
    }

    /// The quotient, rounded; `nil` where it is too large, or the divisor is zero.
    package func divided(by other: FeelNumber) -> FeelNumber? {
        guard !other.isZero else { return nil }
        guard !isZero else { return .zero }
        // The quotient has 35 or 36 digits: at least one to round by.
        let guarded = Self.precision + 1
        let lift = Self.precision - Self.digitCount(significand)
        let otherLift = Self.precision - Self.digitCount(other.significand)
        let divisor = other.significand * Self.powers[otherLift]
        let dividend = (significand * Self.powers[lift]).multipliedFullWidth(by: Self.powers[guarded])
        let (quotient, rest) = divisor.dividingFullWidth(dividend)
        return FeelNumber(
            isNegative: isNegative != other.isNegative, significand: quotient,
            exponent: exponent - lift - (other.exponent - otherLift) - guarded, hasRest: rest != 0)
    }

    /// Orders by value.
    package static func < (left: FeelNumber, right: FeelNumber) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? magnitude(right, isBelow: left) : magnitude(left, isBelow: right)
    }

    private static func magnitude(_ left: FeelNumber, isBelow right: FeelNumber) -> Bool {
        guard !left.isZero, !right.isZero else { return left.isZero && !right.isZero }
        let (leftDigits, rightDigits) = (digitCount(left.significand), digitCount(right.significand))
        let (leftTop, rightTop) = (left.exponent + leftDigits, right.exponent + rightDigits)
        guard leftTop == rightTop else { return leftTop < rightTop }
        let width = max(leftDigits, rightDigits)
        return left.significand * powers[width - leftDigits] < right.significand * powers[width - rightDigits]
    }

    private static func shiftedRight(_ value: UInt128, by count: Int) -> (UInt128, hasRest: Bool) {
        guard count > 0 else { return (value, false) }
        guard count < powers.count else { return (0, value != 0) }
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: powers[count])
        return (quotient, rest != 0)
    }

    private static func sum(
        _ left: (isNegative: Bool, UInt128), _ right: (isNegative: Bool, UInt128), exponent: Int,
        _ hasRest: Bool
    ) -> FeelNumber? {
        if left.isNegative == right.isNegative {
            return FeelNumber(
                isNegative: left.isNegative, significand: left.1 + right.1, exponent: exponent,
                hasRest: hasRest)
        }
        if left.1 >= right.1 {
            // What was cut off the right one is taken away as well: one less, and a rest remains.
            let difference = left.1 - right.1 - (hasRest ? 1 : 0)
            return FeelNumber(
                isNegative: left.isNegative, significand: difference, exponent: exponent, hasRest: hasRest)
        }
        return FeelNumber(
            isNegative: right.isNegative, significand: right.1 - left.1, exponent: exponent, hasRest: hasRest)
    }
}
