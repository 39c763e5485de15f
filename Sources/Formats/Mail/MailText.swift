/// Finds the text a person wrote in a mail: its first plain text, else its first web page without the tags.
struct MailText {
    private let limits: MailLimits
    private var parts = 0
    private var plain: String?
    private var page: String?

    /// More text than this is not looked at, in bytes.
    private static let maximumBytes = 65_536

    /// Looks through a mail.
    init(_ header: MailHeader, _ body: ArraySlice<UInt8>, limits: MailLimits) throws(FormatError) {
        self.limits = limits
        try take(header, body, depth: 1)
    }

    /// The text, lines parted by line feeds; empty where there is none.
    var text: String { plain ?? page.map(WebText.plain) ?? "" }

    private mutating func take(
        _ header: MailHeader, _ body: ArraySlice<UInt8>, depth: Int
    ) throws(FormatError) {
        parts += 1
        guard parts <= limits.parts else { throw .overLimit("\(limits.parts) parts of a mail") }
        guard depth <= limits.depth else { throw .overLimit("\(limits.depth) levels of mail parts") }
        let part = MailPart(header: header, presumedType: "text/plain")
        if part.mediaType.hasPrefix("multipart/"), part.mediaType != "multipart/encrypted" {
            guard let boundary = part.boundary else { return }
            for piece in MailPieces.split(body, boundary: boundary, atMost: limits.parts + 1) {
                guard plain == nil else { return }
                var inside = piece
                try take(MailHeader(of: piece, body: &inside), inside, depth: depth + 1)
            }
        } else if !part.isAttachment {
            takeLeaf(part, header, body)
        }
    }

    private mutating func takeLeaf(_ part: MailPart, _ header: MailHeader, _ body: ArraySlice<UInt8>) {
        guard part.mediaType == "text/plain" || part.mediaType == "text/html",
            let content = TransferEncoding.decoded(body, name: part.transferEncoding)
        else { return }
        let head = content.prefix(Self.maximumBytes)
        let name = header.structured("content-type")?.parameters["charset"] ?? ""
        let text = Charset(named: name).map { $0.text(of: head) } ?? Charset.guessedText(of: head)
        if part.mediaType == "text/plain" {
            plain = plain ?? text
        } else {
            page = page ?? text
        }
    }
}

/// A web page as the lines a person sees, quoted ones begun with `>`.
enum WebText {
    /// Tags at which a line ends.
    private static let breaking: Set<String> = [
        "br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "hr", "blockquote", "body",
    ]
    /// A tag that is longer is taken for text.
    private static let longestTag = 4000
    /// Tags whose content nobody sees.
    private static let unseen: Set<String> = ["script", "style", "head", "title"]

    static func plain(_ page: String) -> String {
        var lines = [""]
        var (quotes, hidden) = (0, 0)
        var rest = page[...]
        while let character = rest.first {
            if character == "<", let end = rest.prefix(longestTag).firstIndex(of: ">") {
                let tag = rest[rest.index(after: rest.startIndex)..<end].lowercased()
                rest = rest[rest.index(after: end)...]
                let isEnd = tag.hasPrefix("/")
                let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
                if unseen.contains(name) { hidden = max(0, hidden + (isEnd ? -1 : 1)) }
                if name == "blockquote" { quotes = max(0, quotes + (isEnd ? -1 : 1)) }
                if breaking.contains(name) { lines.append(quotes > 0 ? "> " : "") }
                continue
            }
            let (text, next) =
                entity(rest) ?? (character.isNewline ? " " : String(character), rest.dropFirst())
            if hidden == 0 { lines[lines.count - 1] += text }
            rest = next
        }
        return lines.joined(separator: "\n")
    }

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": " ", "#39": "'"]

    private static func entity(_ text: Substring) -> (String, Substring)? {
        guard text.first == "&", let end = text.prefix(8).firstIndex(of: ";") else { return nil }
        let name = String(text[text.index(after: text.startIndex)..<end])
        return entities[name].map { ($0, text[text.index(after: end)...]) }
    }
}
