import Domain
import Foundation
import Pipeline
import PipelineDoubles
import Testing

@testable import Exchange

@Suite struct `Notices become e-mails` {
    private func notice(_ subject: String = "Held: invoice A-1", id: Int64 = 7) -> Notice {
        Notice(
            id: id, document: DocumentID(rawValue: 3), owner: .receiving, subject: subject,
            body: "48 is billed, 45 was received.\n", at: Timestamp(milliseconds: 1_795_329_279_000))
    }

    @Test func `one file a notice, with who, what and when`() throws {
        let files = MemoryFiles()
        let spool = MailSpool(
            FilePath("/home/outbox"), files: files, addresses: ["receiving": "dock@example.org"], mark: "a")
        try spool.put(notice())
        try spool.put(notice())
        #expect(
            try files.names(in: FilePath("/home/outbox")).map { String(decoding: $0, as: UTF8.self) } == [
                "7.eml"
            ])
        let text = String(decoding: try files.contents(of: FilePath("/home/outbox/7.eml")), as: UTF8.self)
        #expect(text.contains("To: dock@example.org\r\n"))
        #expect(text.contains("Date: Sun, 22 Nov 2026 06:34:39 +0000\r\n"))
        #expect(text.contains("Message-ID: <notice-7@vouch.localhost>\r\n"))
        let body = try #require(text.split(separator: "\r\n").last)
        #expect(Data(base64Encoded: String(body)) == Data("#3\n\n48 is billed, 45 was received.\n".utf8))
    }

    @Test func `a number with line breaks makes no header`() {
        let mail = MailSpool(FilePath("/o"), files: MemoryFiles(), mark: "a").mail(
            notice("A\r\nBcc: thief@example.org"))
        #expect(!mail.contains("Bcc"))
        #expect(mail.contains("To: receiving@vouch.invalid\r\n"))
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "Grüße, 漢字"])
    func `letters are those of base 64`(text: String) {
        #expect(Base64.text(text) == Data(text.utf8).base64EncodedString())
    }
}
