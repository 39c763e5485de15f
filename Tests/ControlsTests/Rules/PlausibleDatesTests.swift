import Controls
import Domain
import Testing

@Suite struct PlausibleDatesTests {
    @Test(arguments: ["2026-06-15", "2026-06-22", "2009-07-01", "1980-01-01"])
    func `a date around arrival is fine, and so is one of an old archive`(issue: String) {
        #expect(messages("dates.plausible", draft(dates: [.issueDate: issue])).isEmpty)
    }

    @Test(arguments: ["2026-06-23", "2062-06-01", "1907-01-01", "1979-12-31"])
    func `a date ahead of arrival or of another age is told`(issue: String) {
        #expect(messages("dates.plausible", draft(dates: [.issueDate: issue])).count == 1)
    }
}
