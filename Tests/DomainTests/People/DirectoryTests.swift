import Domain
import Testing

struct DirectoryTests {
    private let ada = Person(
        name: "Ada ", fullName: "Ada Lind", email: "Ada@Firm.example", roles: ["approvers"],
        departments: ["IT"], manager: "bea")
    private let bea = Person(name: "bea", fullName: "Bea Mohn", roles: ["approvers"], manager: "carl")
    private let carl = Person(name: "carl", fullName: "Carl Ohm", roles: ["finance"])

    @Test func `a person is found under every name, however it is spelt`() throws {
        let directory = try Directory([ada, bea, carl])
        for name in ["ada", " ADA", "Ada  Lind", "ada@firm.example"] {
            #expect(directory.person(called: name)?.name == "ada", "\(name)")
        }
        #expect(directory.person(called: "dora") == nil)
        #expect(directory.names(of: "Dora") == ["dora"])
    }

    @Test func `a full name two people have means neither, and either`() throws {
        let other = Person(name: "al", fullName: "Ada Lind")
        let directory = try Directory([ada, bea, carl, other])
        #expect(directory.person(called: "Ada Lind") == nil)
        #expect(directory.names(of: "Ada Lind") == ["ada", "al"])
        #expect(directory.person(called: "al")?.name == "al")
    }

    @Test func `managers go up to the top`() throws {
        #expect(try Directory([carl, ada, bea]).managers(of: ada).map(\.name) == ["bea", "carl"])
    }

    private static let faulty: [(Person, String)] = [
        (Person(name: " ", fullName: "Nobody"), "has no name"),
        (Person(name: "x", fullName: " "), "has no full name"),
        (Person(name: "carl", fullName: "Another"), "is named twice"),
        (Person(name: "x", fullName: "X", email: "carl@firm.example"), "has the mail address of carl"),
        (Person(name: "x", fullName: "Carl"), "is called what carl is named"),
        (Person(name: "x", fullName: "X", email: "x at firm"), "has no mail address in x at firm"),
        (Person(name: "x", fullName: "X", email: "<x>@firm"), "has no mail address in <x>@firm"),
        (Person(name: "x", fullName: "X", roles: ["kings"]), "has the role kings, which there is not"),
        (Person(name: "x", fullName: "X", manager: "y"), "reports to y, who is not there"),
        (Person(name: "x", fullName: "X", manager: "x"), "is above or below themselves"),
    ]

    @Test(arguments: faulty)
    func `what makes no directory is told`(person: Person, sentence: String) throws {
        let carl = Person(name: "carl", fullName: "Carl Ohm", email: "carl@firm.example")
        let faults = #expect(throws: DirectoryFaults.self) { try Directory([carl, person]) }
        #expect(faults?.faults.map(\.sentence).contains(sentence) == true, "\(String(describing: faults))")
    }

    @Test func `a circle of managers is told of everyone in it, and of nobody below`() throws {
        let people = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")].map {
            Person(name: $0.0, fullName: "Person \($0.0)", manager: $0.1)
        }
        let faults = #expect(throws: DirectoryFaults.self) { try Directory(people) }
        #expect(faults?.faults.map(\.person) == ["a", "b", "c"])
    }

    @Test(arguments: [
        ("ada", "2026-02-01", "2026-02-10", "stands in for themselves"),
        ("zoe", "2026-02-01", "2026-02-10", "is stood in for by zoe, who is not there"),
        (
            "bea", "2026-02-10", "2026-02-01",
            "is stood in for from 2026-02-10 through 2026-02-01, which is before"
        ),
    ])
    func `a substitution that cannot be is told`(by name: String, from: String, through: String, why: String)
        throws
    {
        var person = ada
        person.substitutions = [
            Substitution(
                by: name, from: try #require(CalendarDate(iso: from)),
                through: try #require(CalendarDate(iso: through)))
        ]
        let faults = #expect(throws: DirectoryFaults.self) { try Directory([person, bea, carl]) }
        #expect(faults?.faults.map(\.sentence) == [why])
    }

    @Test(arguments: [
        ("2026-01-31", []), ("2026-02-01", ["ada"]), ("2026-02-10", ["ada"]), ("2026-02-11", []),
    ])
    func `a substitute stands in from the first through the last day`(day: String, names: [String]) throws {
        var person = ada
        person.substitutions = [
            Substitution(
                by: "Bea", from: try #require(CalendarDate(iso: "2026-02-01")),
                through: try #require(CalendarDate(iso: "2026-02-10")))
        ]
        let directory = try Directory([person, bea, carl])
        let date = try #require(CalendarDate(iso: day))
        #expect(directory.principals(of: bea, on: date).map(\.name) == names)
        #expect(directory.substitutes(for: person, on: date).map(\.name) == (names.isEmpty ? [] : ["bea"]))
        person.isActive = false
        #expect(try Directory([person, bea, carl]).principals(of: bea, on: date) == [])
    }

    @Test(arguments: [
        ("approvers", ["ada", "bea"]), ("approvers@IT", ["ada", "bea"]), ("approvers@Kitchen", ["bea"]),
        ("person:CARL", ["carl"]), ("kings", []), ("", []), ("approvers@", ["bea"]),
    ])
    func `candidates are found by role, department and name`(text: String, names: [String]) throws {
        let directory = try Directory([ada, bea, carl])
        #expect(directory.members(of: [TaskCandidate(text)]).map(\.name) == names)
    }

    @Test func `a limit covers what is not above it, in its currency only`() throws {
        let euro = try #require(Currency(rawValue: "EUR"))
        let franc = try #require(Currency(rawValue: "CHF"))
        let limit = ApprovalLimit.upTo(Money(minorUnits: 1000, currency: euro))
        #expect(limit.covers(Money(minorUnits: 1000, currency: euro)))
        #expect(!limit.covers(Money(minorUnits: 1001, currency: euro)))
        #expect(!limit.covers(Money(minorUnits: 1, currency: franc)))
        #expect(!limit.covers(nil))
        #expect(ApprovalLimit.unlimited.covers(nil))
        #expect(!ApprovalLimit.nothing.covers(Money(minorUnits: 0, currency: euro)))
    }
}
