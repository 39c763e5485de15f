import Domain

/// Writes JSON (RFC 8259) with its keys in the order they are given, straight into bytes.
///
/// A container that is not `isSpread` stands on one line, so that a document's fields are one line each.
struct JSONWriter: Sendable {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    private let isLaidOut: Bool
    private var levels: [Level] = []

    private struct Level {
        var isSpread: Bool
        var isEmpty = true
    }

    /// Makes a writer; `isLaidOut` for people and files, else everything stands on one line.
    init(isLaidOut: Bool) {
        self.isLaidOut = isLaidOut
        bytes.reserveCapacity(4096)
    }

    /// Writes an object; `isSpread` gives each member a line of its own in a laid-out text.
    mutating func object(isSpread: Bool = false, _ members: (inout JSONWriter) -> Void) {
        container("{", "}", isSpread, members)
    }

    /// Writes an array; `isSpread` gives each element a line of its own in a laid-out text.
    mutating func array(isSpread: Bool = false, _ elements: (inout JSONWriter) -> Void) {
        container("[", "]", isSpread, elements)
    }

    /// Starts the next member of an object; a value must follow.
    mutating func key(_ name: String) {
        separate()
        quote(name)
        append(isLaidOut ? ": " : ":")
    }

    /// Starts the next element of an array; a value must follow.
    mutating func element() {
        separate()
    }

    /// Writes a string.
    mutating func string(_ text: String) {
        quote(text)
    }

    /// Writes a whole number.
    mutating func integer(_ number: Int) {
        append(String(number))
    }

    /// Writes a finite number with at most `places` digits after the point, and no zeros at its end.
    mutating func number(_ number: Double, places: Int) {
        var text = number.rounded(toPlaces: places)
        if text.utf8.contains(UInt8(ascii: ".")) {
            while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
            if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
        }
        append(text == "-0" ? "0" : text)
    }

    /// Writes `true` or `false`.
    mutating func bool(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Writes `null`.
    mutating func null() {
        append("null")
    }

    /// Ends the text with a line feed.
    mutating func newline() {
        append("\n")
    }

    private mutating func container(
        _ open: String, _ close: String, _ isSpread: Bool, _ content: (inout JSONWriter) -> Void
    ) {
        append(open)
        levels.append(Level(isSpread: isSpread && isLaidOut))
        content(&self)
        if let level = levels.popLast(), level.isSpread, !level.isEmpty { breakLine() }
        append(close)
    }

    private mutating func separate() {
        guard let level = levels.last else { return }
        if !level.isEmpty { append(",") }
        if level.isSpread {
            breakLine()
        } else if isLaidOut, !level.isEmpty {
            append(" ")
        }
        levels[levels.count - 1].isEmpty = false
    }

    private mutating func breakLine() {
        append("\n")
        for level in levels where level.isSpread { append("  ") }
    }

    private mutating func quote(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                if Self.steersTerminals(scalar) {
                    for unit in scalar.utf16 { escape(unit) }
                } else {
                    bytes.append(contentsOf: scalar.utf8)
                }
            }
        }
        append("\"")
    }

    /// Whether a terminal that shows the JSON as it is could obey a character instead of showing it: controls,
    /// bidirectional and other invisible formatting, separators of lines.
    private static func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private mutating func escape(_ unit: UInt16) {
        append("\\u")
        for shift in [12, 8, 4, 0] as [UInt16] {
            bytes.append(Self.hexadecimal(UInt8(truncatingIfNeeded: unit >> shift) & 15))
        }
    }

    private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
