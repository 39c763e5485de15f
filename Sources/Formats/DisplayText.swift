/// Makes names that strangers chose safe to show: never a path to open, never text that rearranges what
/// stands around it.
enum DisplayText {
    /// The longest name that is kept, in characters.
    static let longest = 200

    /// The name with control, bidirectional and invisible characters written as `\u{…}`, cut at 200
    /// characters.
    static func name(_ raw: String) -> String {
        var name = String.UnicodeScalarView()
        for scalar in raw.unicodeScalars.prefix(longest) {
            if isTreacherous(scalar) {
                name.append(
                    contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                name.append(scalar)
            }
        }
        return String(name)
    }

    /// Controls, format characters (among them all bidirectional and zero-width ones), line separators,
    /// private use.
    private static func isTreacherous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}
