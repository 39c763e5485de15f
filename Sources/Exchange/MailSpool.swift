import Domain
public import Pipeline

/// A folder of e-mails that wait for whatever sends them: one file a notice, under the notice's number.
///
/// The same notice again is the same file, so that a crash between writing and noting sends nobody two.
public struct MailSpool: Sendable {
    private let folder: FilePath
    private let files: any FileOps
    /// Addresses by role; a role without one is named under a domain that no mail leaves for.
    private let addresses: [String: String]
    /// Keeps what this process has half written apart from what others have.
    private let mark: String
    /// Whom mails are from.
    private let sender: String

    /// Names a folder, who reads what in it, whom it is from, and a mark that no other process has.
    public init(
        _ folder: FilePath, files: any FileOps, addresses: [String: String] = [:],
        sender: String = "vouch@localhost", mark: String
    ) {
        self.sender = sender
        self.folder = folder
        self.files = files
        self.addresses = addresses
        self.mark = mark
    }

    /// Writes a notice as an e-mail, durably.
    public func put(_ notice: Notice) throws(FileFailure) {
        try files.makeDirectoryDurably(folder)
        try put(Array(mail(notice).utf8), as: "\(notice.id).eml")
    }

    /// Writes a mail under a name, durably; one that was put in before, and was perhaps sent, is left as it is.
    private func put(_ mail: [UInt8], as name: String) throws(FileFailure) {
        guard try !Outbox(folder, files: files).holds(name) else { return }
        let scratch = folder.appending(".\(name).\(mark).new")
        try files.remove(scratch)
        try files.writeDurably(mail, to: folder.appending(name), scratch: scratch)
    }

    /// Writes a letter to one person as an e-mail, durably.
    public func put(_ letter: Letter) throws(FileFailure) {
        try files.makeDirectoryDurably(folder)
        try put(Array(mail(letter).utf8), as: "\(letter.name).eml")
    }

    /// The e-mail of a letter.
    func mail(_ letter: Letter) -> String {
        """
        From: Vouch <\(sender)>\r
        To: \(SMTPSender.isAddress(letter.address ?? "") ? letter.address ?? "" : "\(letter.name)@vouch.invalid")\r
        Subject: \(Base64.subject(letter.subject))\r
        Date: \(Self.date(letter.at))\r
        Message-ID: <\(letter.name)@vouch.localhost>\r
        Auto-Submitted: auto-generated\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: base64\r
        \r
        \(Base64.folded(letter.body))\r

        """
    }

    /// The e-mail (RFC 5322) of a notice; what documents say stands in it encoded, so that none of it is a header.
    func mail(_ notice: Notice) -> String {
        let role = notice.owner.rawValue
        return """
            From: Vouch <\(sender)>\r
            To: \(addresses[role] ?? "\(role)@vouch.invalid")\r
            Subject: \(Base64.subject(notice.subject))\r
            Date: \(Self.date(notice.at))\r
            Message-ID: <notice-\(notice.id)@vouch.localhost>\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            \(Base64.folded("#\(notice.document)\n\n\(notice.body)"))\r

            """
    }

    /// `Sun, 22 Nov 2026 06:34:39 +0000`.
    private static func date(_ moment: Timestamp) -> String {
        let text = moment.description
        guard let day = moment.day else { return "Thu, 01 Jan 1970 00:00:00 +0000" }
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[(day.dayNumber % 7 + 7) % 7]
        let number = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        return
            "\(weekday), \(number) \(months[day.month - 1]) \(day.year) \(text.dropFirst(11).prefix(8)) +0000"
    }
}

/// A mail to one person.
public struct Letter: Hashable, Sendable {
    /// The same for the same mail however often it is written.
    public var name: String
    /// Where it goes; `nil` where nobody knows.
    public var address: String?
    /// One line.
    public var subject: String
    /// Some lines.
    public var body: String
    /// When.
    public var at: Timestamp

    /// Makes a letter.
    public init(name: String, address: String?, subject: String, body: String, at: Timestamp) {
        self.name = name
        self.address = address
        self.subject = subject
        self.body = body
        self.at = at
    }
}

/// Bytes as the 64 letters of RFC 4648.
enum Base64 {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text's bytes in lines of 76 letters.
    static func folded(_ text: String) -> String {
        let letters = Array(self.text(text).utf8)
        return stride(from: 0, to: letters.count, by: 76).map { start in
            String(decoding: letters[start..<min(start + 76, letters.count)], as: UTF8.self)
        }.joined(separator: "\r\n")
    }

    /// A subject as encoded words (RFC 2047), none longer than 75 letters and no character cut.
    static func subject(_ text: String) -> String {
        var words = [""]
        for character in text {
            if let last = words.last, last.utf8.count + character.utf8.count > 42 { words.append("") }
            words[words.count - 1].append(character)
        }
        return words.map { "=?UTF-8?B?\(self.text($0))?=" }.joined(separator: "\r\n ")
    }

    /// The text's bytes, in one line.
    static func text(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let isPadding = place > group.count
                out.append(isPadding ? UInt8(ascii: "=") : letters[bits >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
