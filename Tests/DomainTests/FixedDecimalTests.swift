import Domain
import Testing

@Suite struct FixedDecimalTests {
    @Test(arguments: [("0", 0, 0), ("12.50", 1250, 2), ("-0.5", -5, 1), ("1000", 1000, 0)])
    func `the canonical form is read back as it was written`(text: String, units: Int64, scale: UInt8) throws
    {
        let value = try #require(FixedDecimal(canonical: text))
        #expect(value.units == units && value.scale == scale)
        #expect(value.description == text)
    }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1,5", "12abc", "1.2.3", "99999999999999999999"])
    func `what is not canonical is refused`(text: String) {
        #expect(FixedDecimal(canonical: text) == nil)
    }

    @Test func `values are equal whatever their scale`() {
        #expect(FixedDecimal(units: 15, scale: 1) == FixedDecimal(units: 150, scale: 2))
        #expect(FixedDecimal(units: 15, scale: 1).hashValue == FixedDecimal(units: 150, scale: 2).hashValue)
    }

    @Test(arguments: [("2.345", "2.35"), ("2.344", "2.34"), ("-2.345", "-2.35"), ("-0.004", "0.00")])
    func `halves are rounded away from zero`(text: String, expected: String) {
        #expect(FixedDecimal(canonical: text)?.rounded(to: 2)?.description == expected)
    }

    @Test func `a product is exact and a quotient is rounded once`() {
        #expect(
            FixedDecimal(units: 125, scale: 2).multiplied(by: FixedDecimal(3))
                == FixedDecimal(units: 375, scale: 2))
        #expect(
            FixedDecimal(10).divided(by: FixedDecimal(3), places: 2) == FixedDecimal(units: 333, scale: 2))
        #expect(
            FixedDecimal(-20).divided(by: FixedDecimal(3), places: 2) == FixedDecimal(units: -667, scale: 2))
    }
}
