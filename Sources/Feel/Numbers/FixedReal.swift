import Domain

/// A real number with 64 digits after the point, cut off: what roots, powers and logarithms are found with.
struct FixedReal {
    /// The number times 10⁶⁴.
    let scaled: WideInteger

    static let places = 64
    private static let unit = WideInteger.powerOfTen(places)

    static let one = FixedReal(scaled: unit)
    static let naturalLogOfTwo = FixedReal(artanhOfInverse: 3).times(2)
    /// ln 10 = 3 ln 2 + 2 artanh(1/9), since 10 = 8 × 5/4.
    static let naturalLogOfTen = naturalLogOfTwo.times(3) + FixedReal(artanhOfInverse: 9).times(2)

    init(scaled: WideInteger) { self.scaled = scaled }

    /// The number as it is, digits below 10⁻⁶⁴ cut off; it must be below 10⁴⁰.
    init(_ number: FeelNumber) {
        let shift = number.exponent + Self.places
        let digits = WideInteger(Int128(number.significand))
        let magnitude =
            shift >= 0
            ? digits * .powerOfTen(shift) : digits.dividedMagnitude(by: .powerOfTen(-shift)).quotient
        scaled = number.isNegative ? magnitude.negated : magnitude
    }

    /// artanh(1/n) = Σ 1 / ((2k+1) n^(2k+1)).
    private init(artanhOfInverse divisor: Int) {
        let square = WideInteger(Int128(divisor * divisor))
        var power = Self.unit.dividedMagnitude(by: WideInteger(Int128(divisor))).quotient
        var sum = WideInteger(0)
        var odd = 1
        while !power.isZero {
            sum = sum + power.dividedMagnitude(by: WideInteger(Int128(odd))).quotient
            power = power.dividedMagnitude(by: square).quotient
            odd += 2
        }
        scaled = sum
    }

    static func + (left: FixedReal, right: FixedReal) -> FixedReal {
        FixedReal(scaled: left.scaled + right.scaled)
    }

    static func - (left: FixedReal, right: FixedReal) -> FixedReal {
        FixedReal(scaled: left.scaled + right.scaled.negated)
    }

    static func * (left: FixedReal, right: FixedReal) -> FixedReal {
        FixedReal(scaled: divided(left.scaled * right.scaled, by: unit))
    }

    static func / (left: FixedReal, right: FixedReal) -> FixedReal {
        FixedReal(scaled: divided(left.scaled * unit, by: right.scaled))
    }

    func times(_ factor: Int) -> FixedReal { FixedReal(scaled: scaled * WideInteger(Int128(factor))) }

    func over(_ divisor: Int) -> FixedReal {
        FixedReal(scaled: Self.divided(scaled, by: WideInteger(Int128(divisor))))
    }

    /// The greatest whole number not above this one; the number must be below 2⁶³.
    var floor: Int {
        let (quotient, rest) = scaled.dividedMagnitude(by: Self.unit)
        let whole = Int(quotient.narrow ?? .max)
        return scaled.isNegative ? (rest.isZero ? -whole : -whole - 1) : whole
    }

    /// The number in 34 digits, times 10 to the power of `exponent`; `nil` where it is too large.
    func number(timesTenTo exponent: Int = 0) -> FeelNumber? {
        FeelNumber(wide: scaled.magnitude, isNegative: scaled.isNegative, exponent: exponent - Self.places)
    }

    private static func divided(_ left: WideInteger, by right: WideInteger) -> WideInteger {
        let quotient = left.dividedMagnitude(by: right).quotient
        return left.isNegative != right.isNegative ? quotient.negated : quotient
    }
}

extension FixedReal {
    /// e to the power of this number, which lies between 0 and 3.
    var exponential: FixedReal {
        // exp(x) = exp(x / 2¹⁰)^(2¹⁰): the series then ends after some 17 terms.
        let small = over(1024)
        var term = FixedReal.one
        var sum = FixedReal.one
        var index = 1
        while !term.scaled.isZero {
            term = (term * small).over(index)
            sum = sum + term
            index += 1
        }
        return (0..<10).reduce(sum) { power, _ in power * power }
    }

    /// The natural logarithm of this number, which lies between 1 and 10.
    var naturalLogarithm: FixedReal {
        var rest = self
        var halvings = 0
        while rest.scaled.isAbove(FixedReal.one.scaled + FixedReal.one.over(2).scaled) {
            rest = rest.over(2)
            halvings += 1
        }
        // ln m = 2 artanh((m − 1) / (m + 1))
        let ratio = (rest - .one) / (rest + .one)
        let square = ratio * ratio
        var power = ratio
        var sum = FixedReal(scaled: WideInteger(0))
        var odd = 1
        while !power.scaled.isZero {
            sum = sum + power.over(odd)
            power = power * square
            odd += 2
        }
        return sum.times(2) + Self.naturalLogOfTwo.times(halvings)
    }
}

extension WideInteger {
    fileprivate func isAbove(_ other: WideInteger) -> Bool { other < self }
}
