/// A JSON value (RFC 8259); numbers keep the text they were written as.
///
/// Foundation's reader takes a member that is named twice, and does not tell the line of what is wrong.
package enum JSONTree: Hashable, Sendable {
    case object([String: JSONTree])
    case array([JSONTree])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    /// Containers inside each other at most.
    package static let maximumDepth = 64

    /// Reads a whole JSON text in UTF-8.
    ///
    /// - Throws: `FormatError` when the bytes are not JSON, name a member twice, or nest too deeply.
    package init(parsing bytes: [UInt8]) throws(FormatError) {
        guard !bytes.isEmpty else { throw .empty }
        var parser = JSONParser(bytes)
        self = try parser.document()
    }
}

/// Reads JSON from bytes, one value after the other.
private struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(FormatError) -> JSONTree {
        let value = try value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw broken("something follows the end") }
        return value
    }

    private mutating func value(depth: Int) throws(FormatError) -> JSONTree {
        guard depth < JSONTree.maximumDepth else {
            throw .overLimit("\(JSONTree.maximumDepth) levels of JSON")
        }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(FormatError) -> JSONTree {
        var members: [String: JSONTree] = [:]
        place += 1
        guard !skips("}") else { return .object(members) }
        repeat {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw broken("a member has no name") }
            let name = try string()
            guard skips(":") else { throw broken("a member has no value") }
            guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
                throw broken("the member \"\(name.prefix(40))\" is named twice")
            }
        } while skips(",")
        guard skips("}") else { throw broken("an object does not end") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(FormatError) -> JSONTree {
        var elements: [JSONTree] = []
        place += 1
        guard !skips("]") else { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while skips(",")
        guard skips("]") else { throw broken("an array does not end") }
        return .array(elements)
    }

    private mutating func word(_ word: String, _ value: JSONTree) throws(FormatError) -> JSONTree {
        guard bytes[place...].starts(with: word.utf8) else { throw broken("this is no value") }
        place += word.utf8.count
        return value
    }

    // -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    private mutating func number() throws(FormatError) -> JSONTree {
        let start = place
        if current == UInt8(ascii: "-") { place += 1 }
        let whole = digits()
        guard whole == 1 || (whole > 1 && bytes[place - whole] != UInt8(ascii: "0")) else {
            throw broken("this is no value")
        }
        if current == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { throw broken("a number ends with its point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            place += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw broken("a number has no exponent") }
        }
        return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = current, (48...57).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func string() throws(FormatError) -> String {
        var text: [UInt8] = []
        place += 1
        while let byte = current {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else {
                    throw broken("a text is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw broken("a text holds a control character")
            default: text.append(byte)
            }
        }
        throw broken("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(FormatError) {
        guard let byte = current else { throw broken("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try codePoint()).utf8)
        default: throw broken("an escape is unknown")
        }
    }

    private mutating func codePoint() throws(FormatError) -> Character {
        var units = [try codeUnit()]
        if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: "\\u".utf8) {
            place += 2
            units.append(try codeUnit())
        }
        guard let text = String(validating: units, as: UTF16.self), let character = text.first else {
            throw broken("an escape is half of a character")
        }
        return character
    }

    private mutating func codeUnit() throws(FormatError) -> UInt16 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw broken("an escape has four hexadecimal digits") }
        place += 4
        return unit
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skips(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard current == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private func broken(_ reason: String) -> FormatError {
        let line = bytes[..<min(place, bytes.count)].count { $0 == 0x0A } + 1
        return .damaged("JSON, line \(line): \(reason)")
    }
}
