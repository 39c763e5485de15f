import Seeds
import Testing

@testable import Formats

@Suite struct `Answers to mails` {
    private static let code = "17-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M"

    private func answer(
        _ body: String, subject: String = "Re: Approve: RE-1 [vouch \(Self.code)]",
        from: String = "Ada Lind <Ada@Example.org>", headers: String = ""
    ) throws(FormatError) -> MailAnswer {
        let mail = "From: \(from)\nSubject: \(subject)\n\(headers)\n\(body)"
        return try MailAnswer(parsing: Array(mail.replacing("\n", with: "\r\n").utf8), limits: .forTests)
    }

    @Test func `who, which code, and what`() throws {
        let answer = try answer("APPROVE\n\nRegards\nAda\n\n> To answer, reply to this mail.\n")
        #expect(answer.senders == ["ada@example.org"] && answer.codes == [Self.code])
        #expect(answer.word == .approve && !answer.isAutomatic)
    }

    @Test(arguments: [
        "APPROVE", "approve", "Approved.", "  Approve!  ", "\n\n\u{FEFF}approve\nthanks",
        "> quoted\n\nApprove",
        "On 3 May 2026, Vouch wrote:\n> To answer, reply\n> to this mail.\nApprove",
        "Am 3. Mai schrieb Vouch <v@x.example>:\n\n> APPROVE\n> or REJECT\n\nApprove\n",
    ])
    func `a plain yes`(_ body: String) throws {
        #expect(try answer(body).word == .approve)
    }

    @Test(arguments: [
        ("REJECT not ordered by us", "not ordered by us"),
        ("Reject: six came,\nfive are right\n\nAda", "six came, five are right"),
        ("rejected - twice billed\n-- \nAda Lind", "twice billed"), ("REJECT", ""),
        ("Reject too dear\nOn 3 May 2026, Vouch wrote:\n> APPROVE", "too dear"),
        ("Reject too dear\n> APPROVE", "too dear"),
    ])
    func `a no, with its reason`(_ body: String, _ reason: String) throws {
        #expect(try answer(body).word == .reject(reason))
    }

    @Test(arguments: [
        ("", ""), ("> APPROVE\n> yes", ""),
        ("Approve if the price is right", "Approve if the price is right"),
        ("Approve? No!", "Approve? No!"), ("I do not APPROVE", "I do not APPROVE"),
        ("disapprove", "disapprove"),
        ("Approver", "Approver"), ("Sounds good\nAPPROVE", "Sounds good"), ("yes", "yes"),
        ("-----Original Message-----\nAPPROVE", "-----Original Message-----"), ("APPROVE not", "APPROVE not"),
        ("reject2", "reject2"), ("\u{202E}EVORPPA", "EVORPPA"),
    ])
    func `nothing that is clear`(_ body: String, _ line: String) throws {
        #expect(try answer(body).word == .unclear(line))
    }

    @Test(arguments: [
        ("ada@example.org", ["ada@example.org"]),
        ("\"ada@example.org\" <thief@evil.example>", ["thief@evil.example"]),
        ("<ada@example.org> (thief@evil.example)", ["ada@example.org"]),
        ("ada@example.org, bea@example.org", ["ada@example.org", "bea@example.org"]),
        ("=?UTF-8?Q?ada=40example.org?= <thief@evil.example>", ["thief@evil.example"]),
        ("ada@example.org <thief@evil.example>", ["thief@evil.example"]), ("Ada", []), ("", []),
        ("team: ada@example.org;", ["ada@example.org"]), ("a@b@c", []), ("ada@exämple.org", []),
    ])
    func `whom a mail is from`(_ from: String, _ addresses: [String]) throws {
        #expect(try answer("APPROVE", from: from).senders == addresses)
    }

    @Test func `of two From fields neither is believed`() throws {
        #expect(try answer("APPROVE", headers: "From: bea@example.org\n").senders == [])
    }

