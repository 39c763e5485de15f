/// What an attachment is by its first bytes, as far as mail needs to know.
enum AttachmentType {
    case document(ending: String)
    case image(ending: String)
    case archive
    case other

    /// Decides the type; `mediaType` only tells XML from web pages, which open alike.
    init(of bytes: [UInt8], mediaType: String) {
        if Self.isPDF(bytes) {
            self = .document(ending: "pdf")
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            self = .image(ending: "png")
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .image(ending: "jpg")
        } else if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            self = .image(ending: "tif")
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .archive
        } else if !mediaType.contains("html"), Self.isXML(bytes) {
            self = .document(ending: "xml")
        } else {
            self = .other
        }
    }

    /// Readers since Acrobat take `%PDF-` anywhere in the first 1024 bytes.
    private static func isPDF(_ bytes: [UInt8]) -> Bool {
        let magic = Array("%PDF-".utf8)
        let head = bytes.prefix(1024)
        return head.indices.contains { head[$0...].starts(with: magic) }
    }

    private static func isXML(_ bytes: [UInt8]) -> Bool {
        // Dropping zero bytes makes UTF-16 readable for this purpose.
        var head = bytes.prefix(400).filter { $0 != 0 }[...]
        for mark: [UInt8] in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] where head.starts(with: mark) {
            head = head.dropFirst(mark.count)
        }
        let text = String(decoding: head.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }, as: UTF8.self)
            .lowercased()
        guard text.hasPrefix("<") else { return false }
        let root = text.dropFirst().prefix { $0.isLetter || $0 == ":" || $0 == "?" || $0 == "!" }
        return root == "?xml"
            || ["invoice", "creditnote", "order", "crossindustry"].contains { root.contains($0) }
    }
}
