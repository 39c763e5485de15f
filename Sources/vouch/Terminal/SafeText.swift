/// Text of strangers made fit for a terminal: nothing in it can move the cursor, change a colour or turn the line round.
///
/// Controls, formatting characters (bidirectional overrides, zero-width spaces, tags), line separators, private and
/// unassigned characters are shown as `\u{202E}`; a pile of combining marks is cut after `maximumMarks`.
struct SafeText: Hashable, Sendable {
    /// Combining marks one letter may carry; real languages stay below.
    static let maximumMarks = 4

    /// What may be printed.
    let text: String
    /// Whether something had to be escaped.
    let wasUnsafe: Bool

    /// Escapes what must not reach a terminal.
    init(_ raw: String) {
        if raw.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            text = raw
            wasUnsafe = false
            return
        }
        var safe = ""
        var isChanged = false
        var marks = 0
        for scalar in raw.unicodeScalars {
            let category = scalar.properties.generalCategory
            marks = category == .nonspacingMark || category == .enclosingMark ? marks + 1 : 0
            if Self.isPrintable(category), marks <= Self.maximumMarks {
                safe.unicodeScalars.append(scalar)
            } else {
                safe += Self.escape(scalar)
                isChanged = true
            }
        }
        text = safe
        wasUnsafe = isChanged
    }

    private static func isPrintable(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }
}
