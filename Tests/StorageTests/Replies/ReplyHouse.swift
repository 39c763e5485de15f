import Domain
import Pipeline
import PipelineDoubles
import Testing
import Workflow

@testable import Storage

/// A house in which a bill waits for its first approval, by Ann; Eva stands in for her, Cleo has coded it.
struct ReplyHouse {
    let house: CaseHouse
    let document: DocumentID
    let key: ReplyKey

    static func run(_ body: (ReplyHouse) async throws -> Void) async throws {
        let today = try #require(Sample.now.day)
        let people = [
            Person(
                name: "cleo", fullName: "Cleo Arndt", email: "cleo@example.org",
                roles: ["accounting", "management"],
                limit: .unlimited),
            Person(
                name: "ann", fullName: "Ann Berg", email: "ann@example.org", roles: ["accounting"],
                limit: .unlimited,
                substitutions: [Substitution(by: "eva", from: today, through: today)]),
            Person(
                name: "bob", fullName: "Bob Cole", email: "bob@example.org", roles: ["management"],
                limit: .unlimited),
            Person(name: "dan", fullName: "Dan Dietz", email: "dan@example.org", roles: ["accounting"]),
            Person(name: "eva", fullName: "Eva Elm", email: "eva@example.org"),
        ]
        let key = try #require(ReplyKey([UInt8](repeating: 7, count: 32)))
        try await CaseHouse.run { house in
            try await take(people, house)
            try await body(ReplyHouse(house: house, document: try await house.approvable(), key: key))
        }
    }

    static func take(_ people: [Person], _ house: CaseHouse) async throws {
        let outcome = try await house.store.take(
            .people(people, roles: []), isRehearsal: false, by: "root", at: Sample.now)
        #expect(outcome.refusals == [])
    }

    func task() async throws -> CaseTask { try await house.task("approve", of: document) }

    /// The code a person is given for the task that waits.
    func code(_ person: String, acts: [ReplyAct] = [.approve, .reject], days: Int64 = 0) async throws
        -> String
    {
        let task = try await task()
        let file = try #require(try await house.store.taskFile(task.id, by: house.machine))
        let offer = ReplyOffer(
            task: task.id, people: [person], acts: acts, basis: file.basis, expires: house.at(days: days + 14)
        )
        let codes = try await house.store.replyCodes(for: offer, key: key, at: house.at(days: days))
        return try #require(codes[person]).text
    }

    /// What becomes of a mail.
    func answer(
        _ code: String, _ act: ReplyAct? = .approve, _ words: String = "", from person: String = "ann",
        mail: UInt8 = 1, days: Int64 = 0, key: ReplyKey? = nil
    ) async throws -> ReplyReceipt {
        try await house.store.take(
            Reply(
                code: code, act: act, words: words, sender: "\(person)@example.org",
                digest: Sample.hash(mail).rawValue, at: house.at(days: days)), key: key ?? self.key,
            by: house.machine)
    }

    /// Expects that a mail is refused with a sentence, and that nothing was done.
    func expectRefusal(
        _ receipt: ReplyReceipt, _ sentence: String, done: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(receipt.verdict == .refused(sentence), sourceLocation: sourceLocation)
        #expect(try await votes().count == done, sourceLocation: sourceLocation)
    }

    /// Who voted, and how.
    func votes() async throws -> [CaseHistory.Act] {
        let stored = try #require(try await house.store.storedCase(of: document))
        return try await house.store.history(of: stored.id).acts.filter { $0.variables["approved"] != nil }
    }
}
