import Testing

@testable import Workflow

@Suite struct FeelExpressionTests {
    private let language = ExpressionLanguage.feel
    private let now = Instant(milliseconds: 1_704_067_200_000)

    private func value(_ text: String, _ variables: [String: Variable] = [:]) -> Variable {
        language.evaluate(text, variables, now)
    }

    @Test func `expressions see the variables, and null for those there are not`() {
        let invoice: Variable = .context([
            "total": .number("1500.10"), "lines": .list([.integer(1), .integer(2)]),
        ])
        #expect(value("invoice.total * 2", ["invoice": invoice]) == .number("3000.2"))
        #expect(
            value("count(invoice.lines) >= 2 and not(done)", ["invoice": invoice, "done": .bool(false)])
                == .bool(true))
        #expect(value("nobody = null") == .bool(true))
        #expect(value("nobody > 3") == .null)
        #expect(value("net amount + 1", ["net amount": .integer(1)]) == .integer(2))
    }

    @Test func `dates and durations are kept between steps`() {
        let day = value("date(\"2024-02-28\") + duration(\"P2D\")")
        #expect(day == .temporal(type: "date", text: "2024-03-01"))
        #expect(value("day > date(\"2024-02-29\")", ["day": day]) == .bool(true))
        #expect(
            value("[now(), [1..2], function(x) x]")
                == .list([
                    .temporal(type: "date and time", text: "2024-01-01T00:00:00Z"), .null, .null,
                ]))
    }

    @Test func `timers take literals, text and durations`() {
        func due(_ text: String, _ variables: [String: Variable] = [:]) -> String? {
            language.timer(text, visible: { variables }, setAt: now)?.due.description
        }
        #expect(due("PT5M") == "2024-01-01T00:05:00Z")
        #expect(due("duration(\"P1D\")") == "2024-01-02T00:00:00Z")
        #expect(due("wait", ["wait": .text("R2/PT1H")]) == "2024-01-01T01:00:00Z")
        #expect(
            due("due date", ["due date": .temporal(type: "date", text: "2024-05-01")])
                == "2024-05-01T00:00:00Z")
        #expect(due("now() + duration(\"PT1H\")") == "2024-01-01T01:00:00Z")
        #expect(due("wait") == nil)
        #expect(due("17") == nil)
    }

    @Test(arguments: ["a +", "if x then", "\"open", "a..b", ""])
    func `what is no FEEL is told`(text: String) {
        #expect(language.fault(text, []) != nil)
        #expect(value(text) == .null)
    }

    @Test(arguments: [
        "amount > 5", "not(done)", "for x in list return x + 1", "a.b[item > 2]", "approved = true",
    ])
    func `what is FEEL passes`(text: String) { #expect(language.fault(text, []) == nil) }

    @Test func `names with spaces must be known beforehand`() {
        #expect(language.fault("net amount > 1", []) != nil)
        #expect(language.fault("net amount > 1", ["net amount"]) == nil)
    }
}
