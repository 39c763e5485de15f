/// Finds out how an XML document is encoded, before a parser sees it.
///
/// Only encodings that libxml2 reads by itself pass; the many that iconv would add are ways to hide markup.
enum XMLEncoding {
    /// The bytes to parse, and the encoding to force; UTF-16 alone is left to the parser, which knows it by
    /// its bytes.
    static func prepared(_ bytes: [UInt8]) throws(FormatError) -> (bytes: [UInt8], forced: String?) {
        for opening: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0x00], [0x00, 0x3C]]
        where bytes.starts(with: opening) {
            return (bytes, nil)
        }
        guard let declared = declaredEncoding(bytes) else { return (bytes, "UTF-8") }
        switch Charset(named: declared) {
        case .utf8: return (bytes, "UTF-8")
        case .latin1: return (Array(Charset.latin1.text(of: bytes).utf8), "UTF-8")
        case .windows1252: return (Array(Charset.windows1252.text(of: bytes).utf8), "UTF-8")
        case nil: throw .encoding("\"\(declared.prefix(40))\"")
        }
    }

    /// The name in `<?xml … encoding="…"?>`, where the document opens with one.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let opening = bytes.dropFirst(start).prefix(400)
        guard opening.starts(with: Array("<?xml".utf8)), let end = opening.firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let declaration = String(decoding: opening[..<end], as: UTF8.self)
        let words = declaration.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        guard
            let label = words.firstIndex(where: { word in
                word.split { $0 == "=" || $0.isWhitespace }.last == "encoding" && word.contains("=")
            }), label + 1 < words.count
        else { return nil }
        return String(words[label + 1])
    }
}
