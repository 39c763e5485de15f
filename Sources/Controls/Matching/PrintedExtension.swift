import Domain

/// The extension of a line as its printed quantity, price and discounts explain it within their rounding.
struct PrintedExtension: Sendable {
    /// The extension at the printed price, rounded; `nil` without a price.
    let computed: Rational?
    /// Extensions that round to the printed amount.
    let printed: ClosedRange<Rational>
    /// Extensions of prices that round to the printed price; `nil` without a price.
    let ofPrice: ClosedRange<Rational>?

    init(_ line: BillLine, decimals: Int) {
        let half = Rational.half(ofDecimal: decimals)
        let amount = line.amount.magnitude
        printed = (amount - half)...(amount + half)
        guard let price = line.price, let base = price.base.reciprocal else {
            computed = nil
            ofPrice = nil
            return
        }
        let perPrice = line.quantity.magnitude * base * .remaining(after: line.discountPercent)
        func extended(_ price: Rational) -> Rational { perPrice * price - line.discountAmount }
        let slack = Rational.half(ofDecimal: price.places)
        let ends = [extended(price.number - slack), extended(price.number + slack)].sorted()
        computed = extended(price.number).rounded(to: decimals)
        ofPrice = ends[0]...ends[1]
    }

    /// Whether no price within its rounding comes to an amount within its rounding.
    var isContradictory: Bool { ofPrice.map { !$0.overlaps(printed) } ?? false }

    /// Extensions that fit amount and price, the amount alone where they contradict.
    var plausible: ClosedRange<Rational> {
        guard let ofPrice, ofPrice.overlaps(printed) else { return printed }
        return ofPrice.clamped(to: printed)
    }
}
