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

    /// Names a folder, who reads what in it, and a mark that no other process has.
    public init(_ folder: FilePath, files: any FileOps, addresses: [String: String] = [:], mark: String) {
        self.folder = folder
        self.files = files
        self.addresses = addresses
        self.mark = mark
    }

    /// Writes a notice as an e-mail, durably.
    public func put(_ notice: Notice) throws(FileFailure) {
        try files.makeDirectoryDurably(folder)
        let path = folder.appending("\(notice.id).eml")
        guard try files.status(of: path) == nil else { return }
        let scratch = folder.appending(".\(notice.id).eml.\(mark).new")
        try files.remove(scratch)
        try files.writeDurably(Array(mail(notice).utf8), to: path, scratch: scratch)
    }

    /// The e-mail (RFC 5322) of a notice; what documents say stands in it encoded, so that none of it is a header.
    func mail(_ notice: Notice) -> String {
        let role = notice.owner.rawValue
        return """
            From: Vouch <vouch@localhost>\r
            To: \(addresses[role] ?? "\(role)@vouch.invalid")\r
            Subject: =?UTF-8?B?\(Base64.text(notice.subject))?=\r
            Date: \(Self.date(notice.at))\r
            Message-ID: <notice-\(notice.id)@vouch.localhost>\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            \(Base64.text("#\(notice.document)\n\n\(notice.body)"))\r

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

/// Bytes as the 64 letters of RFC 4648.
enum Base64 {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

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
