/// The character sets whose text is read; text in any other is kept as bytes.
package enum Charset: Hashable, Sendable {
    case utf8, latin1, windows1252

    /// Knows a character set by the names of the IANA registry that occur in mail and XML.
    package init?(named name: some StringProtocol) {
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1": self = .latin1
        case "windows-1252", "cp1252", "cp-1252", "x-cp1252": self = .windows1252
        default: return nil
        }
    }

    /// The text the bytes spell; ill-formed UTF-8 becomes U+FFFD.
    package func text(of bytes: some Sequence<UInt8>) -> String {
        switch self {
        case .utf8: return String(decoding: Array(bytes), as: UTF8.self)
        case .latin1: return Self.text(bytes) { Unicode.Scalar($0) }
        case .windows1252: return Self.text(bytes, scalar: Self.windows1252Scalar)
        }
    }

    /// The text of bytes whose character set nobody told: UTF-8 where they are that, else Windows-1252.
    package static func guessedText(of bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return String(validating: bytes, as: UTF8.self) ?? Charset.windows1252.text(of: bytes)
    }

    private static func text(_ bytes: some Sequence<UInt8>, scalar: (UInt8) -> Unicode.Scalar) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(scalar(byte)) }
        return String(scalars)
    }

    private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return windows1252Upper[Int(byte) - 0x80]
    }

    /// 0x80...0x9F of Windows-1252 (unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT);
    /// unassigned ones stand for themselves.
    private static let windows1252Upper: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{8D}", "\u{017D}", "\u{8F}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{9D}", "\u{017E}", "\u{0178}",
    ]
}
