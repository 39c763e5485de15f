/// What the check-digit rules share: compact spelling and the mod 97 of ISO 7064.
enum IdentityText {
    /// Capitals and digits alone; spaces, dots and dashes dropped.
    static func compact(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90: bytes.append(byte)
            case 97...122: bytes.append(byte - 32)
            case 32, 45, 46, 0x2F: continue
            default:
                if byte < 0x80 { return [] }
            }
        }
        return bytes
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    /// Remainder by 97 with the first four characters moved to the end, letters as 10...35 (ISO 7064).
    static func mod97Rotated(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 4 else { return 0 }
        return mod97(Array(bytes[4...] + bytes[..<4]))
    }

    /// Remainder by 97, letters as 10...35.
    static func mod97(_ bytes: [UInt8]) -> Int {
        bytes.reduce(0) { remainder, byte in
            isDigit(byte)
                ? (remainder * 10 + Int(byte - 48)) % 97 : (remainder * 100 + Int(byte) - 55) % 97
        }
    }

    /// The digits as numbers; empty when something else is among them.
    static func digits(_ bytes: some Collection<UInt8>) -> [Int] {
        bytes.allSatisfy(isDigit) ? bytes.map { Int($0) - 48 } : []
    }

    /// Sum of digits times weights.
    static func weighted(_ digits: some Sequence<Int>, _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Luhn's sum modulo 10 (ISO/IEC 7812-1) over digits that include the check digit.
    static func luhn(_ digits: [Int]) -> Int {
        digits.reversed().enumerated().reduce(0) { sum, item in
            guard item.offset % 2 == 1 else { return sum + item.element }
            let double = item.element * 2
            return sum + (double > 9 ? double - 9 : double)
        } % 10
    }
}
