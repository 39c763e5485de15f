import Domain
import GRDB
import Pipeline
import Workflow

/// Does what somebody answered to a mail, in the transaction it is called in: the code is used up and the task is done,
/// or neither.
struct ReplyDesk {
    let reply: Reply
    let key: ReplyKey
    let machine: CaseMachine

    /// Why a reply does not count: sentences for a person.
    private struct Refused: Error {
        let sentence: String
        /// Whether somebody has to look again, at what was changed.
        var isChanged = false
    }

    /// Does it, or says why not; what is refused to somebody who was asked is in the log.
    func receipt(in db: Database) throws -> ReplyReceipt {
        guard let kept = try genuine(in: db),
            let task = try TaskTable.find(TaskID(rawValue: kept.token.task), in: db)
        else { return ReplyReceipt(.refused("The code is none that was given out here."), about: nil) }
        let subject = ReplyReceipt.Subject(
            person: kept.token.person, task: task.id, document: task.document,
            facts: try CaseFileRows.variables(of: task.document, in: db) ?? [:])
        if let redeemed = kept.redeemed, redeemed.reply == reply.digest {
            return ReplyReceipt(.doneBefore(redeemed.at), about: subject)
        }
        do {
            try Savepoint.run(in: db) {
                try check(kept, task, in: db)
                let act = try wanted(kept.token)
                try ReplyTable.redeem(kept.row, by: reply, in: db)
                try complete(task, act, kept.token, in: db)
            }
        } catch let refusal as Refused {
            if refusal.isChanged { try tellAnew(kept.token, task, in: db) }
            try log("reply-refused", kept, task, refusal.sentence, by: "vouch", in: db)
            return ReplyReceipt(.refused(refusal.sentence), about: subject)
        }
        try log("reply-taken", kept, task, reply.act?.pastTense ?? "", by: kept.token.person, in: db)
        return ReplyReceipt(.done, about: subject)
    }

    /// What the code stands for, if it is ours to the last bit.
    private func genuine(in db: Database) throws -> ReplyTable.Kept? {
        guard let code = ReplyCode(reply.code), let kept = try ReplyTable.find(code, in: db) else {
            return nil
        }
        let own = kept.token.code(by: key)
        let isOurs = ReplyKey.areSame(own.id, code.id) && ReplyKey.areSame(own.seal, code.seal)
        return isOurs && own.task == code.task ? kept : nil
    }

    /// Whether the code counts, for who sent it, now.
    private func check(_ kept: ReplyTable.Kept, _ task: CaseTask, in db: Database) throws {
        let token = kept.token
        let directory = try PeopleTable.directory(in: db)
        let name = directory.fullName(of: token.person)
        let email = directory.person(called: token.person)?.email
        guard let email, reply.sender == email else {
            throw Refused(sentence: "The code was given to \(name), and the mail is from \(reply.sender).")
        }
        if let redeemed = kept.redeemed {
            throw Refused(sentence: "The code was used\(Self.on(redeemed.at)); it works once.")
        }
        if task.state == .completed {
            let who = directory.fullName(of: task.closedBy ?? "vouch")
            throw Refused(sentence: "\(who) has done it already\(Self.on(task.closed)).")
        }
        if task.state == .withdrawn {
            throw Refused(
                sentence: "It is not asked for any more: the invoice went another way\(Self.on(task.closed))."
            )
        }
        if kept.ended != nil {
            throw Refused(sentence: "The code counts no more: a later mail has the one that does.")
        }
        guard reply.at < token.expires else {
            throw Refused(sentence: "The code ran out\(Self.on(token.expires)).")
        }
    }

    /// What the answer wants done, if it may be done by mail.
    private func wanted(_ token: ReplyToken) throws -> ReplyAct {
        let words = token.acts.map { $0 == .approve ? "APPROVE" : "REJECT and the reason" }
        guard let act = reply.act else {
            let line = reply.words.isEmpty ? "There is no answer in it" : "Its first line is: \(reply.words)"
            throw Refused(sentence: "\(line). It must be \(words.joined(separator: ", or ")).")
        }
        guard token.acts.contains(act) else {
            throw Refused(sentence: "It cannot be \(act.pastTense) by mail.")
        }
        guard act == .approve || !reply.words.isEmpty else {
            throw Refused(sentence: "A rejection needs a reason: REJECT and the reason, in the first line.")
        }
        return act
    }

    private func complete(_ task: CaseTask, _ act: ReplyAct, _ token: ReplyToken, in db: Database) throws {
        guard let file = try TaskFileRows.file(of: task, by: machine, in: db) else {
            throw StoreFailure.broken("task \(task.id) has no case")
        }
        guard file.replyActs.contains(act) else {
            throw Refused(sentence: "It cannot be \(act.pastTense) by mail any more.")
        }
        guard file.basis == token.basis else {
            throw Refused(
                sentence: "The invoice is not what the mail showed: it was changed since"
                    + "\(try changer(of: task, in: db)). Another mail shows it as it is now.", isChanged: true
            )
        }
        let done = TaskAct(
            task: task.id, kind: .complete(act.variables(for: file.duty, reason: reply.words)),
            actor: token.person, at: reply.at, basis: token.basis)
        switch try TaskDesk(act: done, machine: machine).receipt(in: db) {
        case .done: return
        case .refused(let reasons):
            let sentences = reasons.map {
                $0.hasSuffix(".") ? $0 : $0.prefix(1).uppercased() + $0.dropFirst() + "."
            }
            throw Refused(sentence: sentences.joined(separator: " "))
        case .changed(let name, let at):
            throw Refused(sentence: "\(name) was first\(Self.on(at)).")
        }
    }

    /// Whoever answered to what is no more is asked again, about what there is; once for each content.
    private func tellAnew(_ token: ReplyToken, _ task: CaseTask, in db: Database) throws {
        guard let stored = try CaseTable.find(task.caseID, in: db),
            let file = try TaskFileRows.file(of: task, by: machine, in: db)
        else { return }
        let notice = TaskNotice.of(
            task.name.isEmpty ? task.element : task.name, task.id, in: stored,
            key: "now-\(token.person)-\(file.basis.prefix(16))", for: [token.person], file.variables,
            at: reply.at)
        try CaseNoticeTable.add(notice, in: db)
    }

    private func changer(of task: CaseTask, in db: Database) throws -> String {
        let row = try Row.fetchOne(
            db, sql: "SELECT actor, at FROM corrections WHERE document_id = ? ORDER BY id DESC LIMIT 1",
            arguments: [task.document.rawValue])
        guard let row else { return "" }
        let at = Timestamp(milliseconds: row["at"])
        return at < task.created ? "" : ", by \(row["actor"] as String)\(Self.on(at))"
    }

    private static func on(_ at: Timestamp?) -> String { at?.day.map { " on \($0)" } ?? "" }

    /// What people may see of a code in the log: enough to find its row by, too little to use it.
    private func log(
        _ action: String, _ kept: ReplyTable.Kept, _ task: CaseTask, _ words: String, by actor: String,
        in db: Database
    ) throws {
        try AuditTrail.add(
            action, to: task.document,
            detail:
                "task \(task.id), code \(kept.idHash.prefix(12)), mail \(reply.digest.prefix(12)): \(words)",
            by: actor, at: reply.at, in: db)
    }
}
