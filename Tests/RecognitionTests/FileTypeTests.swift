import Testing

@testable import Recognition

@Suite struct FileTypeTests {
    @Test(arguments: [
        (Array("%PDF-1.7\n".utf8), FileType.pdf),
        (Array("junk before %PDF-1.4".utf8), .pdf),
        (Array("%lost its header\n1 0 obj <<>> endobj".utf8), .pdf),
        ([0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A, 0, 0, 0, 8], .tiff),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
        (Array("\u{FEFF} <?xml version=\"1.0\"?>".utf8), .xml),
        (Array("<rsm:CrossIndustryInvoice>".utf8), .xml),
        (Array("From: a@example.com\r\nSubject: Invoice\r\n\r\nHello".utf8), .eml),
        (Array("From: a@example.com\nSubject: s\nContent-Type: application/pdf\n\n%PDF-1.4".utf8), .eml),
        ([0x50, 0x4B, 0x03, 0x04, 20, 0], .zip),
    ])
    func `what is read is known by its first bytes`(bytes: [UInt8], type: FileType) {
        #expect(FileType(of: bytes) == type)
    }

    @Test(arguments: [
        (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), FileType.refused("WebP image")),
        (Array("GIF89a".utf8), .refused("GIF image")),
        (Array("<!DOCTYPE html><html>".utf8), .refused("HTML page")),
        (Array("/etc/passwd\n".utf8), .unknown),
        (Array("one, two: three".utf8), .unknown),
        ([], .unknown),
        ([0x25], .unknown),
        (Array("% a comment and no object".utf8), .unknown),
    ])
    func `what is not read is refused by name or unknown`(bytes: [UInt8], type: FileType) {
        #expect(FileType(of: bytes) == type)
    }

    @Test func `a text file that pretends to be an image is not taken for one`() throws {
        var recogniser = Recogniser()
        do throws(RecognitionFailure) {
            _ = try recogniser.recognise(Array("/etc/hostname\n".utf8))
            Issue.record("it was read")
        } catch {
            #expect(error == .unsupported("unknown type of file"))
        }
    }
}
