import Domain
import Testing

@testable import Reviewing
@testable import vouch

/// Answers as lines of text and as JSON.
@Suite struct LineTests {
    private let question = Question(
        subject: .field(.issueDate), field: nil, reasons: [], offers: [.init(value: .text("x"))])

    @Test(
        arguments: [
            ("", Answer.accept(.issueDate)), ("1", .pick(.issueDate, 1)), ("2", .type(.issueDate, "2")),
            ("s", .skip(.issueDate)), ("d", .clear(.issueDate)), ("=d", .type(.issueDate, "d")),
            ("u", .undo(1)), ("u 3", .undo(3)), ("x not ours", .reject("not ours")),
            ("k receipt", .kind(.receipt)), ("due-date=3 Feb 26", .type(.dueDate, "3 Feb 26")),
            ("due_date=", .clear(.dueDate)),
            ("purchase_order=\u{301}x", .type(.purchaseOrder, "\u{301}x")), ("a=b", .type(.issueDate, "a=b")),
        ] as [(String, Answer)])
    func `a line answers the question, or corrects any other field`(line: String, answer: Answer) throws {
        #expect(try PlainAnswer(line, to: question).answer == answer)
    }

    @Test(arguments: ["nonsense", "k nothing", "dye_date=1"])
    func `a line that means nothing for the document says so`(line: String) {
        #expect(throws: PlainAnswer.Mistake.self) { try PlainAnswer(line, to: nil) }
    }

    @Test func `the kind and a finding are answered in words of their own`() throws {
        let kind = Question(subject: .kind, field: nil, reasons: [], offers: [])
        #expect(try PlainAnswer("receipt", to: kind).answer == .kind(.receipt))
        #expect(throws: PlainAnswer.Mistake.self) { try PlainAnswer("", to: kind) }
        let finding = Finding(rule: "totals.lines", message: "no", fields: [])
        let asked = Question(subject: .finding(finding), field: nil, reasons: [], offers: [])
        #expect(try PlainAnswer("", to: asked).answer == .keep(finding))
        #expect(try PlainAnswer("tax_total=1", to: asked).answer == .type(.taxTotal, "1"))
        #expect(throws: PlainAnswer.Mistake.self) { try PlainAnswer("7", to: asked) }
    }

    @Test func `a program gives a value as it was shown, without it being understood anew`() throws {
        let said = try LineAnswer(#"{"field":"grand_total","canonical":"1.234"}"#)
        #expect(
            try said.answer(to: nil)
                == .take(.grandTotal, .init(value: .amount(FixedDecimal(units: 1234, scale: 3)))))
        let wrong = try LineAnswer(#"{"field":"grand_total","canonical":"1,234"}"#)
        #expect(throws: LineAnswer.Mistake.self) { try wrong.answer(to: nil) }
    }

    @Test func `a confirmation needs no question`() throws {
        let said = try LineAnswer(#"{"confirm":true}"#)
        #expect(said.isVerdict)
        #expect(try said.answer(to: nil) == .confirm)
        #expect(throws: LineAnswer.Mistake.self) { try LineAnswer(#"{"accept":true}"#).answer(to: nil) }
    }
}
