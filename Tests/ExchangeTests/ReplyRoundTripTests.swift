import Domain
import Formats
import Foundation
import Pipeline
import Storage
import Testing

@testable import Exchange

@Suite struct `A letter goes out through a relay and its answer comes back` {
    private static let code = "4-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M"

    /// The headers and the body of a mail as it came over the wire.
    private func taken(_ mail: String) throws -> (head: String, body: String) {
        let halves = mail.components(separatedBy: "\r\n\r\n")
        let encoded = try #require(halves.dropFirst().first).filter { !$0.isWhitespace && $0 != "." }
        let body = try #require(Data(base64Encoded: encoded))
        return (halves[0], String(decoding: body, as: UTF8.self))
    }

    @Test(arguments: [0, 1, 2])
    func `the code is the same at the end of the way, however the subject was folded`(_ pad: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
        defer { do { try FileManager.default.removeItem(at: folder) } catch { print("left: \(folder)") } }
        let (path, files) = (FilePath(folder.path), PosixFiles())
        let server = try MailServer()
        defer { server.stop() }
        let subject = "Approve: invoice \(String(repeating: "é", count: pad * 13)) RE-1 [vouch \(Self.code)]"
        let letter = Letter(
            name: "case-1-ada", address: "ada@example.org", subject: subject,
            body: "Ada,\n\nyou are asked …\n",
            at: Timestamp(milliseconds: 0))
        try MailSpool(path, files: files, sender: "vouch@example.org", mark: "m").put(letter)
        let sender = SMTPSender(SMTPServer(host: "127.0.0.1", port: server.port))
        let tally = try #require(try Outbox(path, files: files).carry(sender.send))
        #expect(tally.sent == 1)
        // Written again after it was sent, as after a crash, it goes to nobody a second time.
        try MailSpool(path, files: files, sender: "vouch@example.org", mark: "n").put(letter)
        #expect(try Outbox(path, files: files).carry(sender.send)?.sent == 0)
        let mail = try #require(server.mails.first)
        let (head, body) = try taken(mail)
        #expect(body == letter.body && head.contains("Auto-Submitted: auto-generated\r\n"))
        // The relay's own mails are not answers, whoever sends them back.
        let limits = MailLimits(depth: 10, parts: 20, unpackedBytes: 1_000_000)
        #expect(try MailAnswer(parsing: Array(mail.utf8), limits: limits).isAutomatic)
        let start = try #require(head.range(of: "Subject: ")?.upperBound)
        let end = try #require(head.range(of: "\r\nDate:")?.lowerBound)
        let reply =
            "From: Ada <ada@example.org>\r\nSubject: Re: \(head[start..<end])\r\n\r\nApprove\r\n\r\n> Ada,\r\n"
        let answer = try MailAnswer(parsing: Array(reply.utf8), limits: limits)
        #expect(
            answer.codes == [Self.code] && answer.word == .approve && answer.senders == ["ada@example.org"])
    }
}
