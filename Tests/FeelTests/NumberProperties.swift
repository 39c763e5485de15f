import Seeds
import Testing

@testable import Feel

@Suite struct `Laws of FEEL numbers` {
    /// A number of up to 34 digits with an exponent of its own.
    private func number(_ chance: inout Chance) -> FeelNumber {
        let digits = (0..<(1 + chance.below(34))).map { _ in String(chance.below(10)) }.joined()
        let text = "\(chance.below(2) == 0 ? "-" : "")\(digits)e\(chance.below(80) - 40)"
        return FeelNumber(text) ?? .zero
    }

    @Test(arguments: Chance.seeds)
    func `sums and products do not depend on the order`(_ seed: UInt64) {
        var chance = Chance(seed: seed)
        for _ in 0..<50 {
            let (left, right) = (number(&chance), number(&chance))
            #expect(left.adding(right) == right.adding(left), "seed \(seed)")
            #expect(left.multiplied(by: right) == right.multiplied(by: left), "seed \(seed)")
            #expect(left.subtracting(left) == .zero)
            #expect(left.adding(.zero) == left)
            #expect(left.multiplied(by: .one) == left)
            #expect(left.divided(by: .one) == left)
        }
    }

    @Test(arguments: Chance.seeds)
    func `a number is read as it was written`(_ seed: UInt64) {
        var chance = Chance(seed: seed)
        for _ in 0..<50 {
            let number = number(&chance)
            #expect(FeelNumber(number.description) == number, "seed \(seed)")
        }
    }

    @Test(arguments: Chance.seeds)
    func `the order is that of differences`(_ seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<50 {
            let (left, right) = (number(&chance), number(&chance))
            let difference = try #require(left.subtracting(right))
            #expect((left < right) == difference.isNegative, "seed \(seed)")
            #expect((left == right) == difference.isZero, "seed \(seed)")
        }
    }

    @Test(arguments: Chance.seeds)
    func `a quotient times its divisor is the dividend but for the last digit`(_ seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<50 {
            let (left, right) = (number(&chance), number(&chance))
            guard !left.isZero, let quotient = left.divided(by: right) else { continue }
            let back = try #require(quotient.multiplied(by: right))
            let error = try #require(back.subtracting(left)?.divided(by: left)?.magnitude)
            #expect(try error < #require(FeelNumber("1e-32")), "seed \(seed)")
        }
    }

    @Test(arguments: Chance.seeds)
    func `a root squared is the number but for the last digits`(_ seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<10 {
            let number = number(&chance).magnitude
            guard !number.isZero else { continue }
            let root = try #require(number.squareRoot)
            let error = try #require(
                root.multiplied(by: root)?.subtracting(number)?.divided(by: number)?.magnitude)
            #expect(try error < #require(FeelNumber("1e-32")), "seed \(seed)")
        }
    }

    @Test(arguments: Chance.seeds)
    func `the logarithm undoes the exponential`(_ seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<5 {
            let number = try #require(FeelNumber("\(chance.below(2000) - 1000).\(chance.below(1_000_000))"))
            let back = try #require(number.exponential?.naturalLogarithm)
            #expect(
                try back.subtracting(number)?.magnitude ?? .one < #require(FeelNumber("1e-30")),
                "seed \(seed)")
        }
    }

    @Test(arguments: Chance.seeds)
    func `a rest has the divisor's sign and is no larger than it`(_ seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<50 {
            let (left, right) = (number(&chance), number(&chance))
            guard !right.isZero else { continue }
            let rest = try #require(left.modulo(right))
            #expect(rest.isZero || rest.isNegative == right.isNegative, "seed \(seed)")
            #expect(rest.magnitude <= right.magnitude, "seed \(seed)")
        }
    }
}
