import Seeds

@testable import Formats

extension XMLLimits {
    /// The limits Vouch runs with.
    static let forTests = XMLLimits(bytes: 100_000_000, depth: 64, attributes: 10_000)
}

extension String {
    func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}

extension Chance {
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
