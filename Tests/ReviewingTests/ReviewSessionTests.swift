import Domain
import Reviewing
import Seeds
import Testing

@Suite struct ReviewSessionTests {
    @Test func `only what is not accepted is asked, what matters most first`() {
        #expect(session().questions.map(\.subject) == [.field(.invoiceNumber), .field(.issueDate)])
        var draft = sampleDraft()
        draft.fields[.grandTotal] = nil
        draft.fields[.sellerPhone] = field(.text("030 1234"), accepted: false)
        #expect(
            session(draft).questions.map(\.subject) == [
                .field(.grandTotal), .field(.invoiceNumber), .field(.issueDate), .field(.sellerPhone),
            ])
    }

    @Test func `a question has its reason, its place and its numbered alternatives`() throws {
        let page = ["Rechnung RE-17 vom 03.04.2026", "Leistung vom 28.02.2026"]
        let question = try #require(session(page: page).questions.last)
        #expect(question.reasons == ["2 values are possible."])
        #expect(question.region != nil)
        // The recogniser's own alternative, then the other dates of the page.
        #expect(question.offers.map(\.value) == [date("2026-03-04"), date("2026-02-28")])
    }

    @Test func `answers settle fields, and a confirmation everything`() {
        var session = session()
        take(.accept(.invoiceNumber), in: &session)
        #expect(session.draft.fields[.invoiceNumber]?.isAccepted == true)
        #expect(session.next?.subject == .field(.issueDate))
        take(.pick(.issueDate, 1), in: &session)
        #expect(session.draft.date(.issueDate).map(FieldValue.date) == date("2026-03-04"))
        #expect(session.questions.isEmpty)
        take(.confirm, in: &session)
        #expect(session.history.verdict == .confirmed)
    }

    @Test func `a value that breaks a sum is questioned, not refused`() {
        var session = session()
        #expect(
            session.response(to: .type(.taxTotal, "191,00"))
                == .doubtful(["net 1000.00 + tax 191.00 = 1191.00, but the grand total is 1190.00"]))
        guard case .edit(let edit) = session.response(to: .type(.taxTotal, "191,00"), isSure: true) else {
            Issue.record("said twice, it is kept")
            return
        }
        session.make(edit)
        #expect(session.draft.amount(.taxTotal) == decimal("191.00"))
        // The broken sum is a question of its own now, until it is said to be right to stand.
        guard case .finding(let finding)? = session.questions.last?.subject else {
            Issue.record("the sum is not asked about")
            return
        }
        take(.keep(finding), in: &session)
        #expect(!session.questions.map(\.subject).contains(.finding(finding)))
    }

    @Test func `a wrong check digit is questioned`() {
        guard case .doubtful = session().response(to: .type(.sellerIBAN, "DE89370400440532013001")) else {
            Issue.record("the check digits do not hold")
            return
        }
        guard case .edit = session().response(to: .type(.sellerIBAN, "DE89370400440532013000")) else {
            Issue.record("the check digits hold")
            return
        }
    }

    @Test func `nothing is confirmed over a missing field without a second word`() {
        var draft = sampleDraft()
        draft.fields[.invoiceNumber] = nil
        let session = session(draft)
        #expect(session.response(to: .confirm) == .doubtful(["not found on the document: invoice number"]))
        #expect(session.response(to: .confirm, isSure: true) == .edit(.confirm))
    }

    @Test func `what was put off comes last`() {
        var session = session()
        take(.skip(.invoiceNumber), in: &session)
        #expect(session.next?.subject == .field(.issueDate))
        take(.accept(.issueDate), in: &session)
        #expect(session.next?.subject == .field(.invoiceNumber))
    }

    @Test func `any number of answers is taken back`() {
        var session = session()
        take(.type(.invoiceNumber, "RE-99"), in: &session)
        take(.accept(.issueDate), in: &session)
        take(.kind(.creditNote), in: &session)
        take(.undo(2), in: &session)
        #expect(session.draft.kind == .invoice)
        #expect(session.questions.map(\.subject) == [.field(.issueDate)])
        take(.undo(7), in: &session)
        #expect(session.draft == sampleDraft())
        #expect(session.response(to: .undo(1)) == .refused("There is nothing to take back."))
    }

    @Test func `words of the page are marked as a value`() {
        let session = session(page: ["Rechnung Nr. RE-2026-0815 vom 03.04.2026"])
        let place = Region(page: 1, box: Box(left: 121, top: 45, right: 200, bottom: 65))
        guard
            case .edit(.set(.invoiceNumber, let value, _, _)) = session.response(
                to: .mark(.invoiceNumber, place))
        else {
            Issue.record("nothing was marked")
            return
        }
        #expect(value == .text("RE-2026-0815"))
        let nowhere = Region(page: 1, box: Box(left: 0, top: 700, right: 10, bottom: 710))
        #expect(
            session.response(to: .mark(.invoiceNumber, nowhere))
                == .refused("There are no words in that place."))
    }

    @Test func `a number that came before is asked about until the number is answered`() {
        let finding = Finding(rule: "duplicate.number", message: "it came before", fields: [.invoiceNumber])
        var session = session(findings: [finding])
        #expect(session.findings == [finding])
        take(.type(.invoiceNumber, "RE-18"), in: &session)
        #expect(session.findings.isEmpty)
    }

    @Test func `what was not read of a mail is asked about, and stays until it is let stand`() {
        let finding = Finding(rule: "attachment.unread", message: "b.doc was not read", fields: [])
        var session = session(findings: [finding])
        #expect(session.questions.last?.subject == .finding(finding))
        take(.type(.invoiceNumber, "RE-18"), in: &session)
        #expect(session.findings == [finding])
        take(.keep(finding), in: &session)
        #expect(!session.questions.map(\.subject).contains(.finding(finding)))
    }

    @Test func `what came from beyond the draft is back when its answer is taken back`() {
        let finding = Finding(rule: "duplicate.number", message: "it came before", fields: [.invoiceNumber])
        var session = session(findings: [finding])
        take(.type(.invoiceNumber, "RE-18"), in: &session)
        #expect(session.findings.isEmpty)
        take(.undo(1), in: &session)
        #expect(session.findings == [finding])
    }

    @Test func `a broken sum that was found when it was read is not found twice`() {
        var draft = sampleDraft()
        draft.fields[.taxTotal] = field(amount("191.00"), "191,00")
        let read = session(draft).findings
        #expect(read.count == 1)
        #expect(session(draft, findings: read).findings == read)
    }

    @Test func `a document of no known kind needs a person until one says what it is`() {
        var draft = sampleDraft()
        draft.kind = .other
        for name in draft.fields.keys { draft.fields[name]?.isAccepted = true }
        var session = session(draft)
        #expect(session.questions.map(\.subject) == [.kind])
        #expect(!session.open.isEmpty)
        #expect(
            session.response(to: .confirm) == .doubtful(["nothing tells what kind of document it is"]))
        take(.kind(.other), in: &session)
        #expect(session.questions.isEmpty)
        #expect(session.open.isEmpty)
    }

    @Test func `one of several meanings is taken as it is offered`() throws {
        var session = session(InvoiceDraft(kind: .invoice, language: "de"), page: ["Summe 1.234"])
        guard case .several(.grandTotal, let offers) = session.response(to: .type(.grandTotal, "1.234"))
        else {
            Issue.record("it has one meaning: \(session.response(to: .type(.grandTotal, "1.234")))")
            return
        }
        let offer = try #require(offers.first { $0.value == amount("1.234") })
        take(.take(.grandTotal, offer), in: &session)
        #expect(session.draft.amount(.grandTotal) == decimal("1.234"))
    }

    @Test func `marked words with several meanings keep their place`() {
        let session = session(InvoiceDraft(kind: .invoice, language: "de"), page: ["Summe 1.234"])
        let place = Region(page: 1, box: Box(left: 81, top: 45, right: 140, bottom: 65))
        guard case .several(.grandTotal, let offers) = session.response(to: .mark(.grandTotal, place)) else {
            Issue.record("\(session.response(to: .mark(.grandTotal, place)))")
            return
        }
        #expect(offers.count == 2)
        #expect(offers.allSatisfy { $0.region != nil && $0.raw == "1.234" })
    }

    @Test func `the way back asks of the draft as it is by then`() {
        var session = session()
        var trail = AnswerTrail()
        for answer in [Answer.pick(.invoiceNumber, 1), .type(.dueDate, "2026-05-01"), .confirm] {
            take(answer, in: &session)
            trail.add(answer)
        }
        take(.undo(1), in: &session)
        #expect(trail.back(from: .field(.dueDate), in: session)?.field?.value == .text("RE-11"))
        #expect(trail.back(from: nil, in: session) == nil)
    }

    /// Random answers and undos, and the draft is still what was read, folded with the edits.
    @Test(arguments: 0..<40)
    func `the draft is always the fold of the edits`(seed: Int) {
        var random = Chance(seed: UInt64(seed))
        var session = session(page: ["Rechnung RE-18 vom 05.04.2026", "Summe 1.180,00 EUR"])
        var edits: [Edit] = []
        for _ in 0..<30 {
            let answer = Self.answer(&random, in: session)
            guard case .edit(let edit) = session.response(to: answer, isSure: true) else { continue }
            session.make(edit)
            edits.append(edit)
            #expect(session.draft == sampleDraft().with(EditHistory(edits)), "seed \(seed)")
            let resumed = ReviewSession(
                asRead: sampleDraft(), edits: edits,
                pages: [samplePage(["Rechnung RE-18 vom 05.04.2026", "Summe 1.180,00 EUR"])], findings: [],
                arrival: arrival)
            #expect(resumed.questions == session.questions, "seed \(seed)")
        }
        while case .edit(let edit) = session.response(to: .undo(1)) { session.make(edit) }
        #expect(session.draft == sampleDraft(), "seed \(seed)")
    }

    private static func answer(_ random: inout Chance, in session: ReviewSession) -> Answer {
        let fields: [FieldName] = [.invoiceNumber, .issueDate, .dueDate, .netTotal, .grandTotal, .sellerName]
        let name = fields[Int.random(in: 0..<fields.count, using: &random)]
        switch Int.random(in: 0..<11, using: &random) {
        case 0: return .accept(name)
        case 1: return .pick(name, Int.random(in: 0...3, using: &random))
        case 2: return .type(name, ["1.5.2026", "12,50", "X-1", "?"][Int.random(in: 0..<4, using: &random)])
        case 3: return .clear(name)
        case 4: return .skip(name)
        case 5: return session.findings.first.map { .keep($0) } ?? .accept(name)
        case 6: return .kind(.creditNote)
        case 7: return .lines(Array(session.draft.lines.dropLast()))
        case 8: return .confirm
        case 9: return .reject("not ours")
        default: return .undo(Int.random(in: 1...4, using: &random))
        }
    }

    private func take(_ answer: Answer, in session: inout ReviewSession) {
        guard case .edit(let edit) = session.response(to: answer) else {
            Issue.record("\(answer) was not understood: \(session.response(to: answer))")
            return
        }
        session.make(edit)
    }
}
