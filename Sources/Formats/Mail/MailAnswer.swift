/// What a person answered to a mail of ours: whose mail it is, the codes in it, and the first line they wrote.
package struct MailAnswer: Hashable, Sendable {
    /// What the first line says.
    package enum Word: Hashable, Sendable {
        /// `APPROVE`, and nothing else.
        case approve
        /// `REJECT`, with the reason that follows it; empty where none does.
        case reject(String)
        /// Something else; the line as it stands, safe to show.
        case unclear(String)
    }

    /// Whom it says it is from: bare addresses in small letters; none where it contradicts itself.
    package var senders: [String]
    /// The subject, decoded and safe to show.
    package var subject: String
    /// The codes of ours that stand in the subject, else in the text; each once.
    package var codes: [String]
    /// What the first line says.
    package var word: Word
    /// Whether a program wrote it: out of office, a report of a mail that was not delivered.
    package var isAutomatic: Bool

    /// Reads a mail.
    ///
    /// - Throws: `FormatError`: `.empty`, `.damaged` when there is no mail header, or `.overLimit`.
    package init(parsing bytes: [UInt8], limits: MailLimits) throws(FormatError) {
        guard !bytes.isEmpty else { throw .empty }
        var body = bytes[...]
        let header = MailHeader(of: bytes[...], body: &body)
        let from = header.fields.filter { $0.name == "from" }
        guard !from.isEmpty else { throw .damaged("it has no mail header that says whom it is from") }
        // Of two From fields programs believe either.
        senders = from.count == 1 ? MailAddress.all(in: Charset.guessedText(of: from[0].value)) : []
        subject = DisplayText.name(header.text("subject") ?? "")
        isAutomatic = Self.isAutomatic(header)
        let text = try MailText(header, body, limits: limits).text
        word = Self.word(in: text)
        let named = Self.codes(in: header.text("subject") ?? "")
        codes = named.isEmpty ? Self.codes(in: text) : named
    }

    /// As RFC 3834 and the customs before it have programs say that nobody wrote a mail.
    private static func isAutomatic(_ header: MailHeader) -> Bool {
        func value(_ name: String) -> String? { header.structured(name)?.value }
        if let automatic = value("auto-submitted"), automatic != "no" { return true }
        if ["bulk", "junk", "auto_reply"].contains(value("precedence") ?? "") { return true }
        if ["x-autoreply", "x-autorespond"].contains(where: { header.text($0) != nil }) { return true }
        return value("content-type") == "multipart/report"
            || header.text("return-path")?.filter { !$0.isWhitespace } == "<>"
    }

    // MARK: Codes

    /// Codes beyond these are passed over: more than one is no answer anyway.
    private static let maximumCodes = 4
    private static let longestCode = 100

    /// What stands in brackets as a code of ours, `[vouch 17-…]`; blanks that mail programs fold in are dropped.
    private static func codes(in text: String) -> [String] {
        var codes: [String] = []
        var rest = text[...]
        while codes.count < maximumCodes, let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            guard rest.prefix(6).lowercased() == "vouch " else { continue }
            guard let end = rest.prefix(2 * longestCode).firstIndex(of: "]") else { continue }
            let code = rest.dropFirst(6)[..<end].filter { !$0.isWhitespace && $0 != ">" }
            let isCode = code.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D
            }
            if isCode, !code.isEmpty, code.utf8.count <= longestCode, !codes.contains(code) {
                codes.append(code)
            }
        }
        return codes
    }
}

extension MailAnswer {
    private static let longestReason = 500
    private static let longestLine = 200

    /// The first line that the person wrote, read.
    private static func word(in text: String) -> Word {
        let lines = ownLines(of: text)
        guard let first = lines.first else { return .unclear("") }
        let letters = first.prefix { $0.isLetter }
        let rest = first.dropFirst(letters.count)
        switch letters.lowercased() {
        case "approve", "approved":
            if rest.allSatisfy({ ".!".contains($0) || $0.isWhitespace }) { return .approve }
        case "reject", "rejected":
            guard !(rest.first?.isNumber ?? false) else { break }
            let further = lines.dropFirst().prefix { !$0.isEmpty && $0 != "--" }
            let words = ([String(rest)] + further).joined(separator: " ").split { $0.isWhitespace }
            let reason = words.joined(separator: " ").drop { ":,.-–—! ".contains($0) }
            return .reject(shown(String(reason.prefix(longestReason))))
        default: break
        }
        return .unclear(shown(String(first.prefix(longestLine))))
    }

    private static func shown(_ text: String) -> String { DisplayText.name(text) }

    /// The lines from the first that is neither empty nor quoted nor says who wrote what is quoted.
    private static func ownLines(of text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(trimmed)
        func isQuoted(_ line: String) -> Bool { line.hasPrefix(">") }
        var own: [String] = []
        for (place, line) in lines.enumerated() {
            if isQuoted(line) {
                guard own.isEmpty else { break }
                continue
            }
            if own.isEmpty, line.isEmpty { continue }
            let next = lines[(place + 1)...].first { !$0.isEmpty }
            if line.hasSuffix(":"), next.map(isQuoted) ?? false {
                guard own.isEmpty else { break }
                continue
            }
            own.append(line)
        }
        return own
    }

    /// Without blanks at its ends, and the marks of order and the byte-order mark that some programs begin with.
    private static func trimmed(_ line: Substring) -> String {
        func isBlank(_ character: Character) -> Bool {
            character.isWhitespace
                || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
        }
        var text = line.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }
}
