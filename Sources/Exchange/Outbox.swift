import Glibc
public import Pipeline

/// The folder of mails that wait, and where they go from there: `sent`, or `refused` with a reason beside each.
public struct Outbox: Sendable {
    /// What a round came to.
    public struct Tally: Hashable, Sendable {
        /// Mails a server took.
        public var sent = 0
        /// Mails no server will ever take.
        public var refused = 0
        /// Mails for roles and people without an address.
        public var withoutAddress = 0
        /// Mails that wait.
        public var waiting = 0
        /// Why they wait.
        public var trouble: String?

        /// Nothing yet.
        public init() {}
    }

    private let folder: FilePath
    private let files: any FileOps
    /// The domain of mails that nobody has given an address for.
    static let nowhere = ".invalid"
    /// A mail is no larger.
    static let mostBytes = 4 << 20

    /// Names the folder.
    public init(_ folder: FilePath, files: any FileOps) {
        self.folder = folder
        self.files = files
    }

    /// Whether a mail of that name was put in before: it waits, was sent, or was refused.
    func holds(_ name: String) throws(FileFailure) -> Bool {
        for place in [folder, folder.appending("sent"), folder.appending("refused")]
        where try files.status(of: place.appending(name)) != nil { return true }
        return false
    }

    /// Hands every mail over, the oldest name first, and files it by what became of it; `nil` where another process is
    /// at it.
    ///
    /// A mail leaves the folder only after the server has said that it has it, so that none is lost.
    public func carry(_ send: (OutgoingMail) -> MailOutcome) throws(FileFailure) -> Tally? {
        guard try files.status(of: folder) != nil else { return Tally() }
        let name = (folder.appending(".lock").bytes + [0]).map { CChar(bitPattern: $0) }
        let lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw FileFailure("open", folder.appending(".lock"), .denied) }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return nil }
        var tally = Tally()
        let names = try files.names(in: folder).filter {
            $0.first != UInt8(ascii: ".") && $0.suffix(4) == Array(".eml".utf8)[...]
        }
        for name in names.sorted(by: Self.comesFirst) {
            guard tally.trouble == nil else {
                tally.waiting += 1
                continue
            }
            try carry(name, send, &tally)
        }
        return tally
    }

    private func carry(
        _ name: [UInt8], _ send: (OutgoingMail) -> MailOutcome, _ tally: inout Tally
    ) throws(FileFailure) {
        let path = folder.appending(bytes: name)
        let bytes = try files.contents(of: path, limit: Self.mostBytes)
        guard let mail = OutgoingMail(mail: bytes) else {
            tally.refused += 1
            return try file(name, in: "refused", because: "it has no From and To")
        }
        guard !mail.recipients.contains(where: { $0.hasSuffix(Self.nowhere) }) else {
            tally.withoutAddress += 1
            return
        }
        switch send(mail) {
        case .accepted:
            tally.sent += 1
            try file(name, in: "sent", because: nil)
        case .refused(let words):
            tally.refused += 1
            try file(name, in: "refused", because: words)
        case .later(let words, _):
            tally.waiting += 1
            tally.trouble = words
        }
    }

    private func file(_ name: [UInt8], in place: String, because reason: String?) throws(FileFailure) {
        let target = folder.appending(place)
        try files.makeDirectoryDurably(target)
        if let reason {
            let note = target.appending(bytes: name + Array(".reason.txt".utf8))
            let scratch = target.appending(bytes: Array(".".utf8) + name + Array(".reason.new".utf8))
            try files.remove(scratch)
            try files.writeDurably(Array((reason + "\n").utf8), to: note, scratch: scratch)
        }
        try files.rename(folder.appending(bytes: name), to: target.appending(bytes: name))
        try files.syncDirectory(target)
        try files.syncDirectory(folder)
    }

    /// `9.eml` comes before `10.eml`.
    private static func comesFirst(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
}

extension OutgoingMail {
    /// Reads the envelope off a mail's own From and To; `nil` where one of them is missing.
    init?(mail bytes: [UInt8]) {
        var fields: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var text = String(decoding: line, as: UTF8.self)
            if text.unicodeScalars.last == "\r" { text.unicodeScalars.removeLast() }
            guard !text.isEmpty else { break }
            guard let colon = text.firstIndex(of: ":") else { continue }
            fields[text[..<colon].lowercased()] = String(text[text.index(after: colon)...])
        }
        guard let from = fields["from"], let to = fields["to"] else { return nil }
        self.init(
            sender: Self.address(in: from),
            recipients: to.split(separator: ",").map { Self.address(in: String($0)) },
            bytes: bytes)
    }

    /// `Ada <ada@example.org>` and `ada@example.org` alike.
    private static func address(in text: String) -> String {
        if let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close {
            return String(text[text.index(after: open)..<close])
        }
        return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
