/// Goes through the parts of a mail and collects its documents.
struct MailWalk {
    private let limits: MailLimits
    private(set) var documents: [PackedFile] = []
    private(set) var leftOut: [LeftOut] = []
    private var parts = 0
    private var unpacked = 0

    init(limits: MailLimits) { self.limits = limits }

    /// Where a part stands.
    private struct Place {
        var depth = 1
        /// Whether it belongs to the text beside it, as pictures of a web page do.
        var isRelated = false
        /// The type it has when it tells none.
        var presumedType = "text/plain"
    }

    /// Takes a mail: its header and what follows it.
    mutating func take(_ header: MailHeader, _ body: ArraySlice<UInt8>) throws(FormatError) {
        try take(header, body, at: Place())
    }

    private mutating func take(
        _ header: MailHeader, _ body: ArraySlice<UInt8>, at place: Place
    ) throws(FormatError) {
        parts += 1
        guard parts <= limits.parts else { throw .overLimit("\(limits.parts) parts of a mail") }
        guard place.depth <= limits.depth else { throw .overLimit("\(limits.depth) levels of mail parts") }
        let part = MailPart(header: header, presumedType: place.presumedType)
        if part.mediaType == "multipart/encrypted" {
            leave(part, "it is encrypted")
        } else if part.mediaType.hasPrefix("multipart/") {
            try takePieces(of: part, body, at: place)
        } else if part.mediaType == "message/rfc822" || part.mediaType == "message/global" {
            try takeMail(part, body, at: place)
        } else {
            try takeLeaf(part, body, at: place)
        }
    }

    private mutating func takePieces(
        of part: MailPart, _ body: ArraySlice<UInt8>, at place: Place
    ) throws(FormatError) {
        guard let boundary = part.boundary else { return leave(part, "its parts have no boundary") }
        let pieces = MailPieces.split(body, boundary: boundary, atMost: limits.parts + 1)
        if pieces.isEmpty, !body.isEmpty { leave(part, "its parts' boundary does not occur") }
        let inside = Place(
            depth: place.depth + 1, isRelated: place.isRelated || part.mediaType == "multipart/related",
            presumedType: part.mediaType == "multipart/digest" ? "message/rfc822" : "text/plain")
        for piece in pieces { try takeHeaded(piece, at: inside) }
    }

    private mutating func takeMail(
        _ part: MailPart, _ body: ArraySlice<UInt8>, at place: Place
    ) throws(FormatError) {
        guard let content = try content(of: part, body) else { return }
        try takeHeaded(content[...], at: Place(depth: place.depth + 1))
    }

    private mutating func takeHeaded(_ bytes: ArraySlice<UInt8>, at place: Place) throws(FormatError) {
        var body = bytes
        let header = MailHeader(of: bytes, body: &body)
        try take(header, body, at: place)
    }

    private mutating func takeLeaf(
        _ part: MailPart, _ body: ArraySlice<UInt8>, at place: Place
    ) throws(FormatError) {
        if let reason = part.reasonToLeave { return leave(part, reason) }
        guard let content = try content(of: part, body) else { return }
        // A short mail that carries a PDF unencoded would pass for a PDF.
        if part.name?.lowercased().hasSuffix(".eml") ?? false, !content.starts(with: Array("%PDF-".utf8)) {
            return try takeHeaded(content[...], at: Place(depth: place.depth + 1))
        }
        switch AttachmentType(of: content, mediaType: part.mediaType) {
        case .image(let ending):
            if content.count <= limits.logoBytes, place.isRelated || part.isInline {
                leave(part, "it is a small picture inside the text, such as a logo")
            } else {
                add(content, part, ending)
            }
        case .document(let ending): add(content, part, ending)
        case .archive: add(content, part, "zip")
        case .other:
            if part.isAttachment {
                leave(part, "\(part.mediaType) is no document that is read")
            } else if Self.holdsUuencode(content) {
                leave(part, "a file written into the text (uuencode) is not unpacked")
            }
        }
    }

    /// Whether a line begins a file as `uuencode` writes it: `begin 644 name`.
    private static func holdsUuencode(_ text: [UInt8]) -> Bool {
        var lines = MailLines(text[...])
        while let line = lines.next() {
            guard line.text.starts(with: Array("begin ".utf8)) else { continue }
            let rest = line.text.dropFirst(6)
            let mode = rest.prefix { (48...55).contains($0) }
            if mode.count == 3 || mode.count == 4, rest.dropFirst(mode.count).first == 0x20 { return true }
        }
        return false
    }

    /// The part's decoded content, counted against the limit; `nil` where its wrapping is not read.
    private mutating func content(of part: MailPart, _ body: ArraySlice<UInt8>) throws(FormatError)
        -> [UInt8]?
    {
        guard let content = TransferEncoding.decoded(body, name: part.transferEncoding) else {
            leave(part, "its encoding \(part.transferEncoding ?? "") is not read")
            return nil
        }
        unpacked += content.count
        guard unpacked <= limits.unpackedBytes else {
            throw .overLimit("\(limits.unpackedBytes) unpacked bytes")
        }
        return content
    }

    private mutating func add(_ content: [UInt8], _ part: MailPart, _ ending: String) {
        let name = part.name.map(DisplayText.name) ?? "part \(parts).\(ending)"
        documents.append(PackedFile(name: name, bytes: content))
    }

    private mutating func leave(_ part: MailPart, _ reason: String) {
        leftOut.append(
            LeftOut(
                name: part.name.map(DisplayText.name) ?? "part \(parts)", reason: DisplayText.name(reason)))
    }
}
