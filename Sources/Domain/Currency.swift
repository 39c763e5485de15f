/// An ISO 4217 currency code: three capital letters.
public struct Currency: RawRepresentable, Hashable, Sendable {
    /// The code, such as `EUR`.
    public let rawValue: String

    /// Makes a currency from a code of three capital Latin letters; `nil` for anything else.
    public init?(rawValue: String) {
        guard rawValue.utf8.count == 3, rawValue.utf8.allSatisfy({ (65...90).contains($0) }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    /// Decimal places of the minor unit: 0 for yen and the like, 3 for dinars, else 2 (ISO 4217, table A.1).
    public var minorUnits: UInt8 {
        switch rawValue {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
