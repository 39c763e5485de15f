import Domain
import Exchange
import Pipeline
import Workflow

/// The mail that puts a task to one person: what is asked, what was checked, how to answer.
struct TaskLetter {
    /// The task, as it is shown.
    let file: TaskFile
    /// Why it is written: it is new, it still waits, it waits too long.
    let kind: CaseNotice.Kind
    /// Who is called what.
    let directory: Directory
    /// Whom mails are from, and answers go to.
    let sender: String

    /// Findings and lines of the history that are told.
    private static let mostLines = 8

    private var bill: BillWords { BillWords(facts: file.variables, subject: file.task.subject) }
    private var acts: [ReplyAct] { file.replyActs }

    /// The letter to a person; `code` lets them answer by mail.
    func letter(
        _ name: String, to recipient: LetterRecipient, code: GivenCode?, at: Timestamp
    ) -> Letter {
        let opening =
            switch kind {
            case .reminder: "Still waits: "
            case .escalation: "Waits too long: "
            case .task, .dispute, .refusal: ""
            }
        let seal = code.map { " [vouch \($0.text)]" } ?? ""
        let body = [greeting(recipient)] + facts + checked + (code.map(answering) ?? []) + commands(recipient)
        return Letter(
            name: name, address: recipient.address,
            subject: opening + "\(file.task.title): \(bill.phrase)" + seal,
            body: body.joined(separator: "\n") + "\n", at: at)
    }

    // MARK: What it is about

    private func greeting(_ recipient: LetterRecipient) -> String {
        let asked =
            switch file.duty {
            case "approval": "you are asked to approve this:"
            case "coding": "you are asked to say how this is booked:"
            case "entry": "you are asked to look at what was read of this:"
            case "release": "this is held, and waits for you:"
            default: "this waits for you:"
            }
        let what = recipient.isInformed ? "this waits too long. It waits for \(others):" : asked
        return recipient.person.map { "\($0.fullName),\n\n\(what)\n" } ?? what.capitalisedFirst + "\n"
    }

    /// Whom it waits for.
    private var others: String {
        let names = file.task.assignee.map { [$0] } ?? file.whoCould
        return names.isEmpty
            ? "somebody who could, and as things are nobody can"
            : names.prefix(Self.mostLines).map(directory.fullName(of:)).joined(separator: ", ")
    }

    private var facts: [String] {
        let since = file.task.created.day?.description ?? ""
        let rows: [(String, String)] = [
            ("Task", file.task.title), ("Seller", file.seller), ("Number", bill.number),
            ("Amount", bill.amount),
            ("Due", file.variables["dueDate"]?.plain ?? ""), ("Order", file.variables["order"]?.plain ?? ""),
            ("Department", file.variables["department"]?.plain ?? ""), ("Booked to", coding),
            ("Held", file.variables["hold"]?.members?["sentence"]?.plain ?? ""), ("Waits since", since),
        ]
        return rows.filter { !$0.1.isEmpty }.map { name, value in
            "  " + name.padding(toColumns: 13) + SafeText(value).text
        } + [""]
    }

    /// `4980 (2 lines), 4930/IT (1 line)`.
    private var coding: String {
        let counts = Dictionary(grouping: file.variables.coding, by: \.booking).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostLines)
            .map { "\($0.key) (\($0.value.counted("line")))" }.joined(separator: ", ")
    }

    /// What the checks found and what people did, as the case has it.
    private var checked: [String] {
        var lines: [String] = []
        if let findings = file.variables["findings"]?.elements {
            lines.append(findings.isEmpty ? "The checks find nothing wrong." : "The checks find:")
            lines += findings.prefix(Self.mostLines).compactMap { $0.plain.map { "- \(SafeText($0).text)" } }
        }
        if let holds = file.variables["holds"]?.elements {
            lines.append(holds.isEmpty ? "Matching found nothing to hold it for." : "Matching held it for:")
            lines += holds.prefix(Self.mostLines).compactMap { hold in
                hold.members?["sentence"]?.plain.map { "- \(SafeText($0).text)" }
            }
        }
        let words = ActWords(directory: directory)
        lines += file.history.acts.suffix(Self.mostLines).map { act in
            "\(act.at.day?.description ?? "") \(SafeText(words.sentence(of: act)).text)"
        }
        return lines.isEmpty ? [] : ["What was checked and done:"] + lines.map { "  \($0)" } + [""]
    }

    // MARK: How to answer

    private func answering(_ code: GivenCode) -> [String] {
        let words = acts.map { $0 == .approve ? "    APPROVE" : "    REJECT and the reason" }
        let opening =
            acts.contains(.approve)
            ? "To answer, reply to this mail. Its first line must be:"
            : "To refuse the bill, reply to this mail. Its first line must be:"
        let links = acts.map { "    " + mailto(code.text, $0 == .approve ? "APPROVE" : "REJECT ") }
        let either = links.count > 1 ? "or send one of these:" : "or send this:"
        return [opening, ""] + Array(words.map { [$0] }.joined(separator: ["  or"])) + ["", either, ""]
            + links
            + [
                "",
                "The code in the subject is yours alone, stands for what is shown here, and works once, until "
                    + "\(code.expires.day?.description ?? "then"). Whoever has it can answer for you: do not pass this mail on.",
                "",
            ]
    }

    /// A link that opens an answer, ready to be sent (RFC 6068).
    private func mailto(_ code: String, _ body: String) -> String {
        func encoded(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x2E
                if isPlain { return String(UnicodeScalar(byte)) }
                return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
        }
        return
            "mailto:\(sender)?subject=\(encoded("Re: \(BillWords.codeless(bill.number)) [vouch \(code)]"))&body=\(encoded(body))"
    }

    private func commands(_ recipient: LetterRecipient) -> [String] {
        let id = file.task.document
        let seen = file.basis.prefix(12)
        let lines: [String] =
            switch id.isNone ? nil : file.duty {
            case "approval": ["vouch approve \(id) --seen \(seen)", "vouch reject \(id) --reason \"…\""]
            case "coding": ["vouch code \(id)"]
            case "entry": ["vouch review \(id)"]
            case "release": release(id)
            case nil where id.isNone: ["vouch process complete \(file.task.id)"]
            default: ["vouch reject \(id) --reason \"…\""]
            }
        guard !recipient.isInformed else {
            return ["At a terminal:", "", id.isNone ? "    vouch process list" : "    vouch status \(id)"]
        }
        let who = recipient.person.map { " --user \($0.name)" } ?? ""
        return ["At a terminal:", ""] + (id.isNone ? [] : ["    vouch tasks \(id)"])
            + lines.map { "    \($0)\(who)" }
    }

    private func release(_ id: DocumentID) -> [String] {
        let hold = file.variables["hold"]?.members?["id"]?.integer
        return (hold.map { ["vouch hold release \($0) --reason \"…\""] } ?? [])
            + ["vouch dispute \(id) --reason \"…\"", "vouch reject \(id) --reason \"…\""]
    }
}
