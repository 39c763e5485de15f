/// A whole number of any size: what `Rational` falls back to beyond 64 bits.
package struct WideInteger: Hashable, Sendable {
    /// Whether the number is below zero; never for zero itself.
    package let isNegative: Bool
    /// The magnitude, lowest 32 bits first, without zeros at the top.
    package let limbs: [UInt32]

    package init(isNegative: Bool, limbs: [UInt32]) {
        var limbs = limbs
        while limbs.last == 0 { limbs.removeLast() }
        self.limbs = limbs
        self.isNegative = isNegative && !limbs.isEmpty
    }

    package init(_ value: Int128) {
        var magnitude = value.magnitude
        var limbs: [UInt32] = []
        while magnitude != 0 {
            limbs.append(UInt32(truncatingIfNeeded: magnitude))
            magnitude >>= 32
        }
        self.init(isNegative: value < 0, limbs: limbs)
    }

    package var isZero: Bool { limbs.isEmpty }
    package var magnitude: WideInteger { WideInteger(isNegative: false, limbs: limbs) }
    package var negated: WideInteger { WideInteger(isNegative: !isNegative, limbs: limbs) }

    /// The number in 64 bits; `nil` where it does not fit.
    package var narrow: Int64? {
        guard limbs.count <= 2 else { return nil }
        let magnitude = limbs.reversed().reduce(Int128(0)) { $0 << 32 | Int128($1) }
        return Int64(exactly: isNegative ? -magnitude : magnitude)
    }

    package static func + (left: WideInteger, right: WideInteger) -> WideInteger {
        if left.isNegative == right.isNegative {
            return WideInteger(isNegative: left.isNegative, limbs: sum(left.limbs, right.limbs))
        }
        return isSmaller(left.limbs, right.limbs)
            ? WideInteger(isNegative: right.isNegative, limbs: difference(right.limbs, left.limbs))
            : WideInteger(isNegative: left.isNegative, limbs: difference(left.limbs, right.limbs))
    }

    package static func * (left: WideInteger, right: WideInteger) -> WideInteger {
        guard !left.isZero, !right.isZero else { return WideInteger(0) }
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (shift, factor) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, limb) in right.limbs.enumerated() {
                let value = UInt64(factor) * UInt64(limb) + UInt64(product[shift + index]) + carry
                product[shift + index] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
            product[shift + right.limbs.count] = UInt32(truncatingIfNeeded: carry)
        }
        return WideInteger(isNegative: left.isNegative != right.isNegative, limbs: product)
    }

    package static func < (left: WideInteger, right: WideInteger) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative
            ? isSmaller(right.limbs, left.limbs) : isSmaller(left.limbs, right.limbs)
    }

    private static func isSmaller(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        left.count == right.count
            ? left.reversed().lexicographicallyPrecedes(right.reversed()) : left.count < right.count
    }

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            let value =
                UInt64(index < left.count ? left[index] : 0)
                + UInt64(index < right.count ? right[index] : 0) + carry
            result.append(UInt32(truncatingIfNeeded: value))
            carry = value >> 32
        }
        result.append(UInt32(truncatingIfNeeded: carry))
        return result
    }

    /// `left` − `right`, where `left` is not the smaller one.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in left.indices {
            let value = Int64(left[index]) - Int64(index < right.count ? right[index] : 0) - borrow
            result.append(UInt32(truncatingIfNeeded: value))
            borrow = value < 0 ? 1 : 0
        }
        return result
    }
}
