import Testing
import Workflow

@testable import vouch

@Suite struct `What is said of a rehearsal` {
    @Test(
        arguments: [
            ("30%", 300), ("30", 300), ("12.5%", 125), ("0%", 0), ("100%", 1000), ("101%", nil), ("-1%", nil),
            ("", nil), ("%", nil), ("half", nil),
        ] as [(String, Int?)])
    func `shares are percents`(text: String, thousandths: Int?) {
        #expect(RehearsalInputs.thousandths(text) == thousandths)
    }

    @Test(
        arguments: [
            ("30m", 1_800_000), ("4h", 14_400_000), ("2d", 172_800_000), ("P1DT12H", 129_600_000),
            ("PT0S", 0),
            ("P1M", nil), ("-4h", nil), ("4", nil), ("h", nil), ("999999999d", nil), ("", nil),
        ] as [(String, Int?)])
    func `times are short or of ISO 8601`(text: String, milliseconds: Int?) {
        #expect(RehearsalInputs.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        (0, 0, "0 %"), (1, 1000, "<1 %"), (999, 1000, ">99 %"), (1000, 1000, "100 %"), (125, 1000, "13 %"),
        (2, 3, "67 %"),
    ])
    func `something is never nothing, and not all is never all`(part: Int, whole: Int, text: String) {
        #expect(RehearsalReport.percent(part, of: whole) == text)
    }

    @Test(arguments: [
        (0, "0 min"), (29_999, "0 min"), (90_000, "2 min"), (3_600_000, "1 h"), (5_400_000, "1 h 30 min"),
        (86_400_000, "1 d"), (90_000_000, "1 d 1 h"),
    ])
    func `times are told in their two largest units`(milliseconds: Int, text: String) {
        #expect(RehearsalReport.span(milliseconds) == text)
    }
}
