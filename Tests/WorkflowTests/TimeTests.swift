import Testing

@testable import Workflow

@Suite struct TimeTests {
    @Test(arguments: [
        ("2036-11-14T11:12:22", "2036-11-14T11:12:22Z"), ("2036-11-14T11:12:22Z", "2036-11-14T11:12:22Z"),
        ("2036-11-14T11:12:22.5+02:00", "2036-11-14T09:12:22.500Z"),
        ("2036-11-14T23:00-05:30", "2036-11-15T04:30:00Z"),
        ("2036-11-14", "2036-11-14T00:00:00Z"), ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
    func `points in time are read and written`(text: String, written: String) throws {
        #expect(try #require(Instant(iso: text)).description == written)
    }

    @Test(arguments: [
        "", "T", "2036-11-14T", "2036-11-14T24:00:00", "2036-11-14T11:60:00", "2036-02-30T00:00:00",
        "2036-11-14 11:12",
        "2036-11-14T11:12:22+2", "2036-11-14T1:2:3", "2036-11-14T11:12:22.Z", "now",
    ])
    func `what is no point in time is refused`(text: String) { #expect(Instant(iso: text) == nil) }

    @Test(arguments: [
        ("PT5M", 0, 300_000), ("P1DT2H", 0, 93_600_000), ("P1Y2M", 14, 0), ("P2W", 0, 1_209_600_000),
        ("PT0.25S", 0, 250), ("P1M2DT3H4M5S", 1, 183_845_000), ("PT0S", 0, 0),
    ])
    func `lengths of time are read`(text: String, months: Int, milliseconds: Int) {
        #expect(TimeSpan(iso: text) == TimeSpan(months: months, milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "P", "PT", "5M", "P5", "PTM", "P1H", "PT1D", "PT1M1H", "P1.5D", "PT1234567890S", "P-1D", "PT5M ",
        "PT5Mx",
    ])
    func `what is no length of time is refused`(text: String) { #expect(TimeSpan(iso: text) == nil) }

    @Test(arguments: [
        ("2024-01-31T10:00:00", "P1M", "2024-02-29T10:00:00Z"),
        ("2023-12-31T00:00:00", "P2M", "2024-02-29T00:00:00Z"),
        ("2024-02-29T00:00:00", "P1Y", "2025-02-28T00:00:00Z"),
        ("2024-01-01T23:59:59", "PT1S", "2024-01-02T00:00:00Z"),
    ])
    func `months end where the month does`(from: String, span: String, to: String) throws {
        let sum = try #require(Instant(iso: from)).adding(try #require(TimeSpan(iso: span)))
        #expect(sum?.description == to)
    }

    @Test func `time ends with the year 9999`() throws {
        let late = try #require(Instant(iso: "9999-12-31T00:00:00"))
        #expect(late.adding(TimeSpan(months: 1)) == nil)
        #expect(late.adding(TimeSpan(milliseconds: .max)) == nil)
    }

    @Test func `schedules set timers`() throws {
        let now = try #require(Instant(iso: "2024-01-01"))
        func dues(_ text: String, atMost count: Int = 5) -> [String] {
            var timer = Schedule(iso: text)?.timer(setAt: now)
            var dues: [String] = []
            while let set = timer, dues.count < count {
                dues.append(set.due.description)
                timer = set.next
            }
            return dues
        }
        #expect(dues("R2/PT1H") == ["2024-01-01T01:00:00Z", "2024-01-01T02:00:00Z"])
        #expect(dues("R2/2024-03-01T00:00:00Z/P1M") == ["2024-03-01T00:00:00Z", "2024-04-01T00:00:00Z"])
        #expect(dues("R/P1D", atMost: 3).last == "2024-01-04T00:00:00Z")
        #expect(
            dues("R/PT1H/2024-01-01T02:30:00Z") == ["2024-01-01T01:00:00Z", "2024-01-01T02:00:00Z"])
        #expect(dues("R1/PT1H/2024-06-01T00:00:00Z") == ["2024-01-01T01:00:00Z"])
        #expect(dues("P1D") == ["2024-01-02T00:00:00Z"])
        #expect(dues("2020-01-01T00:00:00") == ["2020-01-01T00:00:00Z"])
    }

    @Test(arguments: [
        "R0/PT1H", "R/PT0S", "Rx/PT1H", "R3", "R3/", "R3/x/PT1H", "0 0 * * *", "R2/PT1H/PT1H/PT1H",
        "R2/PT1H/PT1H",
        "R/2024-01-01/2024-01-02", "R/PT1H/soon",
    ])
    func `what is no schedule is refused`(text: String) { #expect(Schedule(iso: text) == nil) }
}
