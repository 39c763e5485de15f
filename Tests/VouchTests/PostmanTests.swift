import Domain
import Exchange
import Pipeline
import Testing

@testable import vouch

@Suite struct `Notices of cases become letters` {
    private static func directory() throws -> Directory {
        try Directory(
            [
                Person(name: "ada", fullName: "Ada L", email: "ada@example.org", roles: ["accounting"]),
                Person(name: "boris", fullName: "Boris B", roles: ["accounting", "managers"]),
                Person(
                    name: "gone", fullName: "Gone G", email: "g@example.org", roles: ["accounting"],
                    isActive: false),
            ], roles: ["accounting", "managers"])
    }

    private func letters(_ recipients: [String], task: Int64? = 12) throws -> [Letter] {
        let notice = CaseNotice(
            caseID: CaseID(rawValue: 3), document: DocumentID(rawValue: 17),
            task: task.map(TaskID.init(rawValue:)),
            key: "k", kind: .task, recipients: recipients, subject: "Approve, invoice RE-1",
            body: "It waits.\n",
            at: Timestamp(milliseconds: 0))
        return Postman.letters(of: notice, try Self.directory(), ["dock": "dock@example.org"])
    }

    @Test func `everybody of a role who works here is written to, once`() throws {
        let letters = try letters(["accounting", "ada", "managers"])
        #expect(letters.map(\.address) == ["ada@example.org", nil])
        #expect(
            Set(letters.map(\.name)).count == 2 && letters.allSatisfy { $0.body.contains("vouch approve 12") }
        )
    }

    @Test func `a role without people is written to at its address, the vendor nowhere`() throws {
        #expect(try letters(["dock"]).map(\.address) == ["dock@example.org"])
        #expect(try letters(["nobody"]).map(\.address) == [nil])
        let vendor = try letters([], task: nil)
        #expect(vendor.map(\.address) == [nil] && !vendor[0].body.contains("approve"))
    }

    @Test func `no name makes a path`() throws {
        #expect(
            try letters(["../../etc/passwd"]).allSatisfy { !$0.name.contains("/") && !$0.name.contains(".") })
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