    @Test func `a code that was folded, encoded or only quoted is found, others are not`() throws {
        let folded = "Re: [vouch 17-S66D0Z5ZNW1MNS93-\n G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M]"
        #expect(try answer("APPROVE", subject: folded).codes == [Self.code])
        let encoded =
            "=?UTF-8?Q?Re=3A_[vouch_17-S66D0Z5ZNW1MNS93-?=\n =?UTF-8?Q?G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M]?="
        #expect(try answer("APPROVE", subject: encoded).codes == [Self.code])
        #expect(try answer("APPROVE\n> Re: [vouch \(Self.code)]", subject: "Re:").codes == [Self.code])
        #expect(try answer("APPROVE", subject: "[vouch 1-A-B] [vouch 1-A-C]").codes == ["1-A-B", "1-A-C"])
        for subject in ["Re: RE-1", "[vouch ]", "[vouch 1-A-B", "[vouch <script>]", "vouch 1-A-B"] {
            #expect(try answer("APPROVE", subject: subject).codes == [])
        }
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "Return-Path: <>",
        "Content-Type: multipart/report; boundary=b",
    ])
    func `what a program wrote is told`(_ header: String) throws {
        #expect(try answer("APPROVE", headers: header + "\n").isAutomatic)
    }

    @Test func `what a person wrote is not taken for a program's`() throws {
        let headers = "Auto-Submitted: no\nReturn-Path: <ada@example.org>\nPrecedence: list\n"
        #expect(try !answer("APPROVE", headers: headers).isAutomatic)
    }

    @Test func `the plain text of several forms counts, never a file`() throws {
        let headers = "Content-Type: multipart/mixed; boundary=b\n"
        let alternative = """
            --b
            Content-Type: text/plain; name=note.txt

            REJECT from a file
            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/html

            <p>REJECT from the page</p>
            --c
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            REJECT pr=FCfen
            --c--
            --b--
            """
        #expect(try answer(alternative, headers: headers).word == .reject("prüfen"))
    }

    @Test(arguments: [
        (
            "<html><head><title>REJECT</title></head><body><div>Approve</div><br>Ada</body></html>",
            MailAnswer.Word.approve
        ),
        ("<blockquote>REJECT it</blockquote><p>APPROVE</p>", .approve),
        ("<p>Reject&nbsp;Fish &amp; Chips</p>", .reject("Fish & Chips")),
        ("<script>x='APPROVE'</script>", .unclear("")), ("<<<<APPROVE", .unclear("<<<<APPROVE")),
    ])
    func `a web page counts as a person sees it`(_ page: String, _ word: MailAnswer.Word) throws {
        #expect(try answer(page, headers: "Content-Type: text/html\n").word == word)
    }

    @Test func `what is no mail is refused`() {
        #expect(throws: FormatError.empty) { try MailAnswer(parsing: [], limits: .forTests) }
        #expect(throws: FormatError.self) {
            try MailAnswer(parsing: Array("just text".utf8), limits: .forTests)
        }
        let nested = (0..<30).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(throws: FormatError.self) { try answer("x", headers: nested) }
    }

    @Test func `an answer crosses as parts; parts that make none are refused`() throws {
        for body in ["APPROVE", "REJECT no", "hm"] {
            let answer = try answer(body, headers: "Precedence: bulk\n")
            #expect(MailAnswer(answer.parts) == answer)
        }
        let parts = try answer("APPROVE").parts
        #expect(MailAnswer(parts + [.init("approve", "")]) == nil)
        #expect(MailAnswer(parts.filter { $0.name != "subject" }) == nil)
        #expect(
            MailAnswer([.init("subject", ""), .init("unclear", String(repeating: "x", count: 80_000))]) == nil
        )
        #expect(MailAnswer([]) == nil)
    }

    @Test func `no bytes bring it down`() throws {
        var chance = Chance.printed()
        let whole = Array(
            "From: a@b.c\nSubject: [vouch 1-A-B]\nContent-Type: text/html\n\n<p>&amp;APPROVE</p>>\n".utf8)
        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0...chance.below(8) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
            do { _ = try MailAnswer(parsing: bytes, limits: .forTests) } catch { #expect(error != .empty) }
        }
    }
}
