/// The form in which identifiers of orders, lines and items are compared.
enum NormalText {
    /// Capitals and digits alone, without leading zeros (a text of zeros is `0`); `nil` for nothing.
    static func of(_ text: String?) -> String? {
        guard let kept = text.map(compact), !kept.isEmpty else { return nil }
        let trimmed = kept.drop { $0 == UInt8(ascii: "0") }
        return String(decoding: trimmed.isEmpty ? kept.prefix(1) : trimmed, as: UTF8.self)
    }

    /// Capitals and digits alone, small letters as capitals.
    static func compact(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 48...57, 65...90: byte
            case 97...122: byte - 32
            default: nil
            }
        }
    }
}
