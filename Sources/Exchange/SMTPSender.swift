/// A finished e-mail and its envelope.
public struct OutgoingMail: Hashable, Sendable {
    /// Whom it is from.
    public var sender: String
    /// Whom it goes to.
    public var recipients: [String]
    /// The mail (RFC 5322).
    public var bytes: [UInt8]

    /// Makes a mail.
    public init(sender: String, recipients: [String], bytes: [UInt8]) {
        self.sender = sender
        self.recipients = recipients
        self.bytes = bytes
    }
}

/// What became of a mail that was handed over.
public enum MailOutcome: Hashable, Sendable {
    /// The server has it; what it said.
    case accepted(String)
    /// The server will never take it; what it said.
    case refused(String)
    /// It can be tried again.
    ///
    /// `mayHaveArrived` where the server had all of it and its answer did not come: the second copy carries the same
    /// Message-ID.
    case later(String, mayHaveArrived: Bool)
}

/// Hands mails to a relay on this machine over SMTP (RFC 5321), one connection a mail.
public struct SMTPSender: Sendable {
    private let server: SMTPServer
    private let wait: Duration
    private let total: Duration

    /// Names the server, how long one answer may take, and all of a mail.
    public init(_ server: SMTPServer, wait: Duration = .seconds(30), total: Duration = .seconds(120)) {
        self.server = server
        self.wait = wait
        self.total = total
    }

    /// Hands a mail over; blocks until the server has answered, or long enough was waited for it.
    public func send(_ mail: OutgoingMail) -> MailOutcome {
        guard !mail.recipients.isEmpty, ([mail.sender] + mail.recipients).allSatisfy(Self.isAddress) else {
            return .refused("it has an address that is none")
        }
        var isHandedOver = false
        do throws(SMTPTrouble) {
            let connection = try SMTPConnection(to: server, within: total, wait: wait)
            if let outcome = try Self.open(connection, for: mail) { return outcome }
            try connection.write(Self.stuffed(mail.bytes))
            isHandedOver = true
            let reply = try connection.reply()
            // What follows changes nothing any more.
            do throws(SMTPTrouble) { try connection.write(Array("QUIT\r\n".utf8)) } catch {
                isHandedOver = true
            }
            return Self.outcome(of: reply, isTaken: reply.isDone) ?? .accepted(reply.words)
        } catch {
            return .later(error.sentence, mayHaveArrived: isHandedOver)
        }
    }

    /// Everything before the mail itself; an outcome where the server does not want it.
    private static func open(
        _ connection: SMTPConnection, for mail: OutgoingMail
    ) throws(SMTPTrouble) -> MailOutcome? {
        let greeting = try connection.reply()
        if let outcome = outcome(of: greeting, isTaken: greeting.isDone) {
            return .later(outcome.words, mayHaveArrived: false)
        }
        var hello = try ask("EHLO localhost", connection)
        if hello.isFinal { hello = try ask("HELO localhost", connection) }
        if !hello.isDone { return .later(hello.words, mayHaveArrived: false) }
        var commands = ["MAIL FROM:<\(mail.sender)>"]
        commands += mail.recipients.map { "RCPT TO:<\($0)>" }
        for command in commands {
            let reply = try ask(command, connection)
            if let outcome = outcome(of: reply, isTaken: reply.isDone) { return outcome }
        }
        let reply = try ask("DATA", connection)
        return outcome(of: reply, isTaken: reply.code == 354)
    }

    private static func ask(_ command: String, _ connection: SMTPConnection) throws(SMTPTrouble) -> SMTPReply
    {
        try connection.write(Array("\(command)\r\n".utf8))
        return try connection.reply()
    }

    private static func outcome(of reply: SMTPReply, isTaken: Bool) -> MailOutcome? {
        if isTaken { return nil }
        return reply.isFinal ? .refused(reply.words) : .later(reply.words, mayHaveArrived: false)
    }

    /// Whether a text may stand between the brackets of a command.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !Array("<>()[],;:\\\"".utf8).contains($0) }
    }

    /// A mail as it goes over the wire: every line ends in CR LF, points at the beginning of lines are doubled, and a
    /// point alone ends it.
    static func stuffed(_ mail: [UInt8]) -> [UInt8] {
        let (cr, lf, point) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "."))
        var out: [UInt8] = []
        out.reserveCapacity(mail.count + mail.count / 32 + 8)
        var isAtStart = true
        var before: UInt8 = 0
        for byte in mail {
            defer { before = byte }
            switch byte {
            case lf where before == cr: continue
            case cr, lf:
                // A line end of one character only would be one here and none at the next server.
                out += [cr, lf]
                isAtStart = true
            default:
                if isAtStart, byte == point { out.append(point) }
                out.append(byte)
                isAtStart = false
            }
        }
        if !isAtStart { out += [cr, lf] }
        return out + [point, cr, lf]
    }
}

extension SMTPReply {
    /// The reply in one line.
    var words: String { "\(code) \(text.prefix(200))" }
}

extension MailOutcome {
    /// What was said.
    public var words: String {
        switch self {
        case .accepted(let words), .refused(let words), .later(let words, _): words
        }
    }
}
