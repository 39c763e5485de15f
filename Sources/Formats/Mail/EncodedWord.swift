/// Text in header fields that is wrapped as `=?charset?B?…?=` (RFC 2047).
enum EncodedWord {
    /// The text with its encoded words decoded; a word in a character set that is not read stays as it is.
    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output = ""
        var pending: (charset: Charset, bytes: [UInt8])?
        var plain: [UInt8] = []
        func flushed(_ word: (charset: Charset, bytes: [UInt8])?) -> String {
            word.map { $0.charset.text(of: $0.bytes) } ?? ""
        }
        var position = 0
        while position < bytes.count {
            guard let word = word(at: position, in: bytes) else {
                plain.append(bytes[position])
                position += 1
                continue
            }
            // White space between two encoded words is not text, and a character may be split over both.
            let isContinued =
                pending?.charset == word.charset && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if isContinued {
                pending?.bytes += word.bytes
            } else {
                let isBlank = pending != nil && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
                output += flushed(pending) + (isBlank ? "" : String(decoding: plain, as: UTF8.self))
                pending = (word.charset, word.bytes)
            }
            plain = []
            position = word.end
        }
        return output + flushed(pending) + String(decoding: plain, as: UTF8.self)
    }

    /// The longest encoded word that is looked for; RFC 2047 allows 75 characters, writers exceed it.
    private static let longest = 2000

    private static func word(at start: Int, in bytes: [UInt8]) -> (
        charset: Charset, bytes: [UInt8], end: Int
    )? {
        let question = UInt8(ascii: "?")
        let end = min(bytes.count, start + longest)
        guard end - start >= 8, bytes[start] == UInt8(ascii: "="), bytes[start + 1] == question else {
            return nil
        }
        let inside = bytes[(start + 2)..<end]
        guard let first = inside.firstIndex(of: question), first + 2 < end, bytes[first + 2] == question,
            let charset = Charset(
                named: String(decoding: inside[..<first], as: UTF8.self).prefix { $0 != "*" })
        else { return nil }
        let content = bytes[(first + 3)..<end]
        guard let last = content.firstIndex(of: question), last + 1 < bytes.count,
            bytes[last + 1] == UInt8(ascii: "=")
        else { return nil }
        switch bytes[first + 1] | 0x20 {
        case UInt8(ascii: "b"): return (charset, TransferEncoding.base64(content[..<last]), last + 2)
        case UInt8(ascii: "q"):
            let spaced = content[..<last].map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            return (charset, TransferEncoding.quotedPrintable(spaced[...]), last + 2)
        default: return nil
        }
    }
}
