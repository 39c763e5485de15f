/// Text for byte scanners: one byte a character, Latin letters without accents, dashes, quotes and spaces unified.
///
/// Currency signs become the control bytes below; what has no plain form becomes `unknown`.
package enum PlainBytes {
    package static let euro: UInt8 = 0x01
    package static let pound: UInt8 = 0x02
    package static let rupee: UInt8 = 0x03
    package static let yen: UInt8 = 0x04
    /// A character without a plain form.
    package static let unknown: UInt8 = 0x7F

    /// Base letters of U+00C0...U+00FF.
    private static let latin1 = Array(
        "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty".utf8)
    /// Base letters of U+0100...U+017F.
    private static let latinA = Array(
        ("AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
            + "NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs").utf8)

    /// The plain form of `text`, one byte a Unicode scalar.
    package static func of(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            bytes.append(scalar.value < 0x80 ? UInt8(scalar.value) : plain(scalar.value))
        }
        return bytes
    }

    /// The plain form of `text` in small letters.
    package static func lowercased(_ text: String) -> [UInt8] {
        of(text).map(lower)
    }

    private static func plain(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x20AC: euro
        case 0xA3: pound
        case 0x20B9, 0x20A8: rupee
        case 0xA5, 0xFFE5, 0x5186: yen
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: UInt8(ascii: " ")
        case 0x2010...0x2015, 0x2212, 0xAD, 0xFE63, 0xFF0D: UInt8(ascii: "-")
        case 0x2018, 0x2019, 0x201B, 0x2BC, 0xB4, 0x60: UInt8(ascii: "'")
        case 0xAA: UInt8(ascii: "a")
        case 0xBA, 0xB0: UInt8(ascii: "o")
        case 0xFF05: UInt8(ascii: "%")
        case 0xB2: UInt8(ascii: "2")
        case 0xB3: UInt8(ascii: "3")
        case 0xC0...0xFF: latin1[Int(scalar - 0xC0)]
        case 0x100...0x17F:
            latinA.indices.contains(Int(scalar - 0x100)) ? latinA[Int(scalar - 0x100)] : unknown
        default: unknown
        }
    }

    /// The small letter of an ASCII capital; other bytes as they are.
    @inline(__always) package static func lower(_ byte: UInt8) -> UInt8 {
        isCapital(byte) ? byte | 0x20 : byte
    }

    /// Whether the byte is `0`...`9`.
    @inline(__always) package static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    /// Whether the byte is `A`...`Z`.
    @inline(__always) package static func isCapital(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    /// Whether the byte is an ASCII letter.
    @inline(__always) package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
}
