internal import Domain

/// A reading of a number at six places, for fast exact arithmetic.
struct Figure {
    /// Millionths.
    var units: Int64
    /// Places as printed, by which rounding is judged.
    var places: UInt8
    var reading: NumberReading

    /// Largest figure that takes part: a thousand million, so that products fit into 128 bits.
    static let limit: Int64 = 1_000_000_000_000_000

    init?(_ reading: NumberReading) {
        let value = reading.value.scale <= 6 ? reading.value.rescaled(to: 6) : reading.value.rounded(to: 6)
        guard let value, value.units.magnitude <= Self.limit.magnitude else { return nil }
        units = value.units
        places = min(6, reading.value.scale)
        self.reading = reading
    }

    /// Whether the number is whole.
    var isWhole: Bool { units % 1_000_000 == 0 }

    /// Half of the last printed place, in millionths.
    var halfPlace: Int64 {
        var half: Int64 = 500_000
        for _ in 0..<min(places, 5) { half /= 10 }
        return half
    }
}

/// How quantity, price and total of a line come together.
struct LineClosing: Equatable {
    /// The arithmetic that holds.
    enum Kind: Equatable {
        case plain
        /// A discount in percent is taken off.
        case percentOff
        /// A discount as an amount is taken off.
        case amountOff
        /// The total has the tax in it, the price has not.
        case taxed
        /// The price is for so many units.
        case per(Int64)
    }

    var kind: Kind
    /// Whether the quantity is 1 and the price is the total, which proves little.
    var isTrivial: Bool
    var quantity: NumberReading
    var price: NumberReading
    var total: NumberReading

    /// Whether nothing was sold or it cost nothing: any price then closes.
    var isZero: Bool { total.value.isZero }
    /// Whether it could hardly close by chance.
    var proves: Bool { !isTrivial && !isZero }
}

/// Line arithmetic: quantity × price − discount = total, inside the printed precision.
enum LineArithmetic {
    /// The other numbers of the line that may take part.
    struct Extras {
        var discounts: [Figure] = []
        var isDiscountPercent = false
        var rates: [Figure] = []
        var bases: [Figure] = []
        /// Whether a price for a hundred or a thousand is thought of: only under headings.
        var mayBePerHundred = false
    }

    /// How the three figures close, trying all their readings; `nil` when they do not.
    static func closing(_ quantities: [Figure], _ prices: [Figure], _ totals: [Figure], _ extras: Extras)
        -> LineClosing?
    {
        for quantity in quantities {
            for price in prices {
                for total in totals {
                    guard let kind = kind(quantity, price, total, extras) else { continue }
                    let isOne = abs(quantity.units) == 1_000_000 || abs(price.units) == 1_000_000
                    let isTrivial = kind == .plain && (isOne || total.units == 0)
                    return LineClosing(
                        kind: kind, isTrivial: isTrivial, quantity: quantity.reading, price: price.reading,
                        total: total.reading)
                }
            }
        }
        return nil
    }

    private static func kind(_ quantity: Figure, _ price: Figure, _ total: Figure, _ extras: Extras)
        -> LineClosing.Kind?
    {
        let product = Int128(abs(quantity.units)) * Int128(abs(price.units))
        let wanted = Int128(abs(total.units)) * 1_000_000
        let slack = slack(quantity, price, total)
        if isNear(product, wanted, slack) { return .plain }
        guard product != 0 else { return nil }
        for discount in extras.discounts where discount.units != 0 {
            let percent = Int128(abs(discount.units))
            if percent < 100_000_000, isNear(product * (100_000_000 - percent) / 100_000_000, wanted, slack) {
                return .percentOff
            }
            if !extras.isDiscountPercent, isNear(product - percent * 1_000_000, wanted, slack) {
                return .amountOff
            }
        }
        for rate in extras.rates where rate.units > 0 && rate.units < 40_000_000 {
            if isNear(product * (100_000_000 + Int128(rate.units)) / 100_000_000, wanted, slack) {
                return .taxed
            }
        }
        for base in extras.bases where base.units > 1_000_000 {
            if isNear(product * 1_000_000 / Int128(base.units), wanted, slack) {
                return .per(base.units / 1_000_000)
            }
        }
        // A rate in percent of a taxable amount must not pass for a price per hundred.
        guard extras.mayBePerHundred, quantity.isWhole, price.places >= 2, total.units != 0 else {
            return nil
        }
        for base: Int64 in [100, 1000] where isNear(product / Int128(base), wanted, slack) {
            return .per(base)
        }
        return nil
    }

    /// Rounding allowed for, in units of 10^-12: half a place of the total and, per unit, of the price.
    private static func slack(_ quantity: Figure, _ price: Figure, _ total: Figure) -> Int128 {
        let ofTotal = Int128(total.halfPlace) * 1_000_000
        let ofPrice = Int128(price.halfPlace) * Int128(abs(quantity.units))
        let cap = Int128(abs(total.units)) * 5000
        return ofTotal + (price.places >= 2 ? min(ofPrice, cap) : 0)
    }

    private static func isNear(_ value: Int128, _ wanted: Int128, _ slack: Int128) -> Bool {
        (value - wanted).magnitude <= slack.magnitude
    }
}
