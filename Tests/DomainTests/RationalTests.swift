import Seeds
import Testing

@testable import Domain

@Suite struct RationalTests {
    private func number(_ text: String) throws -> Rational { try #require(Rational(parsing: text)) }

    @Test(arguments: [
        ("10.50", "10.5"), ("-0", "0"), ("0.000", "0"), ("3/6", "0.5"), ("10/3", "10/3"), ("-7/21", "-1/3"),
        ("007", "7"), ("1/8", "0.125"), ("100/4", "25"), ("-0.05", "-0.05"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ("1/340282366920938463463374607431768211507", "1/340282366920938463463374607431768211507"),
    ])
    func `numbers are written in the shortest form`(_ text: String, _ canonical: String) throws {
        #expect(try number(text).description == canonical)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1e3", "1/0", "1/-2", "1.5/2", "1/2.5", "1/2/3", "+1", " 1", "1,5", "٣",
        String(repeating: "9", count: 61), "0." + String(repeating: "0", count: 60),
    ])
    func `what is no number is refused`(_ text: String) {
        #expect(Rational(parsing: text) == nil)
    }

    @Test func `printed decimals are counted`() throws {
        let price = try #require(Rational.printed("12.500"))
        #expect(price.places == 3)
        #expect(price.number == (try number("12.5")))
        #expect(Rational.printed("17")?.places == 0)
        #expect(Rational.printed("1/2") == nil)
    }

    @Test(arguments: [
        ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.124", 2, "0.12"), ("2.5", 0, "3"),
        ("1/3", 4, "0.3333"),
        ("2/3", 2, "0.67"), ("-1/3", 0, "0"), ("99999999999999999999.995", 2, "100000000000000000000"),
    ])
    func `a half is rounded away from zero`(_ text: String, _ places: Int, _ rounded: String) throws {
        #expect(try number(text).rounded(to: places).description == rounded)
    }

    @Test func `nothing divides by zero`() {
        #expect(Rational.one.divided(by: .zero) == nil)
        #expect(Rational.zero.reciprocal == nil)
    }

    @Test func `the ends of 64 bits are crossed and come back`() {
        let least = Rational(.min)
        let most = Rational(.max)
        #expect((-least).description == "9223372036854775808")
        #expect(most + .one == -least)
        #expect((least - .one) + .one == least)
        #expect(least * least > most * most)
        #expect((most * most).divided(by: most) == most)
        #expect((least * most).divided(by: least) == most)
        #expect(least.magnitude.isPositive)
    }

    @Test func `a decimal keeps its value`() {
        #expect(Rational(FixedDecimal(units: -1250, scale: 2)).description == "-12.5")
        #expect(Rational(FixedDecimal(units: .min, scale: 12)).description == "-9223372.036854775808")
    }
}

@Suite struct `Laws of exact numbers` {
    /// Numbers of very different sizes, so that narrow and wide parts meet.
    private func numbers(_ seed: UInt64) -> [Rational] {
        var chance = Chance(seed: seed)
        func whole() -> WideInteger {
            let limbs = (0..<chance.below(6)).map { _ in
                [UInt32.max, 0, 1 << 31, UInt32(truncatingIfNeeded: chance.next())][chance.below(4)]
            }
            return WideInteger(isNegative: chance.below(2) == 0, limbs: limbs)
        }
        return (0..<3).map { _ in
            let bottom = whole()
            return Rational(reducing: whole(), over: bottom.isZero ? WideInteger(1) : bottom)
        }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `sums, products and order are those of a field`(seed: UInt64) throws {
        let values = numbers(seed)
        let (a, b, c) = (values[0], values[1], values[2])
        #expect(a + b == b + a)
        #expect((a + b) + c == a + (b + c))
        #expect(a * (b + c) == a * b + a * c)
        #expect((a - b) + b == a)
        #expect((a < b) == (a - b).isNegative)
        #expect(a.hashValue == ((a + c) - c).hashValue)
        if let quotient = a.divided(by: b) { #expect(quotient * b == a) }
        let digits = a.description.utf8.count { (48...57).contains($0) }
        if digits <= Rational.maximumDigits {
            #expect(Rational(parsing: a.description) == a)
        }
        if let reciprocal = a.reciprocal { #expect(reciprocal * a == .one) }
        #expect(-(-a) == a)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `quotient and remainder come back to what was divided`(seed: UInt64) {
        var chance = Chance(seed: seed)
        func limbs(_ most: Int) -> [UInt32] {
            (0...chance.below(most)).map { _ in
                [UInt32.max, 0, 1, 1 << 31, UInt32(truncatingIfNeeded: chance.next())][chance.below(5)]
            }
        }
        let dividend = WideInteger(isNegative: false, limbs: limbs(9))
        let divisor = WideInteger(isNegative: false, limbs: limbs(5) + [1 + UInt32(chance.below(9))])
        let (quotient, remainder) = dividend.dividedMagnitude(by: divisor)
        #expect(quotient * divisor + remainder == dividend)
        #expect(remainder < divisor)
    }
}
