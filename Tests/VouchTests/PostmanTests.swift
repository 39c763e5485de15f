import Domain
import Exchange
import Pipeline
import Testing
import Workflow

@testable import vouch

@Suite struct `Notices of cases become letters` {
    private static let day = CalendarDate(iso: "2026-11-22")

    private static func directory() throws -> Directory {
        let day = try #require(day)
        return try Directory(
            [
                Person(
                    name: "ada", fullName: "Ada L", email: "ada@example.org", roles: ["accounting"],
                    substitutions: [Substitution(by: "sam", from: day, through: day)]),
                Person(
                    name: "boris", fullName: "Boris B", roles: ["accounting", "managers"], manager: "max"),
                Person(name: "max", fullName: "Max M", email: "max@example.org"),
                Person(name: "sam", fullName: "Sam S", email: "sam@example.org"),
                Person(
                    name: "gone", fullName: "Gone G", email: "g@example.org", roles: ["accounting"],
                    isActive: false),
            ], roles: ["accounting", "managers"])
    }

    private static func notice(_ recipients: [String], _ kind: CaseNotice.Kind = .task) -> CaseNotice {
        CaseNotice(
            caseID: CaseID(rawValue: 3), document: DocumentID(rawValue: 17), task: TaskID(rawValue: 12),
            key: "k", kind: kind, recipients: recipients, subject: "Question about invoice RE-1",
            body: "48 are billed, 45 came.\n", at: Timestamp(milliseconds: 0))
    }

    private static let bill = BillWords(
        facts: LetterSample.file().variables, document: DocumentID(rawValue: 17))

    private func recipients(
        _ names: [String], could: [String] = [], assignee: String? = nil, _ kind: CaseNotice.Kind = .task
    ) throws -> [LetterRecipient] {
        var file = LetterSample.file()
        (file.whoCould, file.task.assignee) = (could, assignee)
        return LetterRecipient.all(
            of: Self.notice(names, kind), file, try Self.directory(), ["dock": "dock@example.org"],
            on: try #require(Self.day))
    }

    @Test func `those who may are written to, and who stands in for them, once`() throws {
        let all = try recipients(["accounting", "ada", "managers"], could: ["ada", "sam"])
        #expect(all.map(\.name) == ["ada", "sam"] && all.allSatisfy(\.mayAct))
        #expect(all.map(\.address) == ["ada@example.org", "sam@example.org"])
    }

    @Test func `where nobody may, all it is for are told, and nobody can answer by mail`() throws {
        let all = try recipients(["accounting"])
        #expect(all.map(\.name) == ["ada", "boris", "sam"] && !all.contains { $0.mayAct })
    }

    @Test func `a task somebody has is theirs, whoever could besides`() throws {
        let all = try recipients(["accounting"], could: ["ada", "boris"], assignee: "Boris")
        #expect(all.map(\.name) == ["boris"] && all.map(\.mayAct) == [true] && all.map(\.address) == [nil])
    }

    @Test func `of what waits too long the manager is told, who need not be able to do it`() throws {
        let all = try recipients(["accounting"], could: ["boris"], .escalation)
        #expect(all.map(\.name) == ["boris", "max"] && all.map(\.isInformed) == [false, true])
        #expect(try recipients(["accounting"], could: ["boris"], .reminder).map(\.name) == ["boris"])
    }

    @Test func `a role without people is written to at its address`() throws {
        #expect(try recipients(["dock", "dock"]).map(\.address) == ["dock@example.org"])
        #expect(try recipients(["nobody"]).map(\.address) == [nil])
        #expect(try recipients([]).isEmpty)
    }

    @Test func `no name makes a path`() {
        let name = LetterRecipient.name(of: Self.notice([]), for: "../../etc/passwd")
        #expect(!name.contains("/") && !name.contains("."))
    }

    @Test func `a vendor is written to at the address on record`() throws {
        let vendor = Vendor(id: "V-1", name: "Nordwind", email: "post@nordwind.example")
        let letter = VendorLetter(
            notice: Self.notice([], .dispute), bill: Self.bill, vendor: vendor, writer: nil
        )
        .letter("case-1-vendor", roleAddress: "books@example.org")
        #expect(letter.address == "post@nordwind.example" && letter.subject == "Question about invoice RE-1")
        #expect(
            letter.body
                == "Good day,\n\nwe have a question about your invoice RE-1 over 1190.00 EUR:\n\n"
                + "  48 are billed, 45 came.\n\nPlease answer this mail. Until then the bill waits.\n")
    }

    @Test func `where no address is on record, who decided it is asked to send it on`() throws {
        let writer = try #require(try Self.directory().person(called: "ada"))
        let vendor = Vendor(id: "V-1", name: "Nordwind")
        let letter = VendorLetter(
            notice: Self.notice([], .refusal), bill: Self.bill, vendor: vendor, writer: writer
        )
        .letter("case-1-vendor", roleAddress: nil)
        #expect(letter.address == "ada@example.org" && letter.subject.hasPrefix("To be sent on: "))
        #expect(
            letter.body.hasPrefix(
                "Ada L,\n\nthis is for vendor V-1, Nordwind, and there is no mail address of theirs on record."
            ))
        let unknown = VendorLetter(
            notice: Self.notice([], .refusal), bill: Self.bill, vendor: nil, writer: nil
        )
        .letter("case-1-vendor", roleAddress: nil)
        #expect(unknown.address == nil && unknown.body.hasPrefix("this is for the vendor"))
    }

    @Test func `what became of the outbox is told in lines`() {
        var tally = Outbox.Tally()
        #expect(Postman.lines(of: tally).map(\.plain) == ["No mail waits."])
        tally.sent = 2
        tally.waiting = 1
        tally.trouble = "nothing listens"
        #expect(
            Postman.lines(of: tally).map(\.plain) == [
                "✓ 2 mails handed over", "? 1 mail waiting: nothing listens",
            ])
    }
}
