/// What a ZIP file may cost.
package struct ZipLimits: Hashable, Sendable {
    /// Entries of the file.
    package var entries: Int
    /// Bytes of all entries together, unpacked.
    package var unpackedBytes: Int
    /// How many bytes one packed byte may become, for entries over a megabyte; paper scans stay below 100.
    package var ratio = 200

    /// Makes limits.
    package init(entries: Int, unpackedBytes: Int) {
        self.entries = entries
        self.unpackedBytes = unpackedBytes
    }
}

/// The files of a ZIP file, unpacked in memory; one level deep, a ZIP in a ZIP stays shut.
package struct ZipArchive: Hashable, Sendable {
    /// The files that were unpacked, in the directory's order.
    package private(set) var files: [PackedFile] = []
    /// What was left, and why.
    package private(set) var leftOut: [LeftOut] = []

    /// Unpacks a ZIP file.
    ///
    /// - Throws: `FormatError`: `.damaged` when the directory does not hold together, `.overLimit`, or
    ///   `.unsupported` for office documents and ZIP64.
    package init(unpacking bytes: [UInt8], limits: ZipLimits) throws(FormatError) {
        guard !bytes.isEmpty else { throw .empty }
        let entries = try ZipDirectory(bytes, maximumEntries: limits.entries).entries()
        if let type = Self.officeType(entries) { throw .unsupported(type) }
        var total = 0
        for entry in entries where !entry.isFolder {
            let name = DisplayText.name(entry.name)
            guard entry.size <= 1_000_000 || entry.size / limits.ratio <= entry.packedSize else {
                throw .overLimit("\(limits.ratio) bytes from one packed byte")
            }
            total += entry.size
            guard total <= limits.unpackedBytes else {
                throw .overLimit("\(limits.unpackedBytes) unpacked bytes")
            }
            switch Self.unpacked(entry, of: bytes) {
            case .success(let content): files.append(PackedFile(name: name, bytes: content))
            case .failure(let reason): leftOut.append(LeftOut(name: name, reason: reason.sentence))
            }
        }
    }

    private struct Reason: Error {
        let sentence: String
    }

    private static func unpacked(_ entry: ZipEntry, of bytes: [UInt8]) -> Result<[UInt8], Reason> {
        func refused(_ sentence: String) -> Result<[UInt8], Reason> { .failure(Reason(sentence: sentence)) }
        guard !entry.isEncrypted else { return refused("it is encrypted") }
        guard !entry.name.hasPrefix("__MACOSX/") else { return refused("it is a shadow file of macOS") }
        let packed = bytes[entry.data]
        let content: [UInt8]?
        switch entry.method {
        case 0: content = packed.count == entry.size ? Array(packed) : nil
        case 8: content = Inflate.inflated(packed, size: entry.size)
        default: return refused("its compression method \(entry.method) is not read")
        }
        guard let content, Int(Inflate.checksum(of: content)) == entry.checksum else {
            return refused("it is damaged")
        }
        guard !content.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            return refused("a ZIP file inside a ZIP file is not opened")
        }
        return .success(content)
    }

    /// What the file is when it is a document packed as ZIP, not an archive of documents.
    private static func officeType(_ entries: [ZipEntry]) -> String? {
        if entries.contains(where: { $0.name == "[Content_Types].xml" }) { return "An Office document" }
        if entries.first?.name == "mimetype" { return "An OpenDocument or EPUB file" }
        if entries.contains(where: { $0.name == "META-INF/MANIFEST.MF" }) { return "A Java archive" }
        return nil
    }
}

/// A file inside a mail or ZIP file.
package struct PackedFile: Hashable, Sendable {
    /// Its name as the sender wrote it, made safe to show; never a path to open.
    package var name: String
    /// Its bytes.
    package var bytes: [UInt8]
}

/// A part of a mail or ZIP file that was not taken, and why.
package struct LeftOut: Hashable, Sendable {
    /// Its name, made safe to show.
    package var name: String
    /// Why, continuing "not taken because …".
    package var reason: String
}
