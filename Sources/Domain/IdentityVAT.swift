/// A VAT identification number of the EU, the United Kingdom, Switzerland or Norway.
public struct VATNumber: Hashable, Sendable {
    /// Whether the check digits were found right.
    public enum Check: Hashable, Sendable {
        /// The check digits hold.
        case valid
        /// The form is right, the check digits are not.
        case wrongCheckDigit
        /// The country's numbers have no public check digit, or we know no rule for them.
        case unknown
    }

    /// The country prefix: `DE`, `EL` for Greece, `GB`, `CHE` as `CH`.
    public let country: String
    /// The number with its prefix, without spaces and punctuation, in capitals.
    public let rawValue: String
    /// Whether its check digits hold.
    public let check: Check

    /// Reads a number with country prefix, in any punctuation; `nil` when it has not the country's form.
    public init?(_ text: String) {
        var bytes = IdentityText.compact(text)
        if bytes.starts(with: Array("CHE".utf8)) { bytes = Self.withoutSwissSuffix(bytes) }
        guard bytes.count > 4 else { return nil }
        let country = String(decoding: bytes[..<2], as: UTF8.self)
        guard let check = VATRules.check(country: country, body: Array(bytes[2...])) else { return nil }
        self.country = country
        self.rawValue = String(decoding: bytes, as: UTF8.self)
        self.check = check
    }

    /// `CHE-123.456.788 MWST` without its trailing word.
    private static func withoutSwissSuffix(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > 12 else { return bytes }
        let suffix = String(decoding: bytes[12...], as: UTF8.self)
        return ["MWST", "TVA", "IVA", "VAT", "UST"].contains(suffix) ? Array(bytes[..<12]) : bytes
    }
}
