/// An international bank account number (ISO 13616) whose length and check digits are right.
public struct IBAN: RawRepresentable, Hashable, Sendable {
    /// The number without spaces, in capitals.
    public let rawValue: String

    /// Reads an IBAN, with or without spaces; `nil` unless country length and check digits (mod 97) hold.
    public init?(rawValue text: String) {
        let bytes = IdentityText.compact(text)
        guard bytes.count >= 15, bytes.count == Self.length(country: bytes),
            bytes[2...3].allSatisfy(IdentityText.isDigit), IdentityText.mod97Rotated(bytes) == 1
        else { return nil }
        rawValue = String(decoding: bytes, as: UTF8.self)
    }

    /// The country, ISO 3166 alpha-2.
    public var country: String { String(rawValue.prefix(2)) }

    /// Lengths by country: SWIFT IBAN registry, release 98.
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27,
        "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28,
        "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
        "GL": 18, "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
        "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
        "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28,
        "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
        "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25,
        "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
    ]

    /// Whether compact capitals and digits look like an IBAN of any country: `[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}`.
    package static func isSpeltLike(_ bytes: [UInt8]) -> Bool {
        (15...34).contains(bytes.count) && bytes[..<2].allSatisfy(IdentityText.isLetter)
            && bytes[2...3].allSatisfy(IdentityText.isDigit)
    }

    /// Whether the check digits (mod 97) of compact capitals and digits hold, whatever their length.
    package static func hasCheckDigits(_ bytes: [UInt8]) -> Bool {
        IdentityText.mod97Rotated(bytes) == 1
    }

    /// The length an IBAN of the country has that `bytes` begin with; `nil` where IBANs are not used.
    public static func length(country bytes: some Collection<UInt8>) -> Int? {
        lengths[String(decoding: bytes.prefix(2), as: UTF8.self)]
    }
}

/// A SEPA creditor identifier (EPC AT-02): looks like an IBAN but names who collects, not an account.
public struct CreditorID: RawRepresentable, Hashable, Sendable {
    /// The identifier without spaces, in capitals.
    public let rawValue: String

    /// Reads a creditor identifier; `nil` unless its check digits hold, leaving out the business code.
    public init?(rawValue text: String) {
        let bytes = IdentityText.compact(text)
        guard (9...35).contains(bytes.count), bytes[..<2].allSatisfy(IdentityText.isLetter),
            bytes[2...3].allSatisfy(IdentityText.isDigit),
            IdentityText.mod97Rotated(Array(bytes[..<4] + bytes[7...])) == 1,
            IBAN(rawValue: text) == nil
        else { return nil }
        rawValue = String(decoding: bytes, as: UTF8.self)
    }
}
