import Controls
import Domain
import Testing

@Suite struct LinesToTotalsTests {
    private let lines = [line("2", "10.00", "20.00"), line("1", "5.00", "5.00")]

    @Test(arguments: [
        [FieldName.netTotal: "25.00"], [.grandTotal: "25.00"], [.netTotal: "22.50", .allowanceTotal: "2.50"],
        [.netTotal: "30.00", .freight: "5.00"], [.netTotal: "25.01"],
    ])
    func `lines may make the net or the grand total`(amounts: [FieldName: String]) {
        #expect(messages("totals.lines", draft(amounts: amounts, lines: lines)).isEmpty)
    }

    @Test func `lines that make neither are told`() {
        #expect(
            messages("totals.lines", draft(amounts: [.netTotal: "26.00"], lines: lines)) == [
                "the 2 lines add up to 25.00, not to 26.00"
            ])
    }

    @Test func `a single line is told as one`() {
        let one = Array(lines.prefix(1))
        let told = messages("totals.lines", draft(amounts: [.netTotal: "99.00"], lines: one))
        #expect(told.count == 1 && told.allSatisfy { $0.hasPrefix("the line adds up to ") })
    }

    @Test func `without lines or totals there is nothing to check`() {
        #expect(messages("totals.lines", draft(amounts: [.netTotal: "26.00"])).isEmpty)
        #expect(messages("totals.lines", draft(lines: lines)).isEmpty)
    }
}
