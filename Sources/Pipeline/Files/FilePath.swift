/// A path as the file system knows it: bytes, which need not be UTF-8.
public struct FilePath: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The bytes between slashes and the slashes, without the closing zero.
    public let bytes: [UInt8]

    /// Makes a path from bytes as the system gave them.
    public init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Makes a path from text.
    public init(_ text: String) {
        self.init(bytes: text.utf8)
    }

    /// Makes a path from a literal.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The path of the entry `name` in this directory.
    public func appending(_ name: String) -> FilePath {
        appending(bytes: Array(name.utf8))
    }

    /// The path of the entry `name`, as bytes, in this directory.
    public func appending(bytes name: [UInt8]) -> FilePath {
        let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
        return FilePath(bytes: bytes + separator + name)
    }

    /// The last part of the path, as bytes.
    public var lastComponent: [UInt8] {
        Array(bytes.split(separator: UInt8(ascii: "/")).last ?? [])
    }

    /// The directory the entry is in.
    public var parent: FilePath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return FilePath(".") }
        return FilePath(bytes: slash == 0 ? bytes[...0] : bytes[..<slash])
    }

    /// The path as text, for handing to others; bytes that are no UTF-8 are replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension FilePath: CustomStringConvertible {
    /// The path as it is safe to show.
    public var description: String { DisplayName.safe(bytes) }
}

/// Makes names that strangers chose safe to show: one line, no terminal codes, no change of writing direction.
public enum DisplayName {
    /// The longest name that is shown, in characters.
    public static let longest = 240

    /// The name with control, direction and zero-width characters written as `\u{202E}`, and bytes that are
    /// no UTF-8 replaced.
    public static func safe(_ bytes: some Sequence<UInt8>) -> String {
        var shown = ""
        for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
            if isHarmless(scalar) {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return shown.count <= longest ? shown : "\(shown.prefix(longest - 1))…"
    }

    /// The name as one part of a path: without slashes, leading dots or anything `safe` would escape.
    public static func filename(_ name: String) -> String {
        let kept = String(
            name.unicodeScalars.map { scalar in
                isHarmless(scalar) && scalar != "/" && scalar != "\\" ? Character(scalar) : "_"
            })
        let bare = kept.drop { $0 == "." || $0 == " " }
        var short = ""
        for character in bare where short.utf8.count + character.utf8.count <= 180 { short.append(character) }
        return short.isEmpty ? "unnamed" : short
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }
}
