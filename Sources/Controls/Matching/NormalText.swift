import Domain

/// The form in which identifiers of orders, lines and items are compared.
package enum NormalText {
    /// Capitals and digits alone, without leading zeros (a text of zeros is `0`); `nil` for nothing.
    package static func of(_ text: String?) -> String? {
        guard let kept = text.map(PlainSpelling.bytes(of:)), !kept.isEmpty else { return nil }
        let trimmed = kept.drop { $0 == UInt8(ascii: "0") }
        return String(decoding: trimmed.isEmpty ? kept.prefix(1) : trimmed, as: UTF8.self)
    }
}
