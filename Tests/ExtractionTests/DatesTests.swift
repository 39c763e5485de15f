import Domain
import Extraction
import Testing

@Suite struct DatesTests {
    private func dates(_ text: String) -> [[String]] {
        Dates.scan(line(text)).map { $0.readings.map(\.date.description) }
    }

    @Test(arguments: [
        ("2026-02-03", "2026-02-03"), ("31.12.2025", "2025-12-31"), ("3.2.26", "2026-02-03"),
        ("25/12/2018", "2018-12-25"), ("12/25/2018", "2018-12-25"), ("3-Feb-26", "2026-02-03"),
        ("03rd February 2026", "2026-02-03"), ("February 3, 2026", "2026-02-03"),
        ("12. März 2014", "2014-03-12"), ("3 février 2026", "2026-02-03"), ("1er août 2025", "2025-08-01"),
        ("3 de febrero de 2026", "2026-02-03"), ("5 maart 2024", "2024-03-05"),
        ("7 giugno 2023", "2023-06-07"),
        ("20251231", "2025-12-31"), ("Date:25/12/2018", "2018-12-25"), ("2018-12-25T10:00:00", "2018-12-25"),
        ("31 . 12 . 2025", "2025-12-31"), ("Mar 1, 2024", "2024-03-01"), ("1-MAY-2023", "2023-05-01"),
    ])
    func `a date in any usual spelling is read`(text: String, iso: String) {
        #expect(dates(text) == [[iso]])
    }

    @Test func `day first and month first are both kept`() {
        #expect(dates("03/04/2026") == [["2026-04-03", "2026-03-04"]])
    }

    @Test func `two digits for each part keep the year-first reading as well`() {
        #expect(dates("18/12/17") == [["2017-12-18", "2018-12-17"]])
    }

    @Test(arguments: ["27.07.2026-05.08.2026", "27/07/2026-05/08/2026", "27.07.2026 - 05.08.2026"])
    func `a dash parts two dates`(text: String) {
        #expect(dates(text).map(\.first) == ["2026-07-27", "2026-08-05"])
    }

    @Test func `a time printed right behind the year is no part of it`() {
        #expect(dates("11.12.201411:050761/2 145462/5") == [["2014-12-11"]])
        #expect(dates("27/05/20188:07 PM").map(\.first) == ["2018-05-27"])
        #expect(dates("06/04/1711:43am").map(\.first) == ["2017-04-06"])
        #expect(dates("11.12.201499:05").isEmpty)
    }

    @Test func `the hour behind a day without a year is no year`() {
        #expect(dates("Mittwoch 24.12. 08:00-14:00 Uhr").isEmpty)
        #expect(dates("24.12. 08 08:00") == [["2008-12-24"]])
    }

    @Test func `several dates on a line are found with their words`() {
        let tokens = Dates.scan(line("from 01.02.2026 to 28.02.2026"))
        #expect(tokens.map(\.words) == [1..<2, 3..<4])
    }

    @Test(arguments: [
        "31.02.2026", "32/01/2026", "12.50", "1.2.3.4", "AB-2026-01-02-7", "99999999", "2026", "12 34 56",
        "May 2026",
    ])
    func `what is no day is left alone`(text: String) {
        #expect(dates(text).isEmpty)
    }
}
