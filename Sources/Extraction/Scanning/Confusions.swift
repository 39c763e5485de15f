/// Characters that recognisers take for one another.
package enum Confusions {
    /// The digit a letter is often read for, `nil` if for none.
    package static func digit(for letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "Q"), UInt8(ascii: "D"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "|"), UInt8(ascii: "i"): UInt8(ascii: "1")
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): UInt8(ascii: "2")
        case UInt8(ascii: "S"), UInt8(ascii: "s"): UInt8(ascii: "5")
        case UInt8(ascii: "B"): UInt8(ascii: "8")
        default: nil
        }
    }

    /// Digits a digit is often misread as, likeliest first.
    package static func digits(for digit: UInt8) -> [UInt8] {
        switch digit {
        case UInt8(ascii: "0"): [UInt8(ascii: "8"), UInt8(ascii: "6"), UInt8(ascii: "9")]
        case UInt8(ascii: "1"): [UInt8(ascii: "7"), UInt8(ascii: "4")]
        case UInt8(ascii: "2"): [UInt8(ascii: "7")]
        case UInt8(ascii: "3"): [UInt8(ascii: "8"), UInt8(ascii: "9")]
        case UInt8(ascii: "4"): [UInt8(ascii: "1"), UInt8(ascii: "9")]
        case UInt8(ascii: "5"): [UInt8(ascii: "6"), UInt8(ascii: "8"), UInt8(ascii: "9")]
        case UInt8(ascii: "6"): [UInt8(ascii: "8"), UInt8(ascii: "0"), UInt8(ascii: "5")]
        case UInt8(ascii: "7"): [UInt8(ascii: "1"), UInt8(ascii: "2")]
        case UInt8(ascii: "8"): [UInt8(ascii: "0"), UInt8(ascii: "6"), UInt8(ascii: "3")]
        case UInt8(ascii: "9"): [UInt8(ascii: "0"), UInt8(ascii: "5"), UInt8(ascii: "3")]
        default: []
        }
    }
}
