import Domain
import Seeds
import Testing

@testable import Formats

extension MailLimits {
    /// The limits Vouch runs with.
    static let forTests = MailLimits(depth: 10, parts: 200, unpackedBytes: 50_000_000)
}

@Suite struct MailMessageTests {
    private func mail(_ text: String, _ limits: MailLimits = .forTests) throws(FormatError) -> MailMessage {
        try MailMessage(parsing: Array(text.replacing("\n", with: "\r\n").utf8), limits: limits)
    }

    @Test func `headers are unfolded and decoded`() throws {
        let mail = try mail(
            """
            From: =?UTF-8?Q?M=C3=BChle?= <post@muehle.example>
            Subject: =?ISO-8859-1?Q?Rechnung_f=FCr?=
             =?UTF-8?B?IE3DvA==?= =?UTF-8?B?aGxl?= =?koi8-r?B?8A==?= 7
            Date: Tue, 3 Feb 2026 23:59:00 +0100
            Message-ID: <1@muehle.example>

            Guten Tag
            """)
        #expect(mail.from == "Mühle <post@muehle.example>")
        #expect(mail.subject == "Rechnung für Mühle =?koi8-r?B?8A==?= 7")
        #expect(mail.date?.description == "2026-02-03" && mail.messageID == "<1@muehle.example>")
        #expect(mail.documents.isEmpty && mail.leftOut.isEmpty)
    }

    @Test func `documents are known by their bytes, whatever they are called`() throws {
        let mail = try mail(
            Sample.multipart([
                "\n%PDF-1.4 text that is none",
                "Content-Type: application/octet-stream; name=a.exe\n\n%PDF-1.7 a",
                "Content-Type: application/xml\nContent-Transfer-Encoding: base64\n\nPD94bWwgdmVyc2lvbj0iMS4wIj8+PGEvPg==",
                "Content-Disposition: attachment; filename=evil.pdf\n\nMZ program",
                "Content-Type: text/html; name=page.html\n\n<?xml version='1.0'?><html/>",
                "Content-Type: application/zip; name=z.zip\n\nPK\u{3}\u{4}",
            ]))
        #expect(mail.documents.map(\.name) == ["part 2.pdf", "a.exe", "part 4.xml", "z.zip"])
        #expect(mail.documents[2].bytes == Array("<?xml version=\"1.0\"?><a/>".utf8))
        #expect(mail.leftOut.map(\.name) == ["evil.pdf", "page.html"])
    }

    @Test(arguments: [
        ("filename=\"Rechnung 7.pdf\"", "Rechnung 7.pdf"),
        ("filename*=UTF-8''R%C3%BCck%20lauf.pdf", "Rück lauf.pdf"),
        ("filename*=iso-8859-1'de'R%FCck.pdf", "Rück.pdf"),
        ("filename*0*=UTF-8''R%C3; filename*1*=%BC; filename*2=ck.pdf", "Rück.pdf"),
        ("filename*1=b.pdf; filename*0=a", "ab.pdf"), ("filename=\"=?UTF-8?B?UsO8Y2sucGRm?=\"", "Rück.pdf"),
        ("filename=a.pdf; filename*=UTF-8''b.pdf", "b.pdf"), ("filename=\"a\\\"b.pdf\"", "a\"b.pdf"),
        ("filename=(comment) a.pdf ;; size=3", "a.pdf"),
        ("filename=\"../../etc/passwd\"", "../../etc/passwd"),
        ("filename=\"a\u{202E}fdp.exe\"", "a\\u{202E}fdp.exe"), ("filename=\"open", "open"),
        ("filename*=broken%C3%2.pdf", "brokenÃ%2.pdf"), ("filename*99999999999999999999=a.pdf", "a.pdf"),
    ])
    func `names are read in all their spellings and made safe to show`(parameter: String, name: String) throws
    {
        let mail = try mail(Sample.multipart(["Content-Disposition: attachment; \(parameter)\n\n%PDF-1.4"]))
        #expect(mail.documents.map(\.name) == [name])
    }

