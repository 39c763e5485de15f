import Testing

@testable import Workflow

struct FreeNamesTests {
    @Test(arguments: [
        ("amount < 100", ["amount"]), ("count(holds) > 0", ["holds"]), ("hold.owner", ["hold"]),
        ("every vote in votes satisfies vote = true", ["votes"]),
        ("approved = \"no name in here\"", ["approved"]),
        ("if a then b else null", ["a", "b"]), ("x in [1, 2]", ["x"]), ("\"a \\\" b\" = c", ["c"]),
        ("1 + 2", []),
        ("for a in list return a + b", ["b", "list"]),
    ])
    func `names are found that an expression takes values by`(text: String, names: [String]) {
        #expect(FreeNames.names(in: text).sorted() == names)
    }

    @Test func `a value of which part is not known is not known`() {
        let known: [String: Variable] = [
            "a": .list([.bool(true)]), "b": .list([.context(["c": LoneAnswers.anything])]),
        ]
        #expect(FreeNames.areKnown(in: "count(a)", known))
        #expect(!FreeNames.areKnown(in: "count(b)", known))
        #expect(!FreeNames.areKnown(in: "count(a) > d", known))
    }
}
