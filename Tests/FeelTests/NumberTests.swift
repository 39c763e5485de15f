import Testing

@testable import Feel

@Suite struct `FEEL numbers hold 34 digits` {
    private func number(_ text: String) throws -> FeelNumber { try #require(FeelNumber(text)) }

    @Test(arguments: [
        ("1", "3", "0.3333333333333333333333333333333333"),
        ("2", "3", "0.6666666666666666666666666666666667"),
        ("1e-6176", "2", "0"), ("3e-6176", "2", "2E-6176"), ("7", "-7", "-1"),
        ("9999999999999999999999999999999999", "1e-34", "9.999999999999999999999999999999999E+67"),
    ])
    func `quotients are rounded half to even`(_ left: String, _ right: String, _ result: String) throws {
        #expect(try number(left).divided(by: number(right)) == number(result))
    }

    @Test(arguments: [
        ("9999999999999999999999999999999999", "1", "10000000000000000000000000000000000"),
        ("1e34", "1", "1e34"), ("1e34", "-1", "9999999999999999999999999999999999"),
        ("1e34", "-0.5", "1e34"), ("1e40", "-1e-40", "1e40"), ("0.1", "0.2", "0.3"),
        ("1e6144", "1e-6176", "1e6144"), ("5", "-5", "0"),
        ("1000000000000000000000000000000000", "-0.06", "999999999999999999999999999999999.9"),
    ])
    func `sums are rounded half to even`(_ left: String, _ right: String, _ result: String) throws {
        #expect(try number(left).adding(number(right)) == number(result))
        #expect(try number(right).adding(number(left)) == number(result))
    }

    @Test(arguments: [
        (
            "9999999999999999999999999999999999", "9999999999999999999999999999999999",
            "9.999999999999999999999999999999998E+67"
        ),
        (
            "1.000000000000000000000000000000001", "1.000000000000000000000000000000001",
            "1.000000000000000000000000000000002"
        ),
        ("1e-4000", "1e-4000", "0"), ("-1.5", "2", "-3"),
    ])
    func `products are rounded half to even`(_ left: String, _ right: String, _ result: String) throws {
        #expect(try number(left).multiplied(by: number(right)) == number(result))
    }

    @Test func `what is too large is no number`() throws {
        #expect(try number("9e6144").adding(number("9e6144")) == nil)
        #expect(try number("1e4000").multiplied(by: number("1e4000")) == nil)
        #expect(try number("1").divided(by: .zero) == nil)
        #expect(FeelNumber("1e6145") == nil)
        #expect(try number("-1").squareRoot == nil)
        #expect(try number("0").naturalLogarithm == nil)
        #expect(try number("20000").exponential == nil)
        #expect(try number("-8").power(number("0.5")) == nil)
        #expect(try number("0").power(number("-1")) == nil)
    }

    @Test(arguments: ["", ".", "-", "1.", "1e", "1,5", " 1", "١", "0x1", "1e+", "--1"])
    func `what is not written as a number is none`(_ text: String) {
        #expect(FeelNumber(text) == nil)
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("1.50", "1.5"), (".5", "0.5"), ("1e3", "1000"), ("1.23E-4", "0.000123"),
        ("100", "100"), ("-12.0e1", "-120"), ("1e41", "1E+41"), ("12e-60", "1.2E-59"),
    ])
    func `numbers are written without zeros that say nothing`(_ text: String, _ written: String) throws {
        #expect(try number(text).description == written)
    }

    /// Expected digits are those of Python's decimal module at 34 digits.
    @Test(arguments: [
        ("exp(1)", "2.718281828459045235360287471352662"),
        ("exp(-1)", "0.3678794411714423215955237701614609"),
        ("exp(100)", "26881171418161354484126255515800135873611118.77374192241519160862"),
        ("log(2)", "0.6931471805599453094172321214581766"),
        ("log(0.001)", "-6.907755278982137052053974364053093"),
        ("sqrt(2)", "1.414213562373095048801688724209698"),
        ("sqrt(1e-7)", "0.0003162277660168379331998893544432719"),
        ("1.1 ** 100", "13780.61233982227018411833717208964"),
        ("2 ** 0.5", "1.414213562373095048801688724209698"),
        ("2 ** -1074", "4.940656458412465441765687928682214E-324"), ("0 ** 0", "1"), ("(-2) ** 3", "-8"),
    ])
    func `roots, powers and logarithms are right to the last digit`(_ text: String, _ result: String) throws {
        let value = try FeelExpression(text).outcome().value.number
        #expect(value == FeelNumber(result))
    }

    @Test(arguments: [
        ("5.5", 0, RoundingMode.awayFromZero, "6"), ("-5.5", 0, .awayFromZero, "-6"),
        ("2.5", 0, .halfEven, "2"),
        ("3.5", 0, .halfEven, "4"), ("-2.5", 0, .halfUp, "-3"), ("-2.5", 0, .halfDown, "-2"),
        ("-1.5", 0, .floor, "-2"), ("-1.5", 0, .ceiling, "-1"), ("-1.5", 0, .towardZero, "-1"),
        ("1234", -2, .halfEven, "1200"), ("0.001", 0, .awayFromZero, "1"), ("1e-60", 3, .ceiling, "0.001"),
        ("7", 5, .floor, "7"),
    ])
    func `rounding goes the way its name says`(
        _ text: String, _ scale: Int, _ mode: RoundingMode, _ result: String
    ) throws {
        #expect(try number(text).rounded(scale: scale, mode) == number(result))
    }
}
