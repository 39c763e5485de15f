import Domain
import Exchange
import Pipeline
import Storage
import Synchronization

/// Writes what people of cases are to be told as mails into the outbox, and hands the outbox to the relay of the home.
final class Postman: Sendable {
    private let premises: Premises
    private let machine = CaseMachine()
    /// When the relay is asked again, by the clock that only goes forward.
    private let next = Mutex<Int64>(0)

    /// Notices written at once.
    private static let noticesAtOnce = 100
    /// How long an answer by mail counts, in days.
    private static let codeDays: Int64 = 14
    /// How long the outbox is left alone after a round.
    private static let pause: Int64 = 20_000

    init(_ premises: Premises) { self.premises = premises }

    /// What was said to be in the way of letters.
    private let troubles = Mutex<Set<String>>([])

    /// Writes letters, and hands over what waits where it is time; letters that cannot be written wait, which is said
    /// once.
    func go(on screen: Screen) async throws {
        do {
            try await write(on: screen)
            try await handOver(on: screen)
        } catch let error as CancellationError {
            throw error
        } catch {
            let trouble = (error as? Failure)?.sentence ?? "letters wait: \(SafeText("\(error)").text)"
            if troubles.withLock({ $0.insert(trouble).inserted }) { screen.warn(trouble) }
        }
    }

    /// Hands over what waits, where it is time.
    private func handOver(on screen: Screen) async throws {
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

    /// The folder letters are put into.
    var spool: MailSpool {
        MailSpool(
            premises.home.outbox, files: premises.files, sender: premises.settings.mail.sender,
            mark: premises.world.newID())
    }

    /// Writes a letter for everybody who is to be told something; a notice counts as told when its letters are on the
    /// medium, and the same notice again makes the same letters.
    func write(on screen: Screen) async throws {
        while true {
            let notices = try await premises.database.unsentCaseNotices(limit: Self.noticesAtOnce)
            guard !notices.isEmpty else { return }
            let (spool, directory) = (spool, try await premises.database.directory())
            for notice in notices {
                for letter in try await letters(of: notice, directory) {
                    try spool.put(letter)
                    screen.note(
                        StyledText("→ \(letter.address ?? letter.name): \(letter.subject.onOneLine)", .quiet),
                        atLeast: .verbose)
                }
            }
            try await premises.database.noteCaseNoticesSent(notices.map(\.id), at: premises.world.now())
        }
    }

    private func letters(of notice: CaseNotice, _ directory: Directory) async throws -> [Letter] {
        let addresses = premises.settings.matching.mailTo
        switch notice.kind {
        case .dispute, .refusal:
            let (vendor, writer, facts) = try await premises.database.correspondents(of: notice)
            let letter = VendorLetter(
                notice: notice, bill: BillWords(facts: facts, document: notice.document), vendor: vendor,
                writer: writer.flatMap(directory.person(called:)))
            return [
                letter.letter(
                    LetterRecipient.name(of: notice, for: "vendor"), roleAddress: addresses["accounting"])
            ]
        case .task, .reminder, .escalation:
            let now = premises.world.now()
            guard let task = notice.task,
                let file = try await premises.database.taskFile(task, by: machine, at: now),
                file.task.state == .open, let day = now.day
            else { return [] }
            let recipients = LetterRecipient.all(of: notice, file, directory, addresses, on: day)
            let codes = try await codes(for: recipients, file, at: now)
            let letter = TaskLetter(
                file: file, kind: notice.kind, directory: directory, sender: premises.settings.mail.sender)
            return recipients.map { recipient in
                letter.letter(
                    LetterRecipient.name(of: notice, for: recipient.name), to: recipient,
                    code: codes[recipient.name], at: notice.at)
            }
        }
    }

    /// The codes by which those may answer who may act and have an address, by name.
    private func codes(
        for recipients: [LetterRecipient], _ file: TaskFile, at now: Timestamp
    ) async throws -> [String: GivenCode] {
        let acts = file.replyActs
        let people = recipients.filter { $0.mayAct && $0.address != nil }.compactMap(\.person?.name)
        guard !acts.isEmpty, !people.isEmpty else { return [:] }
        let offer = ReplyOffer(
            task: file.task.id, people: people, acts: acts, basis: file.basis,
            expires: Timestamp(milliseconds: now.milliseconds + Self.codeDays * 86_400_000))
        return try await premises.database.replyCodes(for: offer, key: try replyKey(), at: now)
    }

    /// The secret of the home.
    func replyKey() throws -> ReplyKey {
        do throws(ReplyKeyFailure) {
            return try ReplyKey.kept(at: premises.home.replyKey, files: premises.files)
        } catch {
            throw Failure.environment("The key that signs mails cannot be used: \(error).")
        }
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
