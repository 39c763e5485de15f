import Foundation
import Pipeline
import Storage
import Testing

@testable import Exchange

@Suite struct `Mails are handed to a relay` {
    private static let text =
        "From: Vouch <vouch@localhost>\r\nTo: ada@example.org\r\nSubject: x\r\n\r\nbody\r\n"

    private static func mail(_ text: String = Self.text, to recipient: String = "ada@example.org")
        -> OutgoingMail
    {
        OutgoingMail(sender: "vouch@localhost", recipients: [recipient], bytes: Array(text.utf8))
    }

    /// Quick to give up, so that servers that hang cost little.
    private static func sender(_ server: MailServer, isQuick: Bool = false) -> SMTPSender {
        SMTPSender(
            SMTPServer(host: "127.0.0.1", port: server.port),
            wait: isQuick ? .milliseconds(400) : .seconds(20),
            total: isQuick ? .milliseconds(1500) : .seconds(60))
    }

    @Test func `a mail arrives as it was, its envelope with it`() throws {
        let server = try MailServer()
        defer { server.stop() }
        #expect(Self.sender(server).send(Self.mail()) == .accepted("250 queued"))
        #expect(server.mails == [Self.text + ".\r\n"])
        #expect(
            server.commands.prefix(4) == [
                "EHLO localhost", "MAIL FROM:<vouch@localhost>", "RCPT TO:<ada@example.org>", "DATA",
            ])
    }

    @Test(arguments: [
        ("a\r\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n"), (".a\r\n..\r\n", "..a\r\n...\r\n.\r\n"),
        ("a\n.\nb\n", "a\r\n..\r\nb\r\n.\r\n"), ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\r\n\r\n", "a\r\n\r\n.\r\n"), ("", ".\r\n"), ("a\n\r\n.\r", "a\r\n\r\n..\r\n.\r\n"),
    ])
    func `nothing in a mail can end it before its end`(text: String, wire: String) {
        #expect(String(decoding: SMTPSender.stuffed(Array(text.utf8)), as: UTF8.self) == wire)
    }

    @Test(arguments: [
        ("RCPT", "550 no such user", MailOutcome.refused("550 no such user")),
        ("RCPT", "451 try later", .later("451 try later", mayHaveArrived: false)),
        ("MAIL", "552 too much", .refused("552 too much")),
        ("DATA", "421 going down", .later("421 going down", mayHaveArrived: false)),
        ("DATA", "250 what", .later("250 what", mayHaveArrived: false)),
        (".", "554 it is spam", .refused("554 it is spam")),
        (".", "452 no room", .later("452 no room", mayHaveArrived: false)),
    ])
    func `what a server says decides whether to try again`(
        command: String, words: String, outcome: MailOutcome
    ) throws {
        let server = try MailServer(.answers(command, words))
        defer { server.stop() }
        #expect(Self.sender(server).send(Self.mail()) == outcome)
    }

    @Test func `an old server is greeted in the old way`() throws {
        let server = try MailServer(.answers("EHLO", "500 what"))
        defer { server.stop() }
        #expect(Self.sender(server).send(Self.mail()) == .accepted("250 queued"))
        #expect(server.commands.contains("HELO localhost"))
    }

    @Test func `a server that hangs, drips, floods, babbles or closes costs no mail`() throws {
        let manners: [(MailServer.Manner, Bool)] = [
            (.hangs, false), (.drips, false), (.floods, false), (.babbles, false), (.closes("EHLO"), false),
            (.closes("RCPT"), false), (.swallows, true),
        ]
        for (manner, mayHaveArrived) in manners {
            let server = try MailServer(manner)
            defer { server.stop() }
            let isQuick =
                switch manner {
                case .hangs, .drips, .floods: true;
                default: false
                }
            let outcome = Self.sender(server, isQuick: isQuick).send(Self.mail())
            guard case .later(_, mayHaveArrived) = outcome else {
                Issue.record("\(manner): \(outcome)")
                continue
            }
        }
        let server = try MailServer(.closesInMail)
        defer { server.stop() }
        guard case .later = Self.sender(server).send(Self.mail()) else { throw POSIXError(.EIO) }
        #expect(server.mails == [])
    }

    @Test func `nobody listens`() throws {
        let server = try MailServer()
        server.stop()
        let sender = SMTPSender(SMTPServer(host: "localhost", port: 1), wait: .milliseconds(400))
        guard case .later(let words, false) = sender.send(Self.mail()) else { throw POSIXError(.EIO) }
        #expect(words.contains("nothing listens"))
    }

    @Test(arguments: ["192.0.2.1", "0.0.0.0", "::"])
    func `mails with tokens go nowhere but to this machine`(host: String) throws {
        guard case .later(let words, false) = SMTPSender(SMTPServer(host: host, port: 25)).send(Self.mail())
        else {
            throw POSIXError(.EIO)
        }
        #expect(words.contains("is not this machine"))
    }

    @Test(arguments: ["", "ada", "a b@c", "a@b>\r\nRCPT TO:<x@y", "a@b@c", "ä@b", "@b", "a@"])
    func `an address that is none reaches no server`(address: String) throws {
        let server = try MailServer()
        defer { server.stop() }
        guard case .refused = Self.sender(server).send(Self.mail(to: address)) else { throw POSIXError(.EIO) }
        #expect(server.commands == [])
    }
}

