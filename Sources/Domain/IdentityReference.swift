/// A structured payment reference whose check digits hold.
public struct PaymentReference: Hashable, Sendable {
    /// The standards that are known.
    public enum Standard: String, Hashable, Sendable, CaseIterable {
        /// ISO 11649: `RF18 5390 0754 7034`.
        case creditorReference
        /// Swiss QR reference: 27 digits, modulo 10 recursive.
        case swissQR
        /// Belgian structured communication: `+++090/9337/55493+++`.
        case belgianOGM
        /// Finnish reference number: 4 to 20 digits, weights 7, 3, 1.
        case finnish
    }

    /// The standard it follows.
    public let standard: Standard
    /// The reference without spaces and punctuation.
    public let rawValue: String

    /// Reads a reference of the given standard; `nil` unless form and check digits hold.
    public init?(_ text: String, standard: Standard) {
        let plain = text.filter { $0 != "+" && $0 != "*" }
        let bytes = IdentityText.compact(plain)
        let holds =
            switch standard {
            case .creditorReference: Self.isCreditorReference(bytes)
            case .swissQR: Self.isSwissQR(bytes)
            case .belgianOGM: Self.isBelgian(bytes)
            case .finnish: Self.isFinnish(bytes)
            }
        guard holds else { return nil }
        self.standard = standard
        rawValue = String(decoding: bytes, as: UTF8.self)
    }

    private static func isCreditorReference(_ bytes: [UInt8]) -> Bool {
        (5...25).contains(bytes.count) && bytes.starts(with: Array("RF".utf8))
            && bytes[2...3].allSatisfy(IdentityText.isDigit) && IdentityText.mod97Rotated(bytes) == 1
    }

    /// Swiss Implementation Guidelines QR-bill, annex B.
    private static func isSwissQR(_ bytes: [UInt8]) -> Bool {
        let digits = IdentityText.digits(bytes)
        guard digits.count == 27, digits.contains(where: { $0 != 0 }) else { return false }
        let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        let carry = digits.dropLast().reduce(0) { table[($0 + $1) % 10] }
        return (10 - carry) % 10 == digits.last
    }

    private static func isBelgian(_ bytes: [UInt8]) -> Bool {
        let digits = IdentityText.digits(bytes)
        guard digits.count == 12 else { return false }
        let rest = digits[..<10].reduce(0) { $0 * 10 + $1 } % 97
        return (rest == 0 ? 97 : rest) == digits[10] * 10 + digits[11]
    }

    private static func isFinnish(_ bytes: [UInt8]) -> Bool {
        let digits = IdentityText.digits(bytes)
        guard (4...20).contains(digits.count) else { return false }
        let weights = [7, 3, 1]
        let sum = digits.dropLast().reversed().enumerated().reduce(0) {
            $0 + $1.element * weights[$1.offset % 3]
        }
        return (10 - sum % 10) % 10 == digits.last
    }
}

/// A global trade item number (GS1 GTIN-8, -12, -13 or -14) whose check digit holds.
public struct GTIN: RawRepresentable, Hashable, Sendable {
    /// The digits as printed, without spaces.
    public let rawValue: String

    /// Reads a GTIN; `nil` unless length and check digit (GS1 General Specifications 7.9) hold.
    public init?(rawValue text: String) {
        let digits = IdentityText.digits(IdentityText.compact(text))
        guard [8, 12, 13, 14].contains(digits.count) else { return nil }
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
        guard sum % 10 == 0 else { return nil }
        rawValue = digits.map(String.init).joined()
    }
}
