/// What a file is, decided by its first bytes and never by its name or by trying.
public enum FileType: Hashable, Sendable {
    /// A PDF document.
    case pdf
    /// A TIFF image, one page or many.
    case tiff
    /// A PNG image.
    case png
    /// A JPEG image.
    case jpeg
    /// An XML document.
    case xml
    /// A mail message (RFC 5322).
    case eml
    /// A ZIP file.
    case zip
    /// A type that is known and not read, by its name.
    case refused(String)
    /// Nothing that is known.
    case unknown

    /// Decides the type of a file from its bytes.
    public init(of bytes: [UInt8]) {
        self = Self.binaryType(of: bytes) ?? Self.textType(of: bytes) ?? .unknown
    }

    /// The type's name for people, such as `WebP image`.
    public var name: String {
        switch self {
        case .pdf: "PDF document"
        case .tiff: "TIFF image"
        case .png: "PNG image"
        case .jpeg: "JPEG image"
        case .xml: "XML document"
        case .eml: "mail message"
        case .zip: "ZIP file"
        case .refused(let name): name
        case .unknown: "unknown type of file"
        }
    }

    private struct Signature {
        var type: FileType
        var offset: Int
        var magic: [UInt8]

        init(_ type: FileType, _ magic: [UInt8], at offset: Int = 0) {
            self.type = type
            self.offset = offset
            self.magic = magic
        }

        init(_ type: FileType, _ magic: String, at offset: Int = 0) {
            self.init(type, Array(magic.utf8), at: offset)
        }

        func matches(_ bytes: [UInt8]) -> Bool {
            bytes.count >= offset + magic.count && bytes[offset..<(offset + magic.count)].elementsEqual(magic)
        }
    }

    private static let signatures: [Signature] = [
        Signature(.tiff, [0x49, 0x49, 0x2A, 0x00]), Signature(.tiff, [0x4D, 0x4D, 0x00, 0x2A]),
        Signature(.tiff, [0x49, 0x49, 0x2B, 0x00]), Signature(.tiff, [0x4D, 0x4D, 0x00, 0x2B]),
        Signature(.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Signature(.jpeg, [0xFF, 0xD8, 0xFF]),
        Signature(.zip, [0x50, 0x4B, 0x03, 0x04]), Signature(.zip, [0x50, 0x4B, 0x05, 0x06]),
        Signature(.refused("WebP image"), "WEBP", at: 8),
        Signature(.refused("JPEG 2000 image"), [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20]),
        Signature(.refused("JPEG 2000 image"), [0xFF, 0x4F, 0xFF, 0x51]),
        Signature(.refused("JPEG XL image"), [0xFF, 0x0A]),
        Signature(.refused("JPEG XL image"), [0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20]),
        Signature(.refused("HEIF or AVIF image"), "ftyp", at: 4),
        Signature(.refused("GIF image"), "GIF8"), Signature(.refused("BMP image"), "BM"),
        Signature(.refused("Photoshop document"), "8BPS"),
        Signature(.refused("Office document of the old format"), [0xD0, 0xCF, 0x11, 0xE0]),
        Signature(.refused("RTF document"), "{\\rtf"),
        Signature(.refused("PostScript document"), "%!PS"),
        Signature(.refused("gzip file"), [0x1F, 0x8B]),
        Signature(.refused("7z file"), [0x37, 0x7A, 0xBC, 0xAF]),
        Signature(.refused("RAR file"), "Rar!"), Signature(.refused("program"), [0x7F, 0x45, 0x4C, 0x46]),
        Signature(.refused("DjVu document"), "AT&TFORM"),
        Signature(.refused("JBIG2 image"), [0x97, 0x4A, 0x42, 0x32]),
    ]

    private static func binaryType(of bytes: [UInt8]) -> FileType? {
        if hasPDFHeader(bytes) { return .pdf }
        return signatures.first { $0.matches(bytes) }?.type ?? (hasPDFBody(bytes) ? .pdf : nil)
    }

    /// Whether a PDF has lost its header: a comment comes first, and an object is opened soon after it.
    ///
    /// Readers rebuild such files, so people do see pages in them.
    private static func hasPDFBody(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == UInt8(ascii: "%") else { return false }
        let head = bytes.prefix(1024)
        let magic = Array(" 0 obj".utf8)
        return head.indices.dropLast(magic.count - 1).contains {
            head[$0..<($0 + magic.count)].elementsEqual(magic)
        }
    }

    /// Whether `%PDF-` stands within the first 1024 bytes, where readers since Acrobat look for it.
    ///
    /// Other types may hold it as well, so it counts at offset 0, or later when nothing else is recognised there;
    /// a short mail may carry a PDF as it is.
    private static func hasPDFHeader(_ bytes: [UInt8]) -> Bool {
        let magic = Array("%PDF-".utf8)
        guard bytes.count >= magic.count else { return false }
        if bytes.starts(with: magic) { return true }
        guard !signatures.contains(where: { $0.matches(bytes) }), !looksLikeMail(bytes[...]) else {
            return false
        }
        let last = min(bytes.count, 1024) - magic.count
        return (0...last).contains { bytes[$0..<($0 + magic.count)].elementsEqual(magic) }
    }

    private static func textType(of bytes: [UInt8]) -> FileType? {
        if bytes.starts(with: [0xFE, 0xFF, 0, 0x3C]) || bytes.starts(with: [0xFF, 0xFE, 0x3C, 0]) {
            return .xml
        }
        let head = bytes.prefix(8192)
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = head.dropFirst(start).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        if text.first == UInt8(ascii: "<") { return markupType(of: text) }
        return looksLikeMail(text) ? .eml : nil
    }

    private static func markupType(of text: ArraySlice<UInt8>) -> FileType? {
        let opening = String(decoding: text.prefix(15), as: UTF8.self).lowercased()
        if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html") { return .refused("HTML page") }
        guard let second = text.dropFirst().first else { return nil }
        let isName =
            second == UInt8(ascii: "_") || (second | 0x20 >= 0x61 && second | 0x20 <= 0x7A) || second > 0x7F
        return isName || second == UInt8(ascii: "?") || second == UInt8(ascii: "!") ? .xml : nil
    }

    private static let mailFields: Set<String> = [
        "from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path",
        "delivered-to", "content-type", "reply-to", "x-mailer", "dkim-signature", "cc",
    ]

    /// Whether the first lines are header fields, at least two of them fields of mail.
    private static func looksLikeMail(_ text: ArraySlice<UInt8>) -> Bool {
        var known = 0
        for line in text.split(separator: 0x0A, maxSplits: 60, omittingEmptySubsequences: false).prefix(60) {
            let bare = line.last == 0x0D ? line.dropLast() : line
            guard let first = bare.first else { break }
            if first == 0x20 || first == 0x09 { continue }
            guard let colon = bare.firstIndex(of: UInt8(ascii: ":")) else {
                if known == 0, bare.starts(with: Array("From ".utf8)) { continue }
                return false
            }
            let name = bare[bare.startIndex..<colon]
            guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
            if mailFields.contains(String(decoding: name, as: UTF8.self).lowercased()) { known += 1 }
        }
        return known >= 2
    }
}
