import Foundation

/// Numbers by chance that are the same for the same seed (Steele, Lea, Flood: SplitMix64).
package struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// Starts from a fresh seed and prints it.
    package static func printed() -> Chance {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        return Chance(seed: seed)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    package mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var rest = elements
        return elements.indices.map { _ in rest.remove(at: below(rest.count)) }
    }

    /// The seeds a property is tried with: `VOUCH_SEEDS` of them, else few.
    package static var seeds: Range<UInt64> {
        0..<(ProcessInfo.processInfo.environment["VOUCH_SEEDS"].flatMap { UInt64($0) } ?? 60)
    }
}
