import Domain
import Exchange
import Formats
import Foundation
import Pipeline
import Reading
import Storage
import Testing
import Workflow

@testable import vouch

/// Reads answers as a reader process does, in this process.
private struct ReaderHere: DocumentReader {
    func read(_ request: ReadRequest) async throws(ReaderUnavailable) -> ReadAnswer {
        guard request.options.isAnswer else { return .refused(.unsupported("nothing else")) }
        do {
            let limits = MailLimits(depth: 10, parts: 20, unpackedBytes: 1_000_000)
            let parts = try MailAnswer(parsing: request.bytes, limits: limits).parts
            return .container(parts.map { ContainedFile(name: $0.name, bytes: Array($0.text.utf8)) })
        } catch {
            return .refused(.damaged("\(error)"))
        }
    }
}

@Suite struct `Answers to mails are taken` {
    private func run(_ body: (ReplyWork, Premises) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: url) } catch { print("left behind: \(url.path)") }
        }
        let home = Home(FilePath(url.path))
        _ = try SQLiteStore.open(home.store, files: Composition.files)
        let premises = try Composition.open(home)
        try await body(try ReplyWork(on: premises, reader: AnswerReader(ReaderHere())), premises)
    }

    private static let code = "[vouch 4-S66D0Z5ZNW1MNS93-G7NECCGZKRKMDVGJ4MPF82844DQ4TR1M]"

    @Test(arguments: [
        ("From: a@b.example\nSubject: Re: \(code)\n\nAPPROVE", "The code is none that was given out here."),
        (
            "From: a@b.example\nSubject: Re: [vouch 4-A-B]\n\nAPPROVE",
            "The code is none that was given out here."
        ),
        (
            "From: a@b.example\nSubject: Re: RE-1\n\nAPPROVE",
            "There is no code in its subject: answer the mail that asks."
        ),
        ("From: a@b.example\nSubject: \(code) [vouch 4-A-B]\n\nAPPROVE", "There are several codes in it."),
        ("From: Ada\nSubject: \(code)\n\nAPPROVE", "It does not say whom it is from."),
        ("From: a@b.example, c@d.example\nSubject: \(code)\n\nAPPROVE", "It does not say whom it is from."),
        (
            "From: a@b.example\nAuto-Submitted: auto-replied\nSubject: \(code)\n\nAPPROVE",
            "A program wrote it, such as an out-of-office note."
        ),
    ])
    func `what is no answer of somebody who was asked is refused, and nobody is written to`(
        _ mail: String, _ sentence: String
    ) async throws {
        try await run { work, premises in
            let news = try await work.take(Array(mail.utf8), name: "a.eml")
            #expect(news.receipt.verdict == .refused(sentence) && !news.isTaken)
            #expect(news.line(.empty).plain == "✗ a.eml: \(sentence)")
            #expect(try premises.files.status(of: premises.home.outbox) == nil)
        }
    }

    @Test func `what is no mail is refused`() async throws {
        try await run { work, _ in
            for bytes in [Array("%PDF-1.4".utf8), []] {
                guard case .refused = try await work.take(bytes, name: "x").receipt.verdict else {
                    Issue.record("\(bytes) was taken")
                    continue
                }
            }
            let large = [UInt8](repeating: 0x41, count: AnswerReader.mostBytes + 1)
            let verdict = try await work.take(large, name: "x").receipt.verdict
            #expect(verdict == .refused("It is larger than 16 MB."))
        }
    }

    private static func receipt(_ verdict: ReplyReceipt.Verdict) -> ReplyReceipt {
        ReplyReceipt(
            verdict,
            about: .init(
                person: "ada", task: TaskID(rawValue: 4), document: DocumentID(rawValue: 17),
                facts: ["number": .text("RE-1"), "total": .number("1190"), "currency": .text("EUR")]))
    }

    @Test func `what became of it goes to the address on record`() throws {
        let ada = Person(name: "ada", fullName: "Ada Lind", email: "ada@example.org")
        let directory = try Directory([ada])
        func letter(_ verdict: ReplyReceipt.Verdict) -> Letter? {
            ReplyLetter(receipt: Self.receipt(verdict), act: .approve, directory: directory)
                .letter(digest: String(repeating: "ab", count: 32), at: LetterSample.noon)
        }
        let done = try #require(letter(.done))
        #expect(done.address == "ada@example.org" && done.subject == "Approved: invoice RE-1, 1190.00 EUR")
        #expect(letter(.doneBefore(LetterSample.noon)) == done)
        let refused = try #require(letter(.refused("The code ran out on 2026-12-06.")))
        #expect(refused.subject == "Not done: invoice RE-1, 1190.00 EUR" && refused.name != done.name)
        #expect(refused.body.contains("your answer does not count. The code ran out on 2026-12-06."))
        let stranger = ReplyLetter(
            receipt: ReplyReceipt(.done, about: nil), act: .approve, directory: directory)
        #expect(stranger.letter(digest: "ab", at: LetterSample.noon) == nil)
    }

    @Test func `news as an object of JSON`() {
        let news = ReplyWork.News(
            name: "a.eml", act: .reject, receipt: Self.receipt(.refused("It was \"late\".")))
        #expect(
            String(decoding: news.json, as: UTF8.self)
                == #"{"file":"a.eml","outcome":"refused","reason":"It was \"late\".","act":"reject","document":17,"task":4,"person":"ada","number":"RE-1"}"#
                + "\n")
    }

    @Test func `a name nobody has is refused, with those that come near`() throws {
        let directory = try Directory([
            Person(name: "oskar", fullName: "Oskar Lindt"), Person(name: "petra", fullName: "Petra Nagel"),
            Person(name: "oscar.g", fullName: "Oscar Gone", isActive: false),
        ])
        func sentence(_ name: String) -> String? {
            do throws(Failure) { try NearNames.check(name, among: directory) } catch { return error.sentence }
            return nil
        }
        #expect(sentence("Oskar") == nil && sentence("petra nagel") == nil)
        #expect(sentence("oscar")?.contains("Did you mean oskar (Oskar Lindt)?") ?? false)
        #expect(sentence("lindt")?.contains("Did you mean oskar (Oskar Lindt)?") ?? false)
        for name in ["zoe", "", "x"] { #expect(sentence(name)?.contains("Did you mean") == false) }
        #expect(throws: Never.self) { try NearNames.check("anybody", among: .empty) }
    }
}
