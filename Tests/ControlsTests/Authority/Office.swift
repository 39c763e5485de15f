import Domain

@testable import Controls

/// The calendar has changed.
struct NoSuchDay: Error {}

/// A few people and a task, to ask who may do what with it.
struct SmallOffice {
    static let day = CalendarDate(year: 2026, month: 11, day: 22)
    static let euro = Currency(rawValue: "EUR")

    static func money(_ euros: Int64) -> Money? { euro.map { Money(minorUnits: euros * 100, currency: $0) } }

    static func limit(_ euros: Int64) -> ApprovalLimit { money(euros).map { .upTo($0) } ?? .nothing }

    static func substitution(by name: String) -> [Substitution] {
        [day.map { Substitution(by: name, from: $0, through: $0) }].compactMap(\.self)
    }

    /// Ada codes, Bea and Carl approve up to 1,000 and 5,000, Dora without limit, Eva nothing; Finn has left.
    var people = [
        Person(name: "ada", fullName: "Ada Lind", roles: ["accounting", "approvers"], limit: limit(1000)),
        Person(name: "bea", fullName: "Bea Mohn", roles: ["approvers"], limit: limit(1000)),
        Person(
            name: "carl", fullName: "Carl Ohm", roles: ["approvers"], limit: limit(5000),
            substitutions: substitution(by: "eva")),
        Person(name: "dora", fullName: "Dora Pfeil", roles: ["approvers"], limit: .unlimited),
        Person(name: "eva", fullName: "Eva Rink"),
        Person(
            name: "finn", fullName: "Finn Sax", roles: ["approvers"], limit: .unlimited,
            substitutions: substitution(by: "eva"), isActive: false),
    ]
    var history: [Deed] = []
    var task = TaskFacts(duty: .approval, candidates: [TaskCandidate("approvers")], amount: money(700))

    func authority() throws -> Authority {
        guard let day = Self.day else { throw NoSuchDay() }
        return Authority(directory: try Directory(people), history: history, on: day)
    }

    /// `for …`, or why not.
    func answer(_ name: String, _ deed: TaskDeed) throws -> String {
        do throws(AuthorityRefusal) {
            let authority = try self.authorityOrRefusal()
            let entitlement = try authority.entitlement(of: name, to: deed, task)
            return (["yes"] + entitlement.principals).joined(separator: " for ")
        } catch {
            return error.sentence
        }
    }

    private func authorityOrRefusal() throws(AuthorityRefusal) -> Authority {
        guard let authority = try? authority() else {
            throw AuthorityRefusal(reasons: [], whoCould: [], sentence: "no directory")
        }
        return authority
    }
}
