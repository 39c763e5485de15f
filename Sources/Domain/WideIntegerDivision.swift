extension WideInteger {
    /// Quotient, rounded towards zero, and remainder of the magnitudes; the divisor must not be zero.
    ///
    /// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
    package func dividedMagnitude(by divisor: WideInteger) -> (quotient: WideInteger, remainder: WideInteger)
    {
        precondition(!divisor.isZero, "nothing is divided by zero")
        if divisor.limbs.count == 1 { return dividedMagnitude(byLimb: divisor.limbs[0]) }
        guard limbs.count >= divisor.limbs.count else { return (WideInteger(0), magnitude) }
        let shift = UInt32(divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount)
        let low = Self.shifted(divisor.limbs, by: shift)
        var rest = Self.shifted(limbs, by: shift)
        let width = divisor.limbs.count
        var quotient = [UInt32](repeating: 0, count: limbs.count - width + 1)
        for place in quotient.indices.reversed() {
            let digit = Self.estimate(rest, low, place, width)
            quotient[place] = Self.subtract(low, times: digit, from: &rest, at: place, width)
        }
        let remainder = Self.unshifted(Array(rest[..<width]), by: shift)
        return (
            WideInteger(isNegative: false, limbs: quotient), WideInteger(isNegative: false, limbs: remainder)
        )
    }

    /// The greatest number that divides both; the other one where one is zero.
    func greatestCommonDivisor(with other: WideInteger) -> WideInteger {
        var (left, right) = (magnitude, other.magnitude)
        while !right.isZero { (left, right) = (right, left.dividedMagnitude(by: right).remainder) }
        return left
    }

    /// 10 to the power of `exponent`.
    package static func powerOfTen(_ exponent: Int) -> WideInteger {
        var power = WideInteger(1)
        var rest = exponent
        while rest >= 9 {
            power = power * WideInteger(1_000_000_000)
            rest -= 9
        }
        return (0..<rest).reduce(power) { power, _ in power * WideInteger(10) }
    }

    /// The digits of the magnitude, `0` for zero.
    package var digits: String {
        guard !isZero else { return "0" }
        var rest = magnitude
        var groups: [String] = []
        while !rest.isZero {
            let (quotient, remainder) = rest.dividedMagnitude(byLimb: 1_000_000_000)
            groups.append(String(remainder.limbs.first ?? 0))
            rest = quotient
        }
        let first = groups.removeLast()
        return groups.reversed().reduce(first) {
            $0 + String(repeating: "0", count: 9 - $1.utf8.count) + $1
        }
    }

    private func dividedMagnitude(byLimb divisor: UInt32) -> (quotient: WideInteger, remainder: WideInteger) {
        var quotient = limbs
        var rest: UInt64 = 0
        for index in limbs.indices.reversed() {
            let value = rest << 32 | UInt64(limbs[index])
            quotient[index] = UInt32(truncatingIfNeeded: value / UInt64(divisor))
            rest = value % UInt64(divisor)
        }
        return (WideInteger(isNegative: false, limbs: quotient), WideInteger(Int128(rest)))
    }

    /// A digit of the quotient from the top two limbs: right, or one or two too large (step D3).
    private static func estimate(_ rest: [UInt32], _ divisor: [UInt32], _ place: Int, _ width: Int) -> UInt64
    {
        let top = UInt64(rest[place + width]) << 32 | UInt64(rest[place + width - 1])
        var digit = top / UInt64(divisor[width - 1])
        var over = top % UInt64(divisor[width - 1])
        while digit >> 32 != 0
            || digit * UInt64(divisor[width - 2]) > over << 32 | UInt64(rest[place + width - 2])
        {
            digit -= 1
            over += UInt64(divisor[width - 1])
            if over >> 32 != 0 { break }
        }
        return digit
    }

    /// Takes `digit` times the divisor away, adding it back once where that was too much (steps D4 to D6).
    private static func subtract(
        _ divisor: [UInt32], times digit: UInt64, from rest: inout [UInt32], at place: Int, _ width: Int
    ) -> UInt32 {
        var borrow: Int64 = 0
        var carry: UInt64 = 0
        for index in 0..<width {
            let product = digit * UInt64(divisor[index]) + carry
            carry = product >> 32
            let value = Int64(rest[place + index]) - borrow - Int64(product & 0xFFFF_FFFF)
            rest[place + index] = UInt32(truncatingIfNeeded: value)
            borrow = value < 0 ? 1 : 0
        }
        let top = Int64(rest[place + width]) - borrow - Int64(carry)
        rest[place + width] = UInt32(truncatingIfNeeded: top)
        guard top < 0 else { return UInt32(truncatingIfNeeded: digit) }
        var sum: UInt64 = 0
        for index in 0..<width {
            sum += UInt64(rest[place + index]) + UInt64(divisor[index])
            rest[place + index] = UInt32(truncatingIfNeeded: sum)
            sum >>= 32
        }
        rest[place + width] = UInt32(truncatingIfNeeded: UInt64(rest[place + width]) + sum)
        return UInt32(truncatingIfNeeded: digit - 1)
    }

    private static func shifted(_ limbs: [UInt32], by shift: UInt32) -> [UInt32] {
        guard shift > 0 else { return limbs + [0] }
        var result: [UInt32] = []
        var carry: UInt32 = 0
        for limb in limbs {
            result.append(limb << shift | carry)
            carry = limb >> (32 - shift)
        }
        return result + [carry]
    }

    private static func unshifted(_ limbs: [UInt32], by shift: UInt32) -> [UInt32] {
        guard shift > 0 else { return limbs }
        return limbs.indices.map { index in
            limbs[index] >> shift | (index + 1 < limbs.count ? limbs[index + 1] << (32 - shift) : 0)
        }
    }
}
