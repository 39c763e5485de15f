import Foundation

/// How far probabilities can be trusted.
public struct Calibration: Hashable, Sendable {
    /// A range of probabilities: what was said, and what came.
    public struct Bin: Hashable, Sendable {
        /// Where the range begins, 0...1.
        public var start: Double
        /// How many values fell into it.
        public var count: Int
        /// The mean of what was said.
        public var said: Double
        /// The share that was right.
        public var came: Double
    }

    /// A share of values, and between what bounds it lies on documents like these.
    public struct Share: Hashable, Sendable {
        /// How many are in it.
        public var part: Int
        /// Of how many.
        public var whole: Int
        /// The share, 0...1.
        public var value: Double { whole == 0 ? 0 : Double(part) / Double(whole) }

        /// Makes a share.
        public init(_ part: Int, of whole: Int) {
            self.part = part
            self.whole = whole
        }

        /// Bounds that hold the true share 95 times of 100 (Clopper and Pearson).
        public var interval: ClosedRange<Double> {
            guard whole > 0 else { return 0...1 }
            let lower = part == 0 ? 0 : Self.solve { Self.tail(from: part, whole, $0) - 0.025 }
            let upper = part == whole ? 1 : Self.solve { Self.tail(from: part + 1, whole, $0) - 0.975 }
            return min(lower, upper)...max(lower, upper)
        }

        /// The probability of `count` or more successes of `whole`.
        private static func tail(from count: Int, _ whole: Int, _ chance: Double) -> Double {
            guard count > 0 else { return 1 }
            guard chance > 0 else { return 0 }
            guard chance < 1 else { return 1 }
            var sum = 0.0
            let (yes, no) = (log(chance), log(1 - chance))
            for successes in count...max(count, whole) where successes <= whole {
                let ways =
                    lgamma(Double(whole) + 1) - lgamma(Double(successes) + 1)
                    - lgamma(Double(whole - successes) + 1)
                sum += exp(ways + Double(successes) * yes + Double(whole - successes) * no)
            }
            return min(1, sum)
        }

        /// Where a rising function is zero.
        private static func solve(_ function: (Double) -> Double) -> Double {
            var (low, high) = (0.0, 1.0)
            for _ in 0..<50 {
                let middle = (low + high) / 2
                if function(middle) < 0 { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
    }

    /// The pairs, the surest first.
    private let sorted: [Sureness]

    /// Looks at values with what was said of them.
    public init(_ pairs: [Sureness]) {
        sorted = pairs.enumerated().sorted {
            ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset)
        }.map(\.element)
    }

    /// How many values there are.
    public var count: Int { sorted.count }

    /// The share that was right.
    public var precision: Double {
        sorted.isEmpty ? 0 : Double(sorted.count(where: \.isRight)) / Double(sorted.count)
    }

    /// The largest share of values that can be taken, the surest first, at a precision; and down to what probability.
    public func coverage(at precision: Double) -> (share: Share, threshold: Double?) {
        var best = (share: Share(0, of: sorted.count), threshold: Double?.none)
        var right = 0
        for (index, pair) in sorted.enumerated() {
            right += pair.isRight ? 1 : 0
            let isTied = index + 1 < sorted.count && sorted[index + 1].confidence == pair.confidence
            guard !isTied, Double(right) / Double(index + 1) >= precision else { continue }
            best = (Share(index + 1, of: sorted.count), pair.confidence)
        }
        return best
    }

    /// The accepted values: how many there are of all, and how many of them were right.
    public var accepted: (share: Share, right: Share) {
        let taken = sorted.filter(\.isAccepted)
        return (Share(taken.count, of: sorted.count), Share(taken.count(where: \.isRight), of: taken.count))
    }

    /// Equal ranges of probability, those that hold something.
    public func bins(_ count: Int = 10) -> [Bin] {
        var groups: [Int: [Sureness]] = [:]
        for pair in sorted {
            groups[min(count - 1, Int(pair.confidence * Double(count))), default: []].append(pair)
        }
        return groups.sorted { $0.key < $1.key }.map { index, pairs in
            Bin(
                start: Double(index) / Double(count), count: pairs.count,
                said: pairs.reduce(0) { $0 + $1.confidence } / Double(pairs.count),
                came: Double(pairs.count(where: \.isRight)) / Double(pairs.count))
        }
    }

    /// By how much probabilities are off on average (expected calibration error); `nil` where there is nothing.
    public var error: Double? {
        guard !sorted.isEmpty else { return nil }
        return bins().reduce(0) { $0 + Double($1.count) * abs($1.said - $1.came) } / Double(sorted.count)
    }
}
