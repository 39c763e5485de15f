import Domain

/// How digits beyond a scale are dropped.
package enum RoundingMode: Sendable {
    case floor, ceiling, towardZero, awayFromZero, halfEven, halfUp, halfDown
}

extension FeelNumber {
    /// The number with at most `scale` digits after the point; `nil` where it becomes too large.
    ///
    /// `halfUp` and `halfDown` go by the magnitude: away from zero, towards zero.
    package func rounded(scale: Int, _ mode: RoundingMode) -> FeelNumber? {
        let drop = -scale - exponent
        guard drop > 0 else { return self }
        let quotient: UInt128
        let isAboveZero: Bool
        let half: ComparedToHalf
        if drop < Self.powers.count {
            let (value, rest) = significand.quotientAndRemainder(dividingBy: Self.powers[drop])
            quotient = value
            isAboveZero = rest != 0
            half = ComparedToHalf(rest, of: Self.powers[drop])
        } else {
            (quotient, isAboveZero, half) = (0, !isZero, .below)
        }
        guard isAboveZero else { return self }
        let isUp = mode.goesUp(from: quotient, half: half, isNegative: isNegative)
        return FeelNumber(
            isNegative: isNegative, significand: isUp ? quotient + 1 : quotient, exponent: -scale)
    }

    /// What is left when the divisor is taken away as often as it goes, with the divisor's sign.
    ///
    /// DMN 1.3, table 76: `dividend - divisor * floor(dividend / divisor)`, here without rounding in between.
    package func modulo(_ divisor: FeelNumber) -> FeelNumber? {
        guard !divisor.isZero else { return nil }
        let floor = min(exponent, divisor.exponent)
        let left = WideInteger(Int128(significand)) * .powerOfTen(exponent - floor)
        let right = WideInteger(Int128(divisor.significand)) * .powerOfTen(divisor.exponent - floor)
        let rest = left.dividedMagnitude(by: right).remainder
        guard !rest.isZero else { return .zero }
        let wraps = isNegative != divisor.isNegative
        let value = wraps ? right + rest.negated : rest
        return FeelNumber(wide: value, isNegative: divisor.isNegative, exponent: floor)
    }

    /// A number from an integer of any size, rounded; `nil` where it is too large.
    init?(wide: WideInteger, isNegative: Bool, exponent: Int) {
        let digits = Array(wide.digits.utf8)
        let kept = digits.prefix(38).reduce(UInt128(0)) { $0 * 10 + UInt128($1 - 48) }
        self.init(
            isNegative: isNegative, significand: kept, exponent: exponent + max(0, digits.count - 38),
            hasRest: digits.dropFirst(38).contains { $0 != 48 })
    }
}

/// Where a dropped rest lies.
private enum ComparedToHalf {
    case below, equal, above

    init(_ rest: UInt128, of unit: UInt128) {
        self = rest < unit / 2 ? .below : rest == unit / 2 ? .equal : .above
    }
}

extension RoundingMode {
    fileprivate func goesUp(from quotient: UInt128, half: ComparedToHalf, isNegative: Bool) -> Bool {
        switch self {
        case .floor: isNegative
        case .ceiling: !isNegative
        case .towardZero: false
        case .awayFromZero: true
        case .halfEven: half == .above || (half == .equal && quotient % 2 == 1)
        case .halfUp: half != .below
        case .halfDown: half == .above
        }
    }
}
