import Domain

extension FeelNumber {
    /// The square root, to 34 digits; `nil` below zero.
    package var squareRoot: FeelNumber? {
        guard !isNegative else { return nil }
        guard !isZero else { return .zero }
        // The root of an integer of some 80 digits has 40: enough to round once.
        let lift = 80 - Self.digitCount(significand)
        let shift = (lift + exponent) % 2 == 0 ? lift : lift + 1
        let value = WideInteger(Int128(significand)) * .powerOfTen(shift)
        var root = WideInteger.powerOfTen(41)
        while true {
            let next = (root + value.dividedMagnitude(by: root).quotient).dividedMagnitude(by: WideInteger(2))
                .quotient
            guard next < root else { break }
            root = next
        }
        // A digit that is not zero stands for what the root cuts off.
        let isExact = root * root == value
        let digits = isExact ? root : root * WideInteger(10) + WideInteger(1)
        return FeelNumber(
            wide: digits, isNegative: false, exponent: (exponent - shift) / 2 - (isExact ? 0 : 1))
    }

    /// e to the power of this number; `nil` where it is too large.
    package var exponential: FeelNumber? {
        guard magnitude < FeelNumber(20_000) else { return isNegative ? .zero : nil }
        return Self.exponential(of: FixedReal(self))
    }

    /// The natural logarithm; `nil` for zero and below.
    package var naturalLogarithm: FeelNumber? {
        guard !isNegative, !isZero else { return nil }
        return fixedLogarithm.number()
    }

    /// The number raised to a power; `nil` where that is no real number, or too large.
    package func power(_ power: FeelNumber) -> FeelNumber? {
        if power.isZero { return .one }
        if isZero { return power.isNegative ? nil : .zero }
        if let whole = power.integer, whole.magnitude <= 1_000_000 { return raised(to: whole) }
        if power.isInteger, isNegative || magnitude == .one {
            let isOdd = power.modulo(FeelNumber(2))?.isZero == false
            let positive = magnitude == .one ? FeelNumber.one : magnitude.power(power)
            return isNegative && isOdd ? positive?.negated : positive
        }
        guard !isNegative, let log = naturalLogarithm, let estimate = log.multiplied(by: power) else {
            return nil
        }
        guard estimate.magnitude < FeelNumber(20_000) else { return estimate.isNegative ? .zero : nil }
        guard power.exponent + Self.digitCount(power.significand) < 40 else { return .one }
        return Self.exponential(of: fixedLogarithm * FixedReal(power))
    }

    private static func exponential(of real: FixedReal) -> FeelNumber? {
        let tens = (real / FixedReal.naturalLogOfTen).floor
        return (real - FixedReal.naturalLogOfTen.times(tens)).exponential.number(timesTenTo: tens)
    }

    /// ln(m × 10ᵏ) = ln m + k ln 10, m between 1 and 10.
    private var fixedLogarithm: FixedReal {
        let top = Self.digitCount(significand) - 1
        let shift = WideInteger.powerOfTen(FixedReal.places - top)
        let lead = FixedReal(scaled: WideInteger(Int128(significand)) * shift)
        return lead.naturalLogarithm + FixedReal.naturalLogOfTen.times(exponent + top)
    }

    /// Repeated squaring with 60 digits in between.
    private func raised(to power: Int) -> FeelNumber? {
        var base = WideDecimal(digits: WideInteger(Int128(significand)), exponent: exponent)
        var result = WideDecimal(digits: WideInteger(1), exponent: 0)
        var rest = power.magnitude
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            rest >>= 1
            if rest > 0 { base = base * base }
            guard abs(result.exponent) < 1_000_000_000 else { return power < 0 ? .zero : nil }
        }
        if power < 0 { result = result.inverse }
        return FeelNumber(
            wide: result.digits, isNegative: isNegative && power % 2 != 0, exponent: result.exponent)
    }
}

/// A decimal of about 60 digits, for products in a row.
private struct WideDecimal {
    let digits: WideInteger
    let exponent: Int

    static func * (left: WideDecimal, right: WideDecimal) -> WideDecimal {
        let product = left.digits * right.digits
        let exponent = left.exponent &+ right.exponent
        // A limb is 9.6 digits; 7 limbs hold at least 57 of them.
        let excess = (product.limbs.count - 7) * 9
        guard excess > 0 else { return WideDecimal(digits: product, exponent: exponent) }
        return WideDecimal(
            digits: product.dividedMagnitude(by: .powerOfTen(excess)).quotient, exponent: exponent &+ excess)
    }

    var inverse: WideDecimal {
        let width = digits.limbs.count * 10 + 60
        return WideDecimal(
            digits: WideInteger.powerOfTen(width).dividedMagnitude(by: digits).quotient,
            exponent: -exponent - width)
    }
}
