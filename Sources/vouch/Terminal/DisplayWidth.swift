/// How many columns of a terminal text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
extension StringProtocol {
    /// Columns the text takes.
    var displayWidth: Int {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// The text, cut to at most `width` columns; a cut is marked by `…`.
    func truncated(toWidth width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in self {
            guard used + character.displayWidth <= width - 1 else { break }
            kept.append(character)
            used += character.displayWidth
        }
        return kept + "…"
    }

    /// The end of the text that takes at most `width` columns, behind `…` where the beginning is cut.
    func truncatedAtFront(toWidth width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        guard width > 0 else { return "" }
        var kept: [Character] = []
        var used = 0
        for character in reversed() {
            guard used + character.displayWidth <= width - 1 else { break }
            kept.append(character)
            used += character.displayWidth
        }
        return "…" + String(kept.reversed())
    }

    /// The text on lines of at most `width` columns, broken between words; longer words stand whole.
    func wrapped(toWidth width: Int) -> [String] {
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.displayWidth + 1 + word.displayWidth <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// The text cut in its middle to at most `width` columns, so that the ending of a file name stays readable.
    func truncatedInMiddle(toWidth width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        guard width >= 8 else { return truncated(toWidth: width) }
        let tailWidth = Swift.min(8, width / 3)
        var tail = ""
        var used = 0
        for character in reversed() {
            guard used + character.displayWidth <= tailWidth else { break }
            tail.insert(character, at: tail.startIndex)
            used += character.displayWidth
        }
        return truncated(toWidth: width - used) + tail
    }
}

extension Character {
    /// Columns the character takes: 0, 1 or 2.
    var displayWidth: Int {
        let scalars = unicodeScalars
        if scalars.contains("\u{FE0F}") { return 2 }
        return scalars.lazy.map(\.displayWidth).first { $0 > 0 } ?? 0
    }
}

extension Unicode.Scalar {
    /// Columns the scalar takes where it stands alone.
    fileprivate var displayWidth: Int {
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide ? 2 : 1
        }
    }

    private var isWide: Bool {
        guard value >= 0x1100 else { return false }
        return properties.isEmojiPresentation || Self.wideRanges.contains { $0.contains(value) }
    }

    /// Blocks whose characters are wide or full width (Unicode Standard Annex 11, EastAsianWidth.txt, in one piece each).
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
