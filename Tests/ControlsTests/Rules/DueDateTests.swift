import Controls
import Domain
import Testing

@Suite struct DueDateTests {
    @Test(arguments: ["2026-06-01", "2026-07-01", "2027-06-01"])
    func `due on the day or up to a year later is fine`(due: String) {
        #expect(messages("dates.due", draft(dates: [.issueDate: "2026-06-01", .dueDate: due])).isEmpty)
    }

    @Test func `due before its date is told`() {
        #expect(
            messages("dates.due", draft(dates: [.issueDate: "2026-06-01", .dueDate: "2026-05-31"])) == [
                "due on 2026-05-31, before its date 2026-06-01"
            ])
    }

    @Test func `due years later is told`() {
        #expect(
            messages("dates.due", draft(dates: [.issueDate: "2026-06-01", .dueDate: "2036-06-01"])).count == 1
        )
    }
}