@Suite struct `The outbox` {
    private static func text(_ number: Int, to: String = "ada@example.org") -> [UInt8] {
        Array(
            "From: Vouch <vouch@localhost>\r\nTo: \(to)\r\nMessage-ID: <n\(number)>\r\n\r\nbody \(number)\r\n"
                .utf8)
    }

    private func run(_ mails: [(String, [UInt8])], _ body: (Outbox, FilePath) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let box = FilePath(folder.path).appending("outbox")
        let files = PosixFiles()
        try files.makeDirectoryDurably(box)
        for (name, bytes) in mails {
            try files.writeDurably(bytes, to: box.appending(name), scratch: box.appending(".new"))
        }
        try body(Outbox(box, files: files), box)
    }

    private func names(_ path: FilePath) throws -> [String] {
        let files = PosixFiles()
        guard try files.status(of: path) != nil else { return [] }
        return try files.names(in: path).map { String(decoding: $0, as: UTF8.self) }.filter {
            $0.hasSuffix("eml") || $0.hasSuffix("txt")
        }
        .sorted()
    }

    @Test func `what was sent leaves the folder, and is not sent again`() throws {
        try run([("2.eml", Self.text(2)), ("10.eml", Self.text(10)), ("x.txt", [])]) { outbox, box in
            var sent: [String] = []
            func send(_ mail: OutgoingMail) -> MailOutcome {
                sent.append(String(decoding: mail.bytes, as: UTF8.self))
                #expect(mail.recipients == ["ada@example.org"] && mail.sender == "vouch@localhost")
                return .accepted("250")
            }
            let (first, second) = (try outbox.carry(send), try outbox.carry(send))
            #expect(first?.sent == 2 && second?.sent == 0)
            #expect(sent.map { $0.contains("body 2") } == [true, false])
            #expect(try names(box.appending("sent")) == ["10.eml", "2.eml"])
            #expect(try outbox.holds("2.eml"))
            #expect(try !outbox.holds("3.eml"))
        }
    }

    @Test func `a mail that may be tried again stays, and so do those behind it`() throws {
        try run([("1.eml", Self.text(1)), ("2.eml", Self.text(2))]) { outbox, box in
            let tally = try outbox.carry { _ in .later("nobody there", mayHaveArrived: false) }
            #expect(tally?.waiting == 2 && tally?.trouble == "nobody there" && tally?.sent == 0)
            #expect(try names(box) == ["1.eml", "2.eml"])
            #expect(try outbox.carry { _ in .accepted("250") }?.sent == 2)
        }
    }

    @Test func `a mail nobody will take is put aside with the reason, and holds nobody up`() throws {
        try run([("1.eml", Self.text(1)), ("2.eml", Self.text(2)), ("3.eml", Array("no mail".utf8))]) {
            outbox, box in
            let tally = try outbox.carry { mail in
                String(decoding: mail.bytes, as: UTF8.self).contains("body 1")
                    ? .refused("550 no") : .accepted("250")
            }
            #expect(tally?.refused == 2 && tally?.sent == 1)
            let refused = box.appending("refused")
            #expect(try names(refused) == ["1.eml", "1.eml.reason.txt", "3.eml", "3.eml.reason.txt"])
            let reason = try PosixFiles().contents(of: refused.appending("1.eml.reason.txt"))
            #expect(String(decoding: reason, as: UTF8.self) == "550 no\n")
        }
    }

    @Test func `mails for nobody in particular stay where they are`() throws {
        try run([("1.eml", Self.text(1, to: "receiving@vouch.invalid")), ("2.eml", Self.text(2))]) {
            outbox, box in
            let tally = try outbox.carry { _ in .accepted("250") }
            #expect(tally?.withoutAddress == 1 && tally?.sent == 1)
            #expect(try names(box) == ["1.eml"])
        }
    }

    @Test func `two that carry at once do not carry the same mail`() throws {
        try run([("1.eml", Self.text(1))]) { outbox, _ in
            var inner: Outbox.Tally?? = .some(nil)
            let tally = try outbox.carry { _ in
                inner = try? outbox.carry { _ in .accepted("twice") }
                return .accepted("250")
            }
            #expect(tally?.sent == 1)
            #expect(inner == .some(nil))
        }
    }

    @Test
    func `a real talk with a server that swallows the mail leaves it to be sent again under the same number`()
        throws
    {
        let server = try MailServer(.swallows)
        defer { server.stop() }
        try run([("7.eml", Self.text(7))]) { outbox, box in
            let sender = SMTPSender(
                SMTPServer(host: "127.0.0.1", port: server.port), wait: .seconds(20), total: .seconds(60)
            )
            let (first, second) = (try outbox.carry(sender.send), try outbox.carry(sender.send))
            #expect(first?.waiting == 1 && second?.waiting == 1)
            #expect(try names(box) == ["7.eml"])
            #expect(server.mails.count == 2 && server.mails.allSatisfy { $0.contains("Message-ID: <n7>") })
        }
    }
}
