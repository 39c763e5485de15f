import Controls
import Domain
import Testing

@Suite struct LineArithmeticTests {
    @Test(arguments: [
        line("2", "10.00", "20.00"), line("2", "10.00", "18.00", discount: "10"),
        line("-2", "10.00", "-20.00"),
        line("1", "66.11", "79.99", rate: "21"), line("500", "2.40", "12.00", base: "100"),
        line("20", "2.77", "55.46"), line("3", "3.3333", "10.00"), line("1", "3.99", "0", discount: "3.99"),
    ])
    func `a line that closes is fine`(line: DraftLine) {
        #expect(messages("line.arithmetic", draft(lines: [line])).isEmpty)
    }

    @Test func `a line that does not close is told`() {
        #expect(
            messages("line.arithmetic", draft(lines: [line("2", "10.00", "25.00")])) == [
                "line 1: 2 × 10.00 makes 20.00, but its total is 25.00"
            ])
    }

    @Test func `figures too large to multiply are left to people, not to a trap`() {
        let huge = line("999999999999.999999", "999999999999.999999", "1")
        #expect(messages("line.arithmetic", draft(lines: [huge])).isEmpty)
    }
}
