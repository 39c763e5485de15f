package import Domain

/// What a mail may cost.
package struct MailLimits: Hashable, Sendable {
    /// Depth of parts in parts.
    package var depth: Int
    /// Parts of the mail, those of mails inside it included.
    package var parts: Int
    /// Bytes of all decoded parts together.
    package var unpackedBytes: Int
    /// Images inside the text up to this many bytes are taken for logos and left out.
    package var logoBytes = 25_000

    /// Makes limits.
    package init(depth: Int, parts: Int, unpackedBytes: Int) {
        self.depth = depth
        self.parts = parts
        self.unpackedBytes = unpackedBytes
    }
}

/// A mail (RFC 5322 and MIME), reduced to what intake needs: who, what, when, and the documents it brings.
///
/// Mails attached to it are opened as well; winmail.dat, encrypted and split mails are left alone and named.
package struct MailMessage: Hashable, Sendable {
    /// The subject, decoded and safe to show; empty where there is none.
    package let subject: String
    /// The From field, decoded and safe to show; empty where there is none.
    package let from: String
    /// The day it was written, by the sender's clock.
    package let date: CalendarDate?
    /// The Message-ID with its brackets; empty where there is none.
    package let messageID: String
    /// PDF, image, XML and ZIP files found in it, in order.
    package let documents: [PackedFile]
    /// Parts that were not taken, and why; the mail's own text is not among them.
    package let leftOut: [LeftOut]

    /// Reads a mail.
    ///
    /// - Throws: `FormatError`: `.empty`, `.damaged` when there is no mail header, `.overLimit`, or
    ///   `.unsupported` for a mailbox file holding several mails.
    package init(parsing bytes: [UInt8], limits: MailLimits) throws(FormatError) {
        guard !bytes.isEmpty else { throw .empty }
        var body = bytes[...]
        let header = MailHeader(of: bytes[...], body: &body)
        guard header.fields.contains(where: { Self.telling.contains($0.name) }) else {
            throw .damaged("it has no mail header")
        }
        guard !Self.isMailbox(bytes, body: body) else {
            throw .unsupported("A mailbox file of several mails")
        }
        var walk = MailWalk(limits: limits)
        try walk.take(header, body)
        subject = DisplayText.name(header.text("subject") ?? "")
        from = DisplayText.name(header.text("from") ?? "")
        date = header.text("date").flatMap(MailDate.day)
        messageID = DisplayText.name(header.text("message-id") ?? "")
        documents = walk.documents
        leftOut = walk.leftOut
    }

    /// Fields one of which every mail has.
    private static let telling: Set<String> = [
        "from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type",
        "return-path",
        "sender", "cc", "delivered-to", "reply-to",
    ]

    /// Whether further mails follow, each after an empty line and a line `From …` (RFC 4155).
    private static func isMailbox(_ bytes: [UInt8], body: ArraySlice<UInt8>) -> Bool {
        let separator = Array("From ".utf8)
        guard bytes.starts(with: separator) else { return false }
        var lines = MailLines(body)
        var isAfterBlank = false
        while let line = lines.next() {
            if isAfterBlank, line.text.starts(with: separator) {
                var rest = lines.remaining
                if !MailHeader(of: lines.remaining.prefix(10_000), body: &rest).fields.isEmpty { return true }
            }
            isAfterBlank = line.text.isEmpty
        }
        return false
    }
}
