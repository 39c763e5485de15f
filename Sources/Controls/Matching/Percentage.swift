import Domain

extension Rational {
    /// One hundredth of a percentage.
    static func percent(_ percentage: Rational) -> Rational { percentage * hundredth }

    /// What a discount in percent leaves of one.
    static func remaining(after discount: Rational) -> Rational { one - percent(discount) }

    private static let hundredth = Rational(FixedDecimal(units: 1, scale: 2))
}
