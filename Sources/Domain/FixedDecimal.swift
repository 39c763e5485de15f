/// An exact decimal number, `units` × 10^−`scale`: amounts, prices, quantities and rates as printed.
///
/// Never a `Double`.
/// The scale is kept as printed (`12.50` has scale 2); equality and order compare the value, not the scale.
public struct FixedDecimal: Sendable {
    /// The largest number of decimal places a value can carry.
    public static let maximumScale: UInt8 = 12

    /// The value without its decimal point.
    public let units: Int64
    /// Decimal places, 0...`maximumScale`.
    public let scale: UInt8

    /// Zero, without decimal places.
    public static let zero = FixedDecimal(units: 0, scale: 0)

    /// Makes the number `units` × 10^−`scale`; `scale` must not exceed `maximumScale`.
    public init(units: Int64, scale: UInt8) {
        precondition(scale <= Self.maximumScale, "a decimal has at most \(Self.maximumScale) places")
        self.units = units
        self.scale = scale
    }

    /// Makes a whole number.
    public init(_ whole: Int64) {
        self.init(units: whole, scale: 0)
    }

    /// Reads the canonical form `-1234.50`; `nil` for anything else or when the value does not fit.
    public init?(canonical text: some StringProtocol) {
        var units: Int64 = 0
        var scale: UInt8 = 0
        var digits = 0
        var isNegative = false
        var isAfterPoint = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0:
                isNegative = true
            case UInt8(ascii: ".") where !isAfterPoint && digits > 0:
                isAfterPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (product, overflow) = units.multipliedReportingOverflow(by: 10)
                let (sum, overflow2) = product.addingReportingOverflow(Int64(byte - 48))
                guard !overflow, !overflow2 else { return nil }
                units = sum
                digits += 1
                if isAfterPoint {
                    guard scale < Self.maximumScale else { return nil }
                    scale += 1
                }
            default:
                return nil
            }
        }
        guard digits > 0, !(isAfterPoint && scale == 0) else { return nil }
        self.init(units: isNegative ? -units : units, scale: scale)
    }

    /// Whether the value is below zero.
    public var isNegative: Bool { units < 0 }

    /// Whether the value is zero.
    public var isZero: Bool { units == 0 }

    /// The value without its sign.
    public var magnitude: FixedDecimal {
        units == .min
            ? FixedDecimal(units: .max, scale: scale) : FixedDecimal(units: abs(units), scale: scale)
    }

    /// The same value with trailing zeros of the fraction removed.
    public var normalized: FixedDecimal {
        var units = units
        var scale = scale
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return FixedDecimal(units: units, scale: scale)
    }

    /// The value rounded half away from zero (commercial rounding) to `places` decimal places; `nil` on overflow.
    public func rounded(to places: UInt8) -> FixedDecimal? {
        guard places < scale else { return rescaled(to: places) }
        let divisor = Self.powerOfTen(scale - places)
        let quotient = units / divisor
        let remainder = (units % divisor).magnitude
        let isUp = remainder >= (divisor.magnitude + 1) / 2
        return FixedDecimal(units: quotient + (isUp ? units.signum() : 0), scale: places)
    }

    /// The sum, exact; `nil` on overflow.
    public func adding(_ other: FixedDecimal) -> FixedDecimal? {
        let common = max(scale, other.scale)
        guard let left = rescaled(to: common), let right = other.rescaled(to: common) else { return nil }
        let (sum, overflow) = left.units.addingReportingOverflow(right.units)
        return overflow ? nil : FixedDecimal(units: sum, scale: common)
    }

    /// The difference, exact; `nil` on overflow.
    public func subtracting(_ other: FixedDecimal) -> FixedDecimal? {
        other.units == .min ? nil : adding(FixedDecimal(units: -other.units, scale: other.scale))
    }

    /// The product, exact where it fits `maximumScale` places and rounded to them otherwise; `nil` on overflow.
    public func multiplied(by other: FixedDecimal) -> FixedDecimal? {
        var product = Int128(units) * Int128(other.units)
        var places = scale + other.scale
        while places > Self.maximumScale || (places > 0 && product % 10 == 0) {
            let half: Int128 = product < 0 ? -5 : 5
            product = product % 10 == 0 ? product / 10 : (product + half) / 10
            places -= 1
        }
        return Int64(exactly: product).map { FixedDecimal(units: $0, scale: places) }
    }

    /// The quotient rounded half away from zero to `places` places; `nil` for a zero divisor or on overflow.
    public func divided(by other: FixedDecimal, places: UInt8) -> FixedDecimal? {
        guard other.units != 0 else { return nil }
        var numerator = Int128(units)
        var denominator = Int128(other.units)
        let shift = Int(places) + Int(other.scale) - Int(scale)
        let factor = Self.widePowerOfTen(abs(shift))
        if shift >= 0 { numerator *= factor } else { denominator *= factor }
        let quotient = numerator / denominator
        let remainder = (numerator % denominator).magnitude
        let isUp = remainder * 2 >= denominator.magnitude
        let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
        return Int64(exactly: quotient + (isUp ? sign : 0)).map { FixedDecimal(units: $0, scale: places) }
    }

    /// The same value with exactly `places` decimal places; `nil` if that loses digits or overflows.
    public func rescaled(to places: UInt8) -> FixedDecimal? {
        guard places <= Self.maximumScale else { return nil }
        if places >= scale {
            let (units, overflow) = units.multipliedReportingOverflow(by: Self.powerOfTen(places - scale))
            return overflow ? nil : FixedDecimal(units: units, scale: places)
        }
        let divisor = Self.powerOfTen(scale - places)
        return units % divisor == 0 ? FixedDecimal(units: units / divisor, scale: places) : nil
    }

    private static func powerOfTen(_ exponent: UInt8) -> Int64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private static func widePowerOfTen(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension FixedDecimal: Comparable, Hashable {
    /// Whether both have the same value, whatever their scales.
    public static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.isOrdered(before: right) == nil
    }

    /// Whether the left value is the smaller one.
    public static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.isOrdered(before: right) == true
    }

    /// Hashes the value, so that `1.5` and `1.50` fall together.
    public func hash(into hasher: inout Hasher) {
        let value = normalized
        hasher.combine(value.units)
        hasher.combine(value.scale)
    }

    /// Whether self comes first; `nil` when both are equal.
    private func isOrdered(before other: FixedDecimal) -> Bool? {
        let common = max(scale, other.scale)
        let left = Int128(units) * Self.widePowerOfTen(Int(common - scale))
        let right = Int128(other.units) * Self.widePowerOfTen(Int(common - other.scale))
        return left == right ? nil : left < right
    }
}

extension FixedDecimal: CustomStringConvertible {
    /// The canonical form: `-1234.50`, a dot before the fraction, no grouping, the scale kept.
    public var description: String {
        let digits = String(units.magnitude)
        let sign = units < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(Int(scale)) + "." + padded.suffix(Int(scale))
    }
}
