import Domain
import Exchange
import Formats
import Pipeline
import Storage

/// Does what people answered to mails, and answers them.
struct ReplyWork: Sendable {
    let premises: Premises
    let reader: AnswerReader
    let works: CaseWorks
    private let key: ReplyKey

    init(on premises: Premises, reader: AnswerReader) throws {
        self.premises = premises
        self.reader = reader
        works = CaseWorks(on: premises)
        key = try Postman(premises).replyKey()
    }

    /// What became of a mail.
    struct News: Sendable {
        /// The file.
        var name: String
        /// What the person wanted; `nil` where it is not known.
        var act: ReplyAct?
        /// Whether it counts.
        var receipt: ReplyReceipt
    }

    /// Acts on a mail and writes to whose code it holds; the same mail again changes nothing.
    func take(_ mail: [UInt8], name: String) async throws -> News {
        let digest = ContentHash(of: mail).rawValue
        let now = premises.world.now()
        let answer: MailAnswer
        switch try await reader.answer(in: mail, name: name) {
        case .success(let read): answer = read
        case .failure(let unread): return refused(name, unread.sentence)
        }
        // Who answers to a program is answered by it, without end.
        if answer.isAutomatic { return refused(name, "A program wrote it, such as an out-of-office note.") }
        guard answer.senders.count == 1 else { return refused(name, "It does not say whom it is from.") }
        guard let code = answer.codes.first else {
            return refused(name, "There is no code in its subject: answer the mail that asks.")
        }
        guard answer.codes.count == 1 else { return refused(name, "There are several codes in it.") }
        let reply = Reply(answer, code: code, sender: answer.senders[0], digest: digest, at: now)
        let receipt = try await premises.database.take(reply, key: key, by: works.machine)
        let directory = try await premises.database.directory()
        let letter = ReplyLetter(receipt: receipt, act: reply.act, directory: directory)
        if let letter = letter.letter(digest: digest, at: now) { try Postman(premises).spool.put(letter) }
        return News(name: name, act: reply.act, receipt: receipt)
    }

    private func refused(_ name: String, _ sentence: String) -> News {
        News(name: name, act: nil, receipt: ReplyReceipt(.refused(sentence), about: nil))
    }
}

extension ReplyWork.News {
    /// Whether there is nothing more to do about it.
    var isTaken: Bool { if case .refused = receipt.verdict { false } else { true } }

    /// What became of it, in one line.
    func line(_ directory: Directory) -> StyledText {
        let file = StyledText("\(name.onOneLine): ", .quiet)
        let bill = receipt.about.map { BillWords(facts: $0.facts, document: $0.document).phrase } ?? ""
        let who = receipt.about.map { directory.fullName(of: $0.person) } ?? ""
        switch receipt.verdict {
        case .done:
            return StyledText("✓ ", .good) + file
                + StyledText("\(who) has \(act?.pastTense ?? "answered") \(bill).")
        case .doneBefore(let at):
            return StyledText("= ", .quiet) + file
                + StyledText(
                    "\(who) has \(act?.pastTense ?? "answered") \(bill) by this mail already, \(at). Nothing is done twice."
                )
        case .refused(let why):
            let about = bill.isEmpty ? "" : "\(who), \(bill): "
            return StyledText("✗ ", .bad) + file + StyledText("\(about)\(SafeText(why).text)")
        }
    }

    /// What became of it, as an object of JSON.
    var json: [UInt8] {
        var writer = JSONWriter(isLaidOut: false)
        writer.object { writer in
            writer.member("file", name)
            switch receipt.verdict {
            case .done: writer.member("outcome", "done")
            case .doneBefore: writer.member("outcome", "done-before")
            case .refused(let why):
                writer.member("outcome", "refused")
                writer.member("reason", why)
            }
            if let act { writer.member("act", act.rawValue) }
            if let about = receipt.about {
                writer.member("document", Int(about.document.rawValue))
                writer.member("task", Int(about.task.rawValue))
                writer.member("person", about.person)
                writer.member("number", BillWords(facts: about.facts, document: about.document).number)
            }
        }
        writer.newline()
        return writer.bytes
    }
}
