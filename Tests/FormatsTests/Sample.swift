@testable import Formats

extension XMLLimits {
    /// The limits Vouch runs with.
    static let forTests = XMLLimits(bytes: 100_000_000, depth: 64, attributes: 10_000)
}

extension String {
    func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}

/// A generator that can be started again from the seed it printed (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Starts from a fresh seed and prints it.
    static func printed() -> SeededGenerator {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        return SeededGenerator(seed: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The bytes with up to eight bytes changed, cut out, doubled or moved.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &self))
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: bytes.count / 2)
            case 3: bytes.swapAt(place, bytes.count - 1)
            default: bytes.removeLast(min(bytes.count, Int.random(in: 0...200, using: &self)))
            }
        }
        return bytes
    }
}
