internal import CPoppler

/// A PDF opened from memory; closed when it goes out of scope.
struct PDFDocument: ~Copyable {
    private let handle: OpaquePointer
    /// How many pages it has, at least 1.
    let pageCount: Int

    /// Opens a PDF without a password.
    init(_ bytes: [UInt8]) throws(RecognitionFailure) {
        let held = bytes.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
        defer { g_bytes_unref(held) }
        var error: UnsafeMutablePointer<GError>?
        guard let handle = poppler_document_new_from_bytes(held, nil, &error) else {
            throw Self.failure(error)
        }
        let count = Int(poppler_document_get_n_pages(handle))
        guard count > 0 else {
            g_object_unref(UnsafeMutableRawPointer(handle))
            throw .noPages
        }
        self.handle = handle
        self.pageCount = count
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(handle))
    }

    private static func failure(_ error: UnsafeMutablePointer<GError>?) -> RecognitionFailure {
        guard let error else { return .damaged("the PDF cannot be opened") }
        defer { g_error_free(error) }
        let isPopplers = error.pointee.domain == poppler_error_quark()
        if isPopplers, error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) {
            return .passwordProtected
        }
        return .damaged(error.pointee.message.map { String(cString: $0) } ?? "the PDF cannot be opened")
    }

    /// The page of an index from 0; `nil` where its entry is damaged.
    func page(_ index: Int) -> PDFPage? {
        poppler_document_get_page(handle, Int32(index)).map { PDFPage(handle: $0, number: index + 1) }
    }

    /// The files embedded in the document, as many as fit into `limit` bytes together.
    func attachments(limit: Int) -> (taken: [RecognisedDocument.Attachment], left: [String]) {
        guard poppler_document_has_attachments(handle) != 0 else { return ([], []) }
        let list = poppler_document_get_attachments(handle)
        var found: [RecognisedDocument.Attachment] = []
        var left: [String] = []
        var rest = limit
        var node = list
        while let entry = node {
            node = entry.pointee.next
            guard let data = entry.pointee.data else { continue }
            let attachment = data.assumingMemoryBound(to: PopplerAttachment.self)
            let name = attachment.pointee.name.map { String(cString: $0) } ?? ""
            if let bytes = Self.contents(of: attachment, limit: rest) {
                rest -= bytes.count
                found.append(.init(name: name, bytes: bytes))
            } else {
                left.append(name)
            }
            g_object_unref(data)
        }
        g_list_free(list)
        return (found, left)
    }

    private struct Collector {
        var bytes: [UInt8] = []
        var limit: Int
    }

    private static func contents(of attachment: UnsafeMutablePointer<PopplerAttachment>, limit: Int)
        -> [UInt8]?
    {
        var collector = Collector(limit: limit)
        let isSaved = withUnsafeMutablePointer(to: &collector) { target in
            poppler_attachment_save_to_callback(
                attachment,
                { buffer, count, context, _ in
                    guard let buffer, let target = context?.assumingMemoryBound(to: Collector.self) else {
                        return 0
                    }
                    let chunk = UnsafeRawBufferPointer(start: buffer, count: Int(count))
                    guard target.pointee.bytes.count + chunk.count <= target.pointee.limit else { return 0 }
                    target.pointee.bytes.append(contentsOf: chunk)
                    return 1
                }, target, nil)
        }
        return isSaved != 0 ? collector.bytes : nil
    }
}

/// One page of an open PDF; released when it goes out of scope.
struct PDFPage: ~Copyable {
    let handle: OpaquePointer
    /// Number of the page, from 1.
    let number: Int
    /// Width in points as the page is shown: cropped and turned.
    let width: Double
    /// Height in points as the page is shown: cropped and turned.
    let height: Double

    init(handle: OpaquePointer, number: Int) {
        self.handle = handle
        self.number = number
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(handle, &width, &height)
        self.width = width
        self.height = height
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(handle))
    }
}
