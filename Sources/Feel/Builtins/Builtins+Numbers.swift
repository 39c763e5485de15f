extension Builtins {
    static let numbers: [Builtin] = [
        function("decimal", ["n", "scale"], .number, .integer) { rounded($1, $2, .halfEven) },
        function("floor", ["n", "scale"], .number, .optionalInteger) { rounded($1, $2 ?? 0, .floor) },
        function("ceiling", ["n", "scale"], .number, .optionalInteger) { rounded($1, $2 ?? 0, .ceiling) },
        function("round up", ["n", "scale"], .number, .integer) { rounded($1, $2, .awayFromZero) },
        function("round down", ["n", "scale"], .number, .integer) { rounded($1, $2, .towardZero) },
        function("round half up", ["n", "scale"], .number, .integer) { rounded($1, $2, .halfUp) },
        function("round half down", ["n", "scale"], .number, .integer) { rounded($1, $2, .halfDown) },
        function("abs", ["n"], .something) { _, value in
            switch value.single {
            case .number(let number): .number(number.magnitude)
            case .monthsDuration(let months): .monthsDuration(abs(months))
            case .timeDuration(let nanoseconds): .timeDuration(abs(nanoseconds))
            default: nil
            }
        },
        function("modulo", ["dividend", "divisor"], .number, .number) { $1.modulo($2).map(FeelValue.number) },
        function("sqrt", ["number"], .number) { $1.squareRoot.map(FeelValue.number) },
        function("log", ["number"], .number) { $1.naturalLogarithm.map(FeelValue.number) },
        function("exp", ["number"], .number) { $1.exponential.map(FeelValue.number) },
        function("odd", ["number"], .number) { parity($1).map { .boolean(!$0) } },
        function("even", ["number"], .number) { parity($1).map(FeelValue.boolean) },
        function("not", ["negand"], .something) { $1.single.boolean.map { .boolean(!$0) } },
    ]

    /// Scales go from the least exponent of a decimal128 to the greatest.
    private static func rounded(_ number: FeelNumber, _ scale: Int, _ mode: RoundingMode) -> FeelValue? {
        (-6111...6176).contains(scale) ? number.rounded(scale: scale, mode).map(FeelValue.number) : nil
    }

    private static func parity(_ number: FeelNumber) -> Bool? {
        number.isInteger ? number.modulo(FeelNumber(2))?.isZero : nil
    }
}
