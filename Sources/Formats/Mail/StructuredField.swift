/// A header field such as `attachment; filename="invoice.pdf"` (RFC 2045, parameters as in RFC 2231).
struct StructuredField {
    /// The value before the first semicolon, in small letters.
    let value: String
    /// Parameters by their names in small letters, decoded and put together.
    let parameters: [String: String]

    /// Parameters beyond these are passed over.
    private static let maximumParameters = 100

    init(parsing text: String) {
        var scanner = ParameterScanner(Array(text.utf8))
        value = scanner.token(upTo: [UInt8(ascii: ";")]).lowercased()
        var segments: [String: [Segment]] = [:]
        for _ in 0..<Self.maximumParameters {
            guard let (name, value) = scanner.parameter() else { break }
            let segment = Segment(name: name, value: value)
            segments[segment.parameter, default: []].append(segment)
        }
        parameters = segments.mapValues(Self.joined)
    }

    /// `name`, `name*`, `name*0` or `name*0*`: a whole parameter or a numbered piece, percent-encoded or not.
    private struct Segment {
        let parameter: String
        let index: Int?
        let isEncoded: Bool
        let value: String

        init(name: String, value: String) {
            var parts = name.lowercased().split(separator: "*", omittingEmptySubsequences: false)
            isEncoded = parts.count > 1 && parts.last == ""
            if isEncoded { parts.removeLast() }
            index = parts.count > 1 ? Int(parts[1]) : nil
            parameter = parts.first.map(String.init) ?? ""
            self.value = value
        }
    }

    private static func joined(_ segments: [Segment]) -> String {
        guard let plain = segments.first(where: { $0.index == nil }) else {
            return joinedPieces(segments.sorted { ($0.index ?? 0) < ($1.index ?? 0) })
        }
        // RFC 2231's own form is the better one where a writer gives both.
        if let encoded = segments.first(where: { $0.index == nil && $0.isEncoded }) {
            return joinedPieces([encoded])
        }
        return segments.count > 1 && segments.contains(where: { $0.index != nil })
            ? joinedPieces(segments.filter { $0.index != nil }.sorted { ($0.index ?? 0) < ($1.index ?? 0) })
            : EncodedWord.decoded(plain.value)
    }

    private static func joinedPieces(_ pieces: [Segment]) -> String {
        var charset: Charset?
        var bytes: [UInt8] = []
        for (position, piece) in pieces.enumerated() {
            var value = piece.value[...]
            if position == 0, piece.isEncoded {
                let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = Charset(named: parts[0])
                    value = parts[2]
                }
            }
            bytes += piece.isEncoded ? percentDecoded(value.utf8) : Array(value.utf8)
        }
        return charset?.text(of: bytes) ?? Charset.guessedText(of: bytes)
    }

    private static func percentDecoded(_ text: Substring.UTF8View) -> [UInt8] {
        TransferEncoding.hexDecoded(Array(text)[...], escape: UInt8(ascii: "%"))
    }
}

/// Walks over `; name=value` pairs, quoted strings and comments.
private struct ParameterScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next name and value; `nil` at the end.
    mutating func parameter() -> (name: String, value: String)? {
        while position < bytes.count {
            skip { $0 == UInt8(ascii: ";") || $0 == 0x20 || $0 == 0x09 }
            let name = token(upTo: [UInt8(ascii: "="), UInt8(ascii: ";")])
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
            position += 1
            skip { $0 == 0x20 || $0 == 0x09 }
            return (name, token(upTo: [UInt8(ascii: ";")]))
        }
        return nil
    }

    /// The text up to one of the delimiters, without quotes, comments and white space around it.
    mutating func token(upTo delimiters: [UInt8]) -> String {
        var text: [UInt8] = []
        var isQuoted = false
        var comments = 0
        while position < bytes.count {
            let byte = bytes[position]
            if !isQuoted, comments == 0, delimiters.contains(byte) { break }
            position += 1
            switch byte {
            case UInt8(ascii: "\\") where (isQuoted || comments > 0) && position < bytes.count:
                if comments == 0 { text.append(bytes[position]) }
                position += 1
            case UInt8(ascii: "\"") where comments == 0: isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: comments += 1
            case UInt8(ascii: ")") where comments > 0: comments -= 1
            default: if comments == 0 { text.append(byte) }
            }
        }
        return String(String(decoding: text, as: UTF8.self).trimmingWhitespace)
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
    }
}
