import Domain
import Testing

@testable import Formats

struct PeopleRowsTests {
    private func reading(_ lines: String..., mapping: ColumnMapping = ColumnMapping()) throws
        -> RecordReading<Person>
    {
        PeopleRows.reading(of: try CSVTable(parsing: Array(lines.joined(separator: "\n").utf8)), mapping)
    }

    private static let header =
        "person,full_name,email,roles,departments,limit,currency,manager,active,substitute,substitute_from,substitute_through"

    @Test func `a person is read with all there is of them`() throws {
        let reading = try reading(
            Self.header,
            "Ada ,Ada Lind,ADA@x.example,accounting; approvers,IT,1000.50,EUR,bea,yes,bea,2026-12-01,24.12.2026",
            "Ada ,Ada Lind,ADA@x.example,accounting; approvers,IT,1000.50,EUR,bea,yes,carl,2027-01-01,2027-01-02"
        )
        #expect(reading.mistakes == [])
        let person = try #require(reading.records.first?.record)
        let euro = try #require(Currency(rawValue: "EUR"))
        #expect(person.name == "ada" && person.email == "ada@x.example" && person.manager == "bea")
        #expect(person.roles == ["accounting", "approvers"] && person.departments == ["IT"])
        #expect(person.limit == .upTo(Money(minorUnits: 100_050, currency: euro)))
        #expect(person.substitutions.map(\.person) == ["bea", "carl"])
        #expect(person.substitutions.first?.through == CalendarDate(iso: "2026-12-24"))
    }

    @Test(arguments: [
        ("", "nothing"), ("Unlimited", "unlimited"), ("5.000,00 CHF", "500000 CHF"), ("12", "1200 EUR"),
    ])
    func `limits are read as they are written`(text: String, limit: String) throws {
        let mapping = ColumnMapping(
            decimalMark: ",", separator: 0x3B, columns: ["limit": "Grenze", "person": "Kürzel"],
            defaults: ["currency": "EUR"])
        let reading = try reading("Kürzel;full_name;Grenze", "a;A;\(text)", mapping: mapping)
        #expect(reading.mistakes == [])
        let found: String =
            switch reading.records.first?.record.limit {
            case .upTo(let money): "\(money.minorUnits) \(money.currency.rawValue)"
            case .nothing: "nothing"
            case .unlimited: "unlimited"
            case nil: "no person"
            }
        #expect(found == limit)
    }

    @Test(arguments: [
        ("a,,,,,,,,,,,", "full_name"), (",A,,,,,,,,,,", "person"), ("a,A,,,,12.345,EUR,,,,,", "limit"),
        ("a,A,,,,-5,EUR,,,,,", "limit"), ("a,A,,,,12,,,,,,", "currency"), ("a,A,,,,12,Euro,,,,,", "currency"),
        ("a,A,,,,much,EUR,,,,,", "limit"), ("a,A,,,,,,,maybe,,,", "active"),
        ("a,A,,,,,,,,b,,", "substitute_from"), ("a,A,,,,,,,,b,2026-01-02,", "substitute_through"),
        ("a,A,,,,,,,,b,2026-01-02,2026-01-01", "substitute_through"),
        ("a,A,,,,,,,,,2026-01-02,2026-01-03", "substitute"), ("a,A,,,,,,,,b,soon,", "substitute_from"),
    ])
    func `a mistake is told with its column`(row: String, column: String) throws {
        let reading = try reading(Self.header, row)
        #expect(reading.mistakes.map(\.column) == [column] && reading.mistakes.map(\.line) == [2])
        #expect(reading.records.isEmpty)
    }

    @Test func `rows of one person that differ in more than the substitute are a mistake`() throws {
        let reading = try reading(
            "person,full_name,limit,substitute,substitute_from,substitute_through",
            "a,A,unlimited,b,2026-01-01,2026-01-02", "a,A,,b,2026-02-01,2026-02-02")
        #expect(reading.mistakes.map(\.line) == [3] && reading.records.isEmpty)
    }
}
