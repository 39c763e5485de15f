internal import CPoppler

/// What characters of a text layer are good for.
enum CharacterClass {
    /// Part of a word.
    case text
    /// Between words.
    case space
    /// Nothing that is seen: zero width, direction marks, soft hyphens, variation selectors.
    case invisible
    /// A sign that an encoding is broken: control, private use, replacement, not a character.
    case broken

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x21...0x7E: self = .text
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            self = .space
        case 0xAD, 0x034F, 0x061C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xE0000...0xE0FFF:
            self = .invisible
        case 0...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFF0...0xFFFF, 0xF0000...0x10FFFF, 0xFDD0...0xFDEF:
            self = .broken
        default: self = .text
        }
    }
}

extension String {
    /// The string in normal form C, with the Latin ligatures written out.
    var composed: String {
        guard unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return self }
        var spelled = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0xFB00: spelled.append(contentsOf: "ff".unicodeScalars)
            case 0xFB01: spelled.append(contentsOf: "fi".unicodeScalars)
            case 0xFB02: spelled.append(contentsOf: "fl".unicodeScalars)
            case 0xFB03: spelled.append(contentsOf: "ffi".unicodeScalars)
            case 0xFB04: spelled.append(contentsOf: "ffl".unicodeScalars)
            case 0xFB05, 0xFB06: spelled.append(contentsOf: "st".unicodeScalars)
            default: spelled.append(scalar)
            }
        }
        let text = String(spelled)
        guard let normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC) else { return text }
        defer { g_free(normal) }
        return String(cString: normal)
    }
}
