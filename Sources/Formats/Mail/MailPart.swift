/// What the header of a mail part says about it.
struct MailPart {
    /// Type and subtype in small letters, such as `application/pdf`.
    let mediaType: String
    /// What separates the pieces of a multipart.
    let boundary: String?
    /// File name, as written.
    let name: String?
    /// How the content is wrapped, in small letters.
    let transferEncoding: String?
    /// Whether the sender meant it to be shown inside the text.
    let isInline: Bool
    /// Whether the sender meant it as a file.
    let isAttachment: Bool

    init(header: MailHeader, presumedType: String) {
        let type = header.structured("content-type")
        let disposition = header.structured("content-disposition")
        let told = type?.value ?? ""
        mediaType = told.contains("/") ? told : presumedType
        boundary = type?.parameters["boundary"].flatMap { $0.isEmpty ? nil : $0 }
        let name = disposition?.parameters["filename"] ?? type?.parameters["name"]
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
        transferEncoding = header.structured("content-transfer-encoding")?.value
        isInline = disposition?.value == "inline" || (disposition == nil && header.text("content-id") != nil)
        isAttachment = disposition?.value == "attachment" || self.name != nil
    }

    /// Why the part is left alone whatever it contains; `nil` for most.
    var reasonToLeave: String? {
        switch mediaType {
        case "application/ms-tnef", "application/vnd.ms-tnef": "winmail.dat (TNEF) is not unpacked"
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            "it is encrypted or sealed as a whole (S/MIME)"
        case "message/partial": "it is a piece of a mail that was split"
        case "message/external-body": "it only points to a file elsewhere"
        default: name?.lowercased() == "winmail.dat" ? "winmail.dat (TNEF) is not unpacked" : nil
        }
    }
}

/// Cuts the body of a multipart at its boundary (RFC 2046, section 5.1.1).
enum MailPieces {
    /// The pieces between the boundary lines, without the line break before each; the last may lack its end.
    static func split(_ body: ArraySlice<UInt8>, boundary: String, atMost limit: Int) -> [ArraySlice<UInt8>] {
        let delimiter = Array("--".utf8) + Array(boundary.utf8)
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var lines = MailLines(body)
        while pieces.count < limit, let line = lines.next() {
            guard line.text.starts(with: delimiter) else { continue }
            var rest = line.text.dropFirst(delimiter.count)
            let isEnd = rest.starts(with: Array("--".utf8))
            if isEnd { rest = rest.dropFirst(2) }
            guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
            if let start { pieces.append(withoutLineEnd(body[start..<line.start])) }
            start = line.next
            if isEnd { return pieces }
        }
        if let start, start < body.endIndex, pieces.count < limit { pieces.append(body[start...]) }
        return pieces
    }

    private static func withoutLineEnd(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var piece = piece
        if piece.last == 0x0A { piece.removeLast() }
        if piece.last == 0x0D { piece.removeLast() }
        return piece
    }
}
