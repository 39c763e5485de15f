/// The header of a mail or of one of its parts (RFC 5322, RFC 2045).
struct MailHeader {
    /// A header field: its name in small letters, its value unfolded but not decoded.
    struct Field {
        var name: String
        var value: [UInt8]
    }

    private(set) var fields: [Field] = []

    /// Fields beyond these are passed over: no honest mail has them.
    private static let maximumFields = 1000
    private static let maximumValueBytes = 65_536

    /// Reads the header at the start of `bytes`; `body` is what follows.
    ///
    /// A line that is no header field ends the header and belongs to the body: mail without the empty line
    /// exists.
    init(of bytes: ArraySlice<UInt8>, body: inout ArraySlice<UInt8>) {
        var rest = MailLines(bytes)
        body = bytes.suffix(0)
        while let line = rest.next() {
            if line.text.isEmpty {
                body = rest.remaining
                return
            }
            if line.text.isFolded, !fields.isEmpty {
                extendLastField(by: line.text)
            } else if let field = Self.field(line.text) {
                if fields.count < Self.maximumFields { fields.append(field) }
            } else if !(fields.isEmpty && line.text.starts(with: Array("From ".utf8))) {
                body = bytes[line.start...]
                return
            }
        }
    }

    /// The decoded text of the first field of that name.
    func text(_ name: String) -> String? {
        value(name).map { EncodedWord.decoded(Charset.guessedText(of: $0)) }
    }

    /// The value of a structured field, such as Content-Type, with its parameters.
    func structured(_ name: String) -> StructuredField? {
        value(name).map { StructuredField(parsing: Charset.guessedText(of: $0)) }
    }

    private func value(_ name: String) -> ArraySlice<UInt8>? {
        fields.first { $0.name == name }?.value[...]
    }

    private mutating func extendLastField(by line: ArraySlice<UInt8>) {
        let last = fields.count - 1
        guard fields[last].value.count + line.count <= Self.maximumValueBytes else { return }
        fields[last].value.append(UInt8(ascii: " "))
        fields[last].value.append(contentsOf: line.drop { $0 == 0x20 || $0 == 0x09 })
    }

    private static func field(_ line: ArraySlice<UInt8>) -> Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var name = line[..<colon]
        while let last = name.last, last == 0x20 || last == 0x09 { name.removeLast() }
        guard !name.isEmpty, name.count <= 100, name.allSatisfy({ (33...126).contains($0) }) else {
            return nil
        }
        let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }.prefix(maximumValueBytes)
        return Field(name: String(decoding: name, as: UTF8.self).lowercased(), value: Array(value))
    }
}

/// Goes through bytes line by line; a line ends at LF, a CR before it is not part of it.
struct MailLines {
    /// What has not been gone through yet.
    private(set) var remaining: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { remaining = bytes }

    /// The next line without its end, where it starts and where the following one does; `nil` at the end.
    mutating func next() -> (text: ArraySlice<UInt8>, start: Int, next: Int)? {
        guard !remaining.isEmpty else { return nil }
        let start = remaining.startIndex
        let end = remaining.firstIndex(of: 0x0A) ?? remaining.endIndex
        var text = remaining[start..<end]
        if text.last == 0x0D { text.removeLast() }
        remaining = remaining[min(end + 1, remaining.endIndex)...]
        return (text, start, remaining.startIndex)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the line continues the one before.
    fileprivate var isFolded: Bool { first == 0x20 || first == 0x09 }
}
