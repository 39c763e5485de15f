import Domain
import Exchange
import Pipeline
import Storage
import Synchronization

/// Writes what people of cases are to be told as mails into the outbox, and hands the outbox to the relay of the home.
final class Postman: Sendable {
    private let premises: Premises
    /// When the relay is asked again, by the clock that only goes forward.
    private let next = Mutex<Int64>(0)

    /// Notices written at once.
    private static let noticesAtOnce = 100
    /// How long the outbox is left alone after a round.
    private static let pause: Int64 = 20_000

    init(_ premises: Premises) { self.premises = premises }

    /// Writes letters, and hands over what waits where it is time.
    func go(on screen: Screen) async throws {
        try await write(on: screen)
        let now = premises.world.uptime().milliseconds
        let isDue = next.withLock { next in
            guard now >= next else { return false }
            next = now + Self.pause
            return true
        }
        guard isDue, let tally = try await carry(), tally.trouble != nil || tally.refused > 0 else { return }
        for line in Self.lines(of: tally) { screen.warn(line.plain) }
    }

    // MARK: Letters

    private func write(on screen: Screen) async throws {
        let spool = MailSpool(
            premises.home.outbox, files: premises.files, sender: premises.settings.mail.sender,
            mark: premises.world.newID())
        while true {
            let notices = try await premises.database.unsentCaseNotices(limit: Self.noticesAtOnce)
            guard !notices.isEmpty else { return }
            let directory = try await premises.database.directory()
            for notice in notices {
                for letter in Self.letters(of: notice, directory, premises.settings.matching.mailTo) {
                    try spool.put(letter)
                    screen.note(
                        StyledText("→ \(letter.address ?? letter.name): \(letter.subject.onOneLine)", .quiet),
                        atLeast: .verbose)
                }
            }
            try await premises.database.noteCaseNoticesSent(notices.map(\.id), at: premises.world.now())
        }
    }

    /// A letter to everybody a notice is for; to the role's address where it has no people, and to nobody's where the
    /// vendor is meant.
    static func letters(
        of notice: CaseNotice, _ directory: Directory, _ addresses: [String: String]
    ) -> [Letter] {
        func letter(_ name: String, _ address: String?) -> Letter {
            let safe = name.unicodeScalars.map {
                $0.isASCII && $0.properties.isAlphabetic ? String($0) : "\($0.value)"
            }
            let ask = notice.task.map { "\nvouch approve \($0), vouch reject \($0)" } ?? ""
            return Letter(
                name: "case-\(notice.id)-\(safe.joined())", address: address, subject: notice.subject,
                body: "\(notice.body)\nvouch status \(notice.document)\(ask)\n", at: notice.at)
        }
        var letters: [Letter] = []
        for recipient in notice.recipients {
            let people =
                directory.person(called: recipient).map { [$0] }
                ?? directory.members(of: [TaskCandidate(recipient)])
            letters += people.map { letter($0.name, $0.email) }
            if people.isEmpty { letters.append(letter(recipient, addresses[recipient])) }
        }
        if notice.recipients.isEmpty { letters.append(letter("vendor", nil)) }
        var seen: Set<String> = []
        return letters.filter { seen.insert($0.name).inserted }
    }

    // MARK: The relay

    /// Hands the outbox to the relay; `nil` where there is none, or another process is at it.
    func carry() async throws -> Outbox.Tally? {
        guard let server = premises.settings.mail.server else { return nil }
        let outbox = Outbox(premises.home.outbox, files: premises.files)
        let sender = SMTPSender(server)
        return try await premises.threads.run { () throws(FileFailure) in try outbox.carry(sender.send) }
    }

    /// What became of the outbox, in lines.
    static func lines(of tally: Outbox.Tally) -> [StyledText] {
        var lines: [StyledText] = []
        if tally.sent > 0 { lines.append(StyledText("✓ \(tally.sent.counted("mail")) handed over", .good)) }
        if tally.refused > 0 {
            lines.append(
                StyledText(
                    "✗ \(tally.refused.counted("mail")) refused: see outbox/refused, with the reasons", .bad))
        }
        if tally.withoutAddress > 0 {
            lines.append(
                StyledText(
                    "? \(tally.withoutAddress.counted("mail")) without an address: mail_to in settings.yml, or e-mail of people",
                    .doubtful))
        }
        if let trouble = tally.trouble {
            let reason = SafeText(trouble).text
            lines.append(StyledText("? \(tally.waiting.counted("mail")) waiting: \(reason)", .doubtful))
        }
        return lines.isEmpty ? [StyledText("No mail waits.")] : lines
    }
}
