/// An identifier on a line: what kind it is by its own form, and the words it covers.
public struct IdentifierToken: Hashable, Sendable {
    /// Kinds that can be told by form or check digit alone.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Account number, check digits right.
        case iban
        /// SEPA creditor identifier: like an IBAN, but no account.
        case creditorID
        /// Bank identifier (ISO 9362).
        case bic
        /// VAT number by country form and, where one is known, check digit.
        case vat
        /// VAT number whose form is right and whose check digit is not.
        case doubtfulVAT
        /// Account number whose length is right and whose check digits are not.
        case doubtfulIBAN
        /// Payment reference with check digits: ISO 11649, Swiss QR, Belgian.
        case paymentReference
        case phone
        case email
        case web
        /// Letters, digits and dashes as invoice, order and customer numbers are made of.
        case number
    }

    /// What it is.
    public var kind: Kind
    /// Without spaces; check-digit kinds in capitals without punctuation.
    public var value: String
    /// Words of the line it covers.
    public var words: Range<Int>
    /// Whether letters and digits were exchanged to make the check digits right.
    public var isRepaired: Bool
    /// The text as printed.
    public var raw: String

    /// Makes a token.
    public init(kind: Kind, value: String, words: Range<Int>, isRepaired: Bool = false, raw: String) {
        self.kind = kind
        self.value = value
        self.words = words
        self.isRepaired = isRepaired
        self.raw = raw
    }
}