    @Test func `a small picture inside the text is left out and said, a large or attached one is taken`()
        throws
    {
        let png = { (size: Int) in
            "Content-Transfer-Encoding: quoted-printable\n\n=89PNG" + "x".repeated(size - 4)
        }
        var limits = MailLimits.forTests
        limits.logoBytes = 100
        let text = Sample.multipart([
            "Content-Disposition: inline; filename=logo.png\n\(png(100))",
            "Content-ID: <1>\nContent-Type: image/png; name=logo2.png\n\(png(100))",
            "Content-Disposition: inline; filename=scan.png\n\(png(101))",
            "Content-Disposition: attachment; filename=small.png\n\(png(100))",
        ])
        let mail = try mail(text, limits)
        #expect(mail.documents.map(\.name) == ["scan.png", "small.png"])
        #expect(mail.leftOut.map(\.name) == ["logo.png", "logo2.png"])
    }

    @Test func `a forwarded mail is opened, and so is one attached as a file`() throws {
        let inner = Sample.multipart(
            ["Content-Type: application/pdf; name=in.pdf\n\n%PDF-1.4"], boundary: "in")
        let mail = try mail(
            Sample.multipart([
                "Content-Type: message/rfc822\n\n\(inner)",
                "Content-Type: application/octet-stream; name=Rechnung.EML\n\n\(inner)",
                "Content-Type: multipart/digest; boundary=d\n\n--d\n\n\(inner)\n--d--",
            ]))
        #expect(mail.documents.map(\.name) == ["in.pdf", "in.pdf", "in.pdf"])
    }

    @Test(arguments: [
        ("application/ms-tnef; name=winmail.dat", "winmail.dat (TNEF) is not unpacked"),
        ("application/pkcs7-mime; name=smime.p7m", "it is encrypted or sealed as a whole (S/MIME)"),
        ("message/partial; name=p", "it is a piece of a mail that was split"),
        ("multipart/mixed; name=m", "its parts have no boundary"),
        ("multipart/mixed; name=m; boundary=never", "its parts' boundary does not occur"),
        ("multipart/encrypted; name=m; boundary=x", "it is encrypted"),
    ])
    func `what cannot be opened is named with its reason`(type: String, reason: String) throws {
        let mail = try mail(Sample.multipart(["Content-Type: \(type)\n\ncontent"]))
        #expect(mail.documents.isEmpty && mail.leftOut.map(\.reason) == [reason])
    }

    @Test(arguments: [
        ("begin 644 Rechnung.pdf\n%PDF", true), ("begin 6 weeks later", false), ("We begin", false),
    ])
    func `a file written into the text is named, other text is not`(text: String, isNamed: Bool) throws {
        let mail = try mail("Subject: x\n\nHello,\n\(text)\n")
        let reasons = isNamed ? ["a file written into the text (uuencode) is not unpacked"] : []
        #expect(mail.leftOut.map(\.reason) == reasons)
    }

    @Test func `a wrapping that is not read is named, not passed through`() throws {
        let mail = try mail("Subject: x\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a")
        #expect(mail.leftOut.map(\.reason) == ["its encoding x-uuencode is not read"])
    }

