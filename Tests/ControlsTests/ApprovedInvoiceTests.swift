import Controls
import Testing

/// What has to be true before anything is posted to be paid.
@Suite struct ApprovedInvoiceTests {
    private static let basis = "now"

    private func vote(_ person: String, _ group: String, _ approves: Bool = true, basis: String = basis)
        -> ApprovalVote
    {
        ApprovalVote(person: person, group: group, approves: approves, basis: basis, at: 1)
    }

    private func question(
        _ demanded: [[String]], _ votes: [ApprovalVote], by preparers: Set<String> = ["cleo"], holds: Int = 0,
        isReviewed: Bool = true
    ) -> ApprovalQuestion {
        ApprovalQuestion(
            document: 7, basis: Self.basis, demanded: demanded, votes: votes, preparers: preparers,
            openHolds: holds, isReviewed: isReviewed)
    }

    private func shortfall(
        _ question: ApprovalQuestion, isEntitled: (String, String) -> Bool = { _, _ in true }
    ) -> ApprovalShortfall? {
        do throws(ApprovalShortfall) {
            _ = try ApprovedInvoice.from(question, isEntitled: isEntitled)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the votes that were asked for make an approved invoice`() throws {
        let asked = question(
            [["it"], ["finance", "board"]], [vote("ann", "it"), vote("bob", "board"), vote("cid", "finance")])
        let approved = try ApprovedInvoice.from(asked) { _, _ in true }
        #expect(approved.votes.map(\.person) == ["ann", "cid", "bob"])
        #expect(approved.document == 7 && approved.basis == Self.basis)
    }

    @Test func `one approver is enough where somebody else prepared the bill`() {
        #expect(shortfall(question([["it"]], [vote("ann", "it")])) == nil)
    }

    @Test func `nobody takes a bill through alone`() {
        #expect(shortfall(question([["it"]], [vote("ann", "it")], by: [])) == .onePerson("ann"))
        #expect(
            shortfall(question([["it"]], [vote("Ann ", "it")], by: ["ann"]))
                == .missing(level: 0, group: "it"))
    }

    @Test func `a person counts once, however the name is written`() {
        let votes = [vote("ann", "it"), vote(" ANN", "finance")]
        #expect(shortfall(question([["it"], ["finance"]], votes)) == .missing(level: 1, group: "finance"))
    }

    @Test func `what was approved before a change does not count`() {
        let votes = [vote("ann", "it", basis: "before"), vote("bob", "finance")]
        #expect(shortfall(question([["it"], ["finance"]], votes)) == .missing(level: 0, group: "it"))
    }

    @Test func `a vote of somebody who may not does not count`() {
        let asked = question([["it"]], [vote("ann", "it")])
        #expect(shortfall(asked) { person, _ in person != "ann" } == .missing(level: 0, group: "it"))
    }

    @Test func `a refusal, a hold and doubt each keep it from being approved`() {
        let votes = [vote("ann", "it")]
        #expect(shortfall(question([["it"]], votes + [vote("bob", "it", false)])) == .refused(by: "bob"))
        #expect(shortfall(question([["it"]], votes, holds: 2)) == .held(2))
        #expect(shortfall(question([["it"]], votes, isReviewed: false)) == .unreviewed)
    }

    @Test(arguments: [[[String]](), [[]]])
    func `where nobody was asked nothing is approved`(demanded: [[String]]) {
        #expect(shortfall(question(demanded, [vote("ann", "it")])) == .nobodyAsked)
    }
}
