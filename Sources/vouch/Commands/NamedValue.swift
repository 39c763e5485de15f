/// `name=value` as it is typed.
struct NamedValue: Hashable {
    /// What stands before the sign.
    var name: String
    /// What stands after it.
    var value: String

    /// Parts a text at its first equals sign; `nil` where it has none.
    ///
    /// The sign is found as a code point: before a combining mark, with which a value may begin, it would be another
    /// character.
    init?(_ text: String) {
        guard let sign = text.unicodeScalars.firstIndex(of: "=") else { return nil }
        name = String(text.unicodeScalars[..<sign])
        value = String(text.unicodeScalars[text.unicodeScalars.index(after: sign)...])
    }
}
