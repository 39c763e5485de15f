import Seeds
import Testing

@testable import Formats

extension ZipLimits {
    /// The limits Vouch runs with.
    static let forTests = ZipLimits(entries: 200, unpackedBytes: 50_000_000)
}

@Suite struct ZipArchiveTests {
    /// "Rechnung " twenty times, as a DEFLATE stream made by zlib.
    private static let deflated: [UInt8] = [
        0x0B, 0x4A, 0x4D, 0xCE, 0xC8, 0x2B, 0xCD, 0x4B, 0x57, 0x08, 0x1A, 0x3A, 0x0C, 0x00,
    ]
    private static let text = Array("Rechnung ".repeated(20).utf8)

    private func unpack(_ files: [ZipSample.File], _ limits: ZipLimits = .forTests) throws(FormatError)
        -> ZipArchive
    {
        try ZipArchive(unpacking: ZipSample.archive(files), limits: limits)
    }

    @Test func `stored and deflated files come out as they went in, folders are passed over`() throws {
        let archive = try unpack([
            .init("a/"), .init("a/plain.txt", Array("abc".utf8)),
            .init("a/Müll.txt", Self.deflated, method: 8, content: Self.text),
        ])
        #expect(archive.files.map(\.name) == ["a/plain.txt", "a/Müll.txt"])
        #expect(archive.files.map(\.bytes) == [Array("abc".utf8), Self.text] && archive.leftOut.isEmpty)
    }

    @Test func `names are shown, never obeyed`() throws {
        let archive = try unpack([
            .init("../../etc/passwd", [1]), .init("a\nb\u{202E}", [1]), .init("C:\\x", [1]),
        ])
        #expect(archive.files.map(\.name) == ["../../etc/passwd", "a\\u{A}b\\u{202E}", "C:\\x"])
        #expect(CodePage437.text(of: [0x81, 0x41, 0xFF]) == "üA\u{A0}")
    }

    @Test func `what cannot be opened is named with its reason`() throws {
        let archive = try unpack([
            .init("secret", [1], flags: 1), .init("lzma", [1], method: 14),
            .init("in.zip", Array("PK\u{3}\u{4}".utf8)),
            .init("crc", [1], content: [2]),
            .init("cut", Array(Self.deflated.dropLast(3)), method: 8, content: Self.text),
            .init("long", Self.deflated, method: 8, content: Array(Self.text.dropLast())),
            .init("short", Self.deflated, method: 8, content: Self.text + [0]),
            .init("__MACOSX/._a", [1]), .init("good", [1]),
        ])
        #expect(
            archive.leftOut.map { "\($0.name): \($0.reason)" } == [
                "secret: it is encrypted", "lzma: its compression method 14 is not read",
                "in.zip: a ZIP file inside a ZIP file is not opened", "crc: it is damaged",
                "cut: it is damaged",
                "long: it is damaged", "short: it is damaged", "__MACOSX/._a: it is a shadow file of macOS",
            ])
        #expect(archive.files.map(\.name) == ["good"])
    }

    @Test func `the limits hold, and what is just inside passes`() throws {
        let files = (0..<200).map { ZipSample.File("\($0)", [1]) }
        #expect(try unpack(files).files.count == 200)
        #expect(throws: FormatError.overLimit("200 files in a ZIP file")) { try unpack(files + [.init("x")]) }
        var limits = ZipLimits.forTests
        limits.unpackedBytes = 200
        #expect(try unpack(files, limits).files.count == 200)
        limits.unpackedBytes = 199
        #expect(throws: FormatError.overLimit("199 unpacked bytes")) { try unpack(files, limits) }
        #expect(throws: FormatError.overLimit("200 bytes from one packed byte")) {
            try unpack([.init("bomb", Self.deflated, method: 8, claimedSize: 40_000_000)])
        }
    }

    @Test(arguments: ["[Content_Types].xml", "mimetype"])
    func `an office document is not taken for an archive of documents`(name: String) {
        #expect {
            try unpack([.init(name, [1]), .init("word/document.xml", [1])])
        } throws: { error in
            if case FormatError.unsupported = error { true } else { false }
        }
    }

    @Test func `files that overlap are refused`() {
        var bytes = ZipSample.archive([.init("a", [1, 2, 3]), .init("b", [1])])
        // Both directory records point to the first file's header, whose name the second record takes on.
        let second = bytes.count - 22 - 47
        bytes[second + 46] = UInt8(ascii: "a")
        for place in 42..<46 { bytes[second + place] = 0 }
        #expect(throws: FormatError.damaged("files in the ZIP file overlap")) {
            try ZipArchive(unpacking: bytes, limits: .forTests)
        }
    }

    @Test func `a header that names the file otherwise than the directory is refused`() {
        var bytes = ZipSample.archive([.init("a", [1])])
        bytes[30] = UInt8(ascii: "b")
        #expect(throws: FormatError.self) { try ZipArchive(unpacking: bytes, limits: .forTests) }
    }

    @Test func `every cut-off archive is refused`() {
        let bytes = ZipSample.archive([.init("a", [1, 2, 3]), .init("b", [4])])
        for count in 0..<bytes.count {
            #expect(throws: FormatError.self) {
                try ZipArchive(unpacking: Array(bytes.prefix(count)), limits: .forTests)
            }
        }
    }

    @Test func `whatever is done to an archive, it ends in a list or an error`() {
        var random = Chance.printed()
        let bytes = ZipSample.archive([
            .init("a", Self.deflated, method: 8, content: Self.text), .init("b", [1, 2, 3]), .init("c/", []),
        ])
        for _ in 0..<3000 { _ = try? ZipArchive(unpacking: random.mutated(bytes), limits: .forTests) }
    }
}

/// Writes small ZIP files, honest and otherwise.
enum ZipSample {
    struct File {
        var name: String
        var packed: [UInt8]
        var flags: Int
        var method: Int
        var content: [UInt8]
        var claimedSize: Int

        init(
            _ name: String, _ packed: [UInt8] = [], flags: Int = 0, method: Int = 0, content: [UInt8]? = nil,
            claimedSize: Int? = nil
        ) {
            self.name = name
            self.packed = packed
            self.flags = flags
            self.method = method
            self.content = content ?? packed
            self.claimedSize = claimedSize ?? self.content.count
        }
    }

    static func archive(_ files: [File]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let offset = bytes.count
            let checksum = Int(Inflate.checksum(of: file.content))
            let shared =
                le(file.flags, 2) + le(file.method, 2) + le(0, 4) + le(checksum, 4) + le(file.packed.count, 4)
                + le(file.claimedSize, 4) + le(file.name.utf8.count, 2) + le(0, 2)
            bytes += le(0x0403_4B50, 4) + le(20, 2) + shared + Array(file.name.utf8) + file.packed
            directory += le(0x0201_4B50, 4) + le(20, 2) + le(20, 2) + shared + le(0, 10) + le(offset, 4)
            directory += Array(file.name.utf8)
        }
        let end = le(0x0605_4B50, 4) + le(0, 4) + le(files.count, 2) + le(files.count, 2)
        return bytes + directory + end + le(directory.count, 4) + le(bytes.count, 4) + le(0, 2)
    }

    private static func le(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? number >> ($0 * 8) : 0) }
    }
}