    @Test func `broken structure loses nothing that is there`() throws {
        let mail = try mail(
            """
            From x@y Tue Feb  3 2026
            Subject : spaced
            Content-Type: multipart/mixed; boundary="b b"
            no header line
            --b b-
            --b b \t
            Content-Type: application/pdf

            %PDF-1
            --b
            --b b
            %PDF-2
            """)
        #expect(mail.subject == "spaced")
        #expect(
            mail.documents.map { String(decoding: $0.bytes, as: UTF8.self) } == ["%PDF-1\r\n--b", "%PDF-2"])
    }

    @Test func `the limits hold, and what is just inside passes`() throws {
        func nested(_ depth: Int) -> String {
            (1..<depth).reversed().reduce("Content-Type: application/pdf\n\n%PDF-1") { inner, level in
                Sample.multipart([inner], boundary: "level\(level)")
            }
        }
        #expect(try mail(nested(10)).documents.count == 1)
        #expect(throws: FormatError.overLimit("10 levels of mail parts")) { try mail(nested(11)) }
        #expect(try mail(Sample.multipart(.init(repeating: "\n%PDF-1", count: 199))).documents.count == 199)
        #expect(throws: FormatError.overLimit("200 parts of a mail")) {
            try mail(Sample.multipart(.init(repeating: "\n%PDF-1", count: 200)))
        }
        var limits = MailLimits.forTests
        limits.unpackedBytes = 6
        #expect(try mail("Subject: x\n\n%PDF-1", limits).documents.count == 1)
        #expect(throws: FormatError.overLimit("6 unpacked bytes")) {
            try mail("Subject: x\n\n%PDF-17", limits)
        }
    }

    @Test(arguments: ["%PDF-1.4", "\n\n\nSubject: late", "just text", ":\n:\n", "\u{0}\u{0}\u{0}"])
    func `what has no mail header is no mail`(text: String) {
        #expect(throws: FormatError.damaged("it has no mail header")) { try mail(text) }
    }

    @Test func `a mailbox of several mails is refused rather than cut to its first`() {
        let one = "From a@b Tue Feb  3 2026\nSubject: x\n\ntext\n\n"
        #expect(throws: FormatError.unsupported("A mailbox file of several mails")) { try mail(one + one) }
        #expect(throws: Never.self) { try mail(one + "From here on it is text\n") }
    }

    @Test(arguments: [
        ("Tue, 3 Feb 2026 10:00:00 +0100", "2026-02-03"), ("03 Feb 26 10:00 GMT", "2026-02-03"),
        ("Tue, 3-Feb-1998", "1998-02-03"), ("Sat, 31 Feb 2026", nil), ("Feb 2026", nil), ("", nil),
        ("99999999999999999999 Feb 2026", nil),
    ])
    func `the day is read as the sender wrote it`(text: String, day: String?) {
        #expect(MailDate.day(text)?.description == day)
    }

    @Test(arguments: [
        ("a=C3=BC=\r\nb", "aüb"), ("a=  \r\nb", "ab"), ("a \t\r\nb ", "a\r\nb "), ("=ZZ=4", "=ZZ=4"),
        ("=", ""),
    ])
    func `quoted-printable is decoded, what escapes nothing stays`(text: String, expected: String) {
        #expect(
            String(decoding: TransferEncoding.quotedPrintable(Array(text.utf8)[...]), as: UTF8.self)
                == expected)
    }

    @Test(arguments: [
        ("QUJD", "ABC"), ("QU JD\r\nRA==", "ABCD"), ("QQ==QUI=", "AAB"), ("QUI", "AB"), ("Q", ""), ("?!", ""),
    ])
    func `base64 is decoded around what does not belong to it`(text: String, expected: String) {
        #expect(String(decoding: TransferEncoding.base64(Array(text.utf8)[...]), as: UTF8.self) == expected)
    }

    @Test func `whatever is done to a mail, it ends in a list or an error`() {
        var random = Chance.printed()
        let inner = Sample.multipart([
            "Content-Type: application/pdf; name*0*=UTF-8''%C3; name*1=b\n\n%PDF-1.4"
        ])
        let text = Sample.multipart([
            "Content-Type: message/rfc822\n\n\(inner)", "Content-Transfer-Encoding: base64\n\nQUJDRA==",
            "Content-Transfer-Encoding: quoted-printable\n\n=C3=BC=\n=3D",
        ])
        let bytes = Array("Subject: =?UTF-8?B?w7w=?= =?iso-8859-1?Q?=FC_?=\nDate: 3 Feb 2026\n\(text)".utf8)
        for _ in 0..<3000 { _ = try? MailMessage(parsing: random.mutated(bytes), limits: .forTests) }
    }
}

extension Sample {
    /// A mail or part of several parts.
    static func multipart(_ parts: [String], boundary: String = "=_b") -> String {
        "Subject: s\nContent-Type: multipart/mixed; boundary=\"\(boundary)\"\n\npreamble\n"
            + parts.map { "--\(boundary)\n\($0)\n" }.joined() + "--\(boundary)--\nepilogue\n"
    }
}
