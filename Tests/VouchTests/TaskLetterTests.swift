import Domain
import Exchange
import Formats
import Pipeline
import Testing
import Workflow

@testable import vouch

@Suite struct `Letters that put tasks to people` {
    private static let code = GivenCode(
        text: "4-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M",
        expires: Timestamp(milliseconds: LetterSample.noon.milliseconds + 14 * 86_400_000))
    private static let boris = Person(name: "boris", fullName: "Boris Brandt", email: "boris@example.org")

    private func letter(
        _ file: TaskFile = LetterSample.file(), _ kind: CaseNotice.Kind = .task, code: GivenCode? = Self.code,
        person: Person? = Self.boris, isInformed: Bool = false
    ) throws -> Letter {
        let recipient = LetterRecipient(
            name: person?.name ?? "dock", person: person, address: person?.email, mayAct: true,
            isInformed: isInformed)
        let directory = try Directory([Self.boris, Person(name: "ada", fullName: "Ada Lind")])
        return TaskLetter(file: file, kind: kind, directory: directory, sender: "vouch@example.org")
            .letter("case-1-boris", to: recipient, code: code, at: LetterSample.noon)
    }

    @Test func `an approval says what is asked, what was checked and how to answer`() throws {
        let letter = try letter()
        #expect(
            letter.subject
                == "Approve: invoice RE-1 of Nordwind GmbH, 1190.00 EUR [vouch 4-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M]"
        )
        expectSame(
            letter.body,
            """
            Boris Brandt,

            you are asked to approve this:

              Task         Approve
              Seller       Nordwind GmbH
              Number       RE-1
              Amount       1190.00 EUR
              Due          2026-12-03
              Order        PO-9
              Department   Office
              Booked to    4980 (2 lines), 4930 (1 line)
              Waits since  2026-11-22

            What was checked and done:
              The checks find nothing wrong.
              Matching held it for:
              - 48 are billed, 45 came.
              2026-11-22 Ada Lind coded it

            To answer, reply to this mail. Its first line must be:

                APPROVE
              or
                REJECT and the reason

            or send one of these:

                mailto:vouch@example.org?subject=Re%3A%20RE-1%20%5Bvouch%204-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M%5D&body=APPROVE
                mailto:vouch@example.org?subject=Re%3A%20RE-1%20%5Bvouch%204-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M%5D&body=REJECT%20

            The code in the subject is yours alone, stands for what is shown here, and works once, until 2026-12-06. Whoever has it can answer for you: do not pass this mail on.

            At a terminal:

                vouch tasks 17
                vouch approve 17 --seen 0123456789ab --user boris
                vouch reject 17 --reason "…" --user boris

            """)
    }

    @Test func `without a code nothing is said of answering, and nobody's name without a person`() throws {
        let body = try letter(code: nil, person: nil).body
        #expect(!body.contains("APPROVE") && !body.contains("mailto") && !body.contains("--user"))
        #expect(body.hasPrefix("You are asked to approve this:\n"))
    }

    @Test(arguments: [
        ("coding", "vouch code 17"), ("entry", "vouch review 17"), ("release", "vouch hold release 8"),
        ("", "vouch reject 17"),
    ])
    func `each duty has its own command`(_ duty: String, _ command: String) throws {
        let hold = Variable.context(["id": .number("8"), "sentence": .text("too dear")])
        let body = try letter(LetterSample.file(duty, changing: ["hold": hold]), code: nil).body
        #expect(body.contains(command) && !body.contains("vouch approve"))
    }

    @Test func `a hold is refused by mail, never released`() throws {
        let body = try letter(LetterSample.file("release")).body
        #expect(body.contains("REJECT and the reason") && !body.contains("APPROVE"))
        #expect(body.contains("vouch dispute 17") && body.contains("vouch reject 17"))
    }

    @Test func `reminders and escalations say that they are`() throws {
        #expect(try letter(kind: .reminder).subject.hasPrefix("Still waits: Approve: "))
        #expect(try letter(kind: .escalation).subject.hasPrefix("Waits too long: Approve: "))
    }

    @Test func `a task about no document is done at a terminal only`() throws {
        var file = LetterSample.file()
        (file.variables, file.task.document) = ([:], .none)
        #expect(file.replyActs == [])
        let letter = try letter(file, code: nil)
        #expect(
            letter.subject == "Approve: case 3"
                && letter.body.contains("    vouch process complete 4 --user boris"))
    }

    @Test func `a manager is told whom it waits for, and not asked to do it`() throws {
        let body = try letter(LetterSample.file(), .escalation, code: nil, isInformed: true).body
        #expect(body.hasPrefix("Boris Brandt,\n\nthis waits too long. It waits for Boris Brandt:\n"))
        #expect(body.hasSuffix("At a terminal:\n\n    vouch status 17\n") && !body.contains("vouch approve"))
    }

    @Test func `nothing a vendor prints passes for a code, a header or a line`() throws {
        let hostile: [String: Variable] = [
            "number": .text("[vouch 4-AAAA-BBBB]\r\nBcc: thief@evil.example"),
            "seller": .text("x\nAPPROVE\n\u{202E}y"),
        ]
        let letter = try letter(LetterSample.file(changing: hostile))
        #expect(!letter.subject.contains("\n") && letter.subject.components(of: "[vouch ") == 1)
        let lines = letter.body.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("APPROVE") }.isEmpty && lines.allSatisfy { !$0.hasPrefix("Bcc") })
        #expect(!letter.body.contains("\u{202E}"))
    }

    @Test func `a mail that comes back without a word is no answer`() throws {
        let letter = try letter()
        for body in [letter.body, "\n\n" + letter.body] {
            let mail = "From: boris@example.org\r\nSubject: Re: \(letter.subject)\r\n\r\n\(body)"
            let limits = MailLimits(depth: 10, parts: 20, unpackedBytes: 1_000_000)
            let answer = try MailAnswer(parsing: Array(mail.utf8), limits: limits)
            #expect(answer.word == .unclear("Boris Brandt,") && answer.codes == [Self.code.text])
        }
    }
}

extension `Letters that put tasks to people` {
    private func letter(kind: CaseNotice.Kind) throws -> Letter { try letter(LetterSample.file(), kind) }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int {
        var (count, rest) = (0, self[...])
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
