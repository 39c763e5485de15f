/// One entry of a ZIP file's central directory, and where its data lies.
struct ZipEntry {
    var name: String
    var flags: Int
    var method: Int
    var checksum: Int
    var packedSize: Int
    var size: Int
    var offset: Int
    /// Where the compressed bytes lie; the local header stands before them.
    var data: Range<Int>

    var isEncrypted: Bool { flags & 0x0001 != 0 || flags & 0x2040 != 0 }
    var isFolder: Bool { name.hasSuffix("/") }
}

/// Reads the central directory (PKWARE APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16) and refuses one that lies.
struct ZipDirectory {
    private let bytes: LittleEndian
    private let maximumEntries: Int

    init(_ bytes: [UInt8], maximumEntries: Int) {
        self.bytes = LittleEndian(bytes: bytes)
        self.maximumEntries = maximumEntries
    }

    /// The entries, in the directory's order; none of them shares a byte with another or with the directory.
    func entries() throws(FormatError) -> [ZipEntry] {
        let end = try endRecord()
        guard let count = bytes.uint16(at: end + 10), let size = bytes.uint32(at: end + 12),
            var position = bytes.uint32(at: end + 16), bytes.uint16(at: end + 4) == 0,
            bytes.uint16(at: end + 8) == count
        else { throw .unsupported("A ZIP file in several parts") }
        guard count != 0xFFFF, position != 0xFFFF_FFFF else { throw .unsupported("ZIP64") }
        guard count <= maximumEntries else { throw .overLimit("\(maximumEntries) files in a ZIP file") }
        let directory = position
        guard position <= end, size <= end - position else { throw Self.damagedDirectory }
        var entries: [ZipEntry] = []
        for _ in 0..<count {
            let (entry, next) = try entry(at: position, directory: directory)
            entries.append(entry)
            position = next
        }
        try checkOverlap(entries)
        return entries
    }

    private static let damagedDirectory = FormatError.damaged(
        "the ZIP file's directory does not hold together")

    /// The last end-of-directory record; a comment of up to 65,535 bytes may follow it.
    private func endRecord() throws(FormatError) -> Int {
        let last = bytes.bytes.count - 22
        guard last >= 0 else { throw .damaged("the ZIP file is cut off") }
        for position in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        where bytes.uint32(at: position) == 0x0605_4B50
            && bytes.uint16(at: position + 20) == bytes.bytes.count - position - 22
        {
            return position
        }
        throw .damaged("the ZIP file has no directory")
    }

    private func entry(at position: Int, directory: Int) throws(FormatError) -> (ZipEntry, Int) {
        guard bytes.uint32(at: position) == 0x0201_4B50, let flags = bytes.uint16(at: position + 8),
            let method = bytes.uint16(at: position + 10), let checksum = bytes.uint32(at: position + 16),
            let packed = bytes.uint32(at: position + 20), let size = bytes.uint32(at: position + 24),
            let nameLength = bytes.uint16(at: position + 28), let extra = bytes.uint16(at: position + 30),
            let comment = bytes.uint16(at: position + 32), let offset = bytes.uint32(at: position + 42),
            let name = bytes.slice(at: position + 46, count: nameLength)
        else { throw Self.damagedDirectory }
        guard packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else {
            throw .unsupported("ZIP64")
        }
        // The local header repeats the name; one that differs shows another file to other programs.
        guard bytes.uint32(at: offset) == 0x0403_4B50, bytes.uint16(at: offset + 26) == nameLength,
            let localExtra = bytes.uint16(at: offset + 28),
            bytes.slice(at: offset + 30, count: nameLength)?.elementsEqual(name) == true
        else { throw Self.damagedDirectory }
        let start = offset + 30 + nameLength + localExtra
        guard start <= directory, packed <= directory - start else { throw Self.damagedDirectory }
        let text = flags & 0x0800 != 0 ? Charset.utf8.text(of: name) : CodePage437.text(of: name)
        let entry = ZipEntry(
            name: text, flags: flags, method: method, checksum: checksum, packedSize: packed, size: size,
            offset: offset, data: start..<(start + packed))
        return (entry, position + 46 + nameLength + extra + comment)
    }

    /// Overlapping entries make a small file unpack to petabytes (David Fifield, "A better zip bomb", 2019).
    private func checkOverlap(_ entries: [ZipEntry]) throws(FormatError) {
        var end = 0
        for entry in entries.sorted(by: { $0.offset < $1.offset }) {
            guard entry.offset >= end else { throw .damaged("files in the ZIP file overlap") }
            end = entry.data.upperBound
        }
    }
}

/// The character set of names in ZIP files that do not say they are UTF-8.
enum CodePage437 {
    /// The text the bytes spell; UTF-8 where they are that, for the many writers that forget to say so.
    static func text(of bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(
            String.UnicodeScalarView(
                bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : upper[Int($0) - 0x80] }))
    }

    /// 0x80...0xFF (unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
    private static let upper: [Unicode.Scalar] = Array(
        """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
        ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
        αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
        """.unicodeScalars)
}
