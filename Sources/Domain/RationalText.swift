extension Rational {
    /// Digits a number may have as text: more than any ledger writes, few enough to stay quick.
    static let maximumDigits = 60

    /// Reads `-12.50` or `-25/2` (whole numbers, a positive denominator); `nil` for anything else.
    public init?(parsing text: some StringProtocol) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, text.utf8.count <= 2 * Self.maximumDigits + 2 else { return nil }
        guard halves.count == 2 else {
            guard let value = Self.decimal(first) else { return nil }
            self = value.number
            return
        }
        guard let top = Self.decimal(first), let bottom = Self.decimal(halves[1]), top.places == nil,
            bottom.places == nil, bottom.number.isPositive, let value = top.number.divided(by: bottom.number)
        else { return nil }
        self = value
    }

    /// Reads `-12.50` and how many decimals it is printed with; `nil` for anything else.
    public static func printed(_ text: some StringProtocol) -> (number: Rational, places: Int)? {
        decimal(text).map { ($0.number, $0.places ?? 0) }
    }

    private static func decimal(_ text: some StringProtocol) -> (number: Rational, places: Int?)? {
        var digits: [UInt8] = []
        var places: Int?
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
            if byte == UInt8(ascii: "."), places == nil, !digits.isEmpty {
                places = 0
                continue
            }
            guard (48...57).contains(byte), digits.count < maximumDigits else { return nil }
            digits.append(byte - 48)
            places = places.map { $0 + 1 }
        }
        guard !digits.isEmpty, places != 0 else { return nil }
        let whole = digits.reduce(WideInteger(0)) { $0 * WideInteger(10) + WideInteger(Int128($1)) }
        let number = Rational(
            reducing: isNegative ? whole.negated : whole, over: .powerOfTen(places ?? 0))
        return (number, places)
    }
}

extension Rational: CustomStringConvertible {
    /// The shortest decimal where there is one (`10.5`, `-3`), else lowest terms (`10/3`).
    public var description: String {
        if case .narrow(let top, 1) = parts { return String(top) }
        let sign = isNegative ? "-" : ""
        guard let places = decimalPlaces else {
            return "\(sign)\(wideNumerator.digits)/\(wideDenominator.digits)"
        }
        let scaled = wideNumerator * .powerOfTen(places)
        let digits = scaled.dividedMagnitude(by: wideDenominator).quotient.digits
        guard places > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// Decimal places that write the value in full; `nil` where none do.
    private var decimalPlaces: Int? {
        var rest = wideDenominator
        var counts = [0, 0]
        for (index, prime) in [WideInteger(2), WideInteger(5)].enumerated() {
            while true {
                let (quotient, remainder) = rest.dividedMagnitude(by: prime)
                guard remainder.isZero else { break }
                rest = quotient
                counts[index] += 1
            }
        }
        return rest == WideInteger(1) ? max(counts[0], counts[1]) : nil
    }
}
