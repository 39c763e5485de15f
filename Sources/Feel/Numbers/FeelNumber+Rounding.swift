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
        let rest = magnitude < divisor.magnitude ? magnitude : rest(after: divisor)
        guard let rest, !rest.isZero else { return .zero }
        let wrapped = isNegative != divisor.isNegative ? divisor.magnitude.subtracting(rest) : rest
        return divisor.isNegative ? wrapped?.negated : wrapped
    }

    /// What is left of the magnitude, which is not below the divisor's.
    private func rest(after divisor: FeelNumber) -> FeelNumber? {
        let shift = exponent - divisor.exponent
        let (left, right) = (WideInteger(Int128(significand)), WideInteger(Int128(divisor.significand)))
        guard shift > 0 else {
            // The divisor's last digit stands higher, but not by more digits than there are.
            let rest = left.dividedMagnitude(by: right * .powerOfTen(-shift)).remainder
            return FeelNumber(wide: rest, isNegative: false, exponent: exponent)
        }
        let power = Self.powerOfTen(shift, modulo: right)
        let rest = (left * power).dividedMagnitude(by: right).remainder
        return FeelNumber(wide: rest, isNegative: false, exponent: divisor.exponent)
    }

    /// 10 to the power of `exponent`, modulo another number, by squaring.
    private static func powerOfTen(_ exponent: Int, modulo divisor: WideInteger) -> WideInteger {
        var (result, base, rest) = (WideInteger(1), WideInteger(10), exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = (result * base).dividedMagnitude(by: divisor).remainder }
            base = (base * base).dividedMagnitude(by: divisor).remainder
            rest >>= 1
        }
        return result
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
