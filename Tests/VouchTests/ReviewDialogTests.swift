import Domain
import Pipeline
import Reviewing
import Testing

@testable import vouch

@Suite struct ReviewDialogTests {
    @Test func `one key confirms a document`() {
        var dialog = ReviewDialog()
        #expect(dialog.press(.enter, in: review()) == .answer(.confirm, isSure: false))
    }

    @Test func `a digit opens what is asked, another chooses, and the overview is back`() {
        var dialog = ReviewDialog()
        let review = review()
        #expect(dialog.press(.character("1"), in: review) == nil)
        guard case .question(.field(.invoiceNumber)) = dialog.mode else {
            Issue.record("no question is open")
            return
        }
        let pick = Answer.pick(.invoiceNumber, 1)
        #expect(dialog.press(.character("1"), in: review) == .answer(pick, isSure: false))
        dialog.take(review.response(to: pick), to: pick, in: review)
        guard case .overview = dialog.mode else {
            Issue.record("the overview is not back")
            return
        }
    }

    @Test func `typing completes from the page`() {
        var dialog = ReviewDialog()
        let review = review()
        for key in [Key.character("1"), .character("R"), .character("E"), .tab] {
            #expect(dialog.press(key, in: review) == nil)
        }
        guard case .answer(.take(.invoiceNumber, let offer), isSure: false) = dialog.press(.enter, in: review)
        else {
            Issue.record("the completion is not taken")
            return
        }
        #expect(offer.value == .text("RE-2026-17"))
        #expect(offer.region != nil)
    }

    @Test func `after the way back a key means what is shown`() throws {
        var dialog = ReviewDialog()
        var review = review()
        _ = dialog.press(.character("1"), in: review)
        answer(.pick(.invoiceNumber, 1), &dialog, &review)
        #expect(review.draft.text(.invoiceNumber) == "RE-17")
        _ = dialog.press(.character(" "), in: review)
        _ = dialog.press(.character("b"), in: review)
        guard case .question(let subject) = dialog.mode, subject == .field(.invoiceNumber) else {
            Issue.record("the number is not asked again")
            return
        }
        // The value read first is an alternative now, and the key takes it.
        #expect(review.question(about: subject)?.offers.first?.value == .text("RE-11"))
        answer(.pick(.invoiceNumber, 1), &dialog, &review)
        #expect(review.draft.text(.invoiceNumber) == "RE-11")
    }

    @Test func `the way back leads to what was typed over a doubt, and past findings that are gone`() {
        var dialog = ReviewDialog()
        var review = review()
        _ = dialog.press(.character(" "), in: review)
        answer(.type(.taxTotal, "191,00"), &dialog, &review, isSure: true)
        let broken = review.findings.first { $0.rule == "totals.net-plus-tax" }
        if let broken { answer(.keep(broken), &dialog, &review) }
        answer(.type(.taxTotal, "190,00"), &dialog, &review)
        answer(.clear(.buyerName), &dialog, &review)
        #expect(broken != nil)
        #expect(review.findings.map(\.rule) == ["record.minimum"])
        var trail: [ReviewDialog.Mode] = []
        dialog.mode = .question(.field(.currency))
        for _ in 0..<3 {
            _ = dialog.press(.character("b"), in: review)
            trail.append(dialog.mode)
        }
        guard case .question(.field(.buyerName)) = trail[0], case .question(.field(.taxTotal)) = trail[1],
            case .overview = trail[2]
        else {
            Issue.record("\(trail)")
            return
        }
    }

    @Test func `nothing is confirmed before all that is uncertain was on the screen`() {
        var draft = longDraft()
        for name in FieldName.allCases where name.valueType == .identifier {
            draft.fields[name] = Field(value: .text("X-1"), raw: "X-1", confidence: 0.5, source: .person)
        }
        let review = session(draft)
        var dialog = ReviewDialog()
        dialog.shown = 0..<6
        #expect(dialog.press(.enter, in: review) == nil)
        #expect(dialog.row > 6)
        var pages = 1
        while pages < 40 {
            let canvas = ReviewScreen(width: 80, height: 24)
            dialog.shown = canvas.rows(dialog, review, 0).shown
            if dialog.press(.enter, in: review) == .answer(.confirm, isSure: false) { break }
            pages += 1
        }
        #expect((2..<6).contains(pages))
    }

    @Test func `what is uncertain stands first`() {
        let rows = ReviewDialog.rows(of: session(longDraft()))
        let asked = rows.map { $0.tag?.isNumber == true }
        #expect(asked.prefix(9).allSatisfy { $0 })
        #expect(rows.first?.name == .invoiceNumber)
    }

    @Test func `an answer that another person's came before shows its question again`() {
        var dialog = ReviewDialog()
        let review = review()
        _ = dialog.press(.character("1"), in: review)
        dialog.miss(.pick(.invoiceNumber, 1), in: review)
        guard case .question(.field(.invoiceNumber)) = dialog.mode else {
            Issue.record("the question is gone")
            return
        }
        dialog.miss(.confirm, in: review)
        guard case .overview = dialog.mode else {
            Issue.record("the document is not shown")
            return
        }
    }

    /// Answers as the terminal does: what is kept goes into the review.
    private func answer(
        _ answer: Answer, _ dialog: inout ReviewDialog, _ review: inout ReviewSession, isSure: Bool = false
    ) {
        let response = review.response(to: answer, isSure: isSure)
        if case .edit(let edit) = response { review.make(edit) }
        dialog.take(response, to: answer, in: review)
    }

    @Test func `a doubt is said again with Enter and dropped with any other key`() {
        var dialog = ReviewDialog()
        let review = review()
        let answer = Answer.type(.grandTotal, "1.191,00")
        dialog.take(review.response(to: answer), to: answer, in: review)
        var other = dialog
        #expect(dialog.press(.enter, in: review) == .answer(answer, isSure: true))
        #expect(other.press(.character("z"), in: review) == nil)
        guard case .overview = other.mode else {
            Issue.record("the doubt is still there")
            return
        }
    }

    @Test func `lines are edited with the arrows and kept with Enter`() {
        var dialog = ReviewDialog()
        let review = review()
        for key in [Key.character("l"), .right, .character("3"), .enter, .character("!")] {
            #expect(dialog.press(key, in: review) == nil)
        }
        #expect(dialog.press(.enter, in: review) == .answer(.lines([]), isSure: false))
    }

    @Test func `every screen fits 80 columns and 24 rows`() throws {
        let hand = try review(of: longDraft())
        for mode in modes(hand) {
            var dialog = ReviewDialog()
            dialog.mode = mode
            dialog.message = String(repeating: "wide ", count: 40)
            for (width, height) in [(80, 24), (140, 45), (20, 8)] {
                let lines = ReviewScreen(width: width, height: height).screen(
                    dialog, hand.review, hand.name, 3)
                #expect(lines.count < height)
                #expect(lines.allSatisfy { $0.width <= width })
            }
        }
    }

    @Test func `the keys of all screens are shown whole at 80 columns and 24 rows`() {
        #expect(ReviewScreen.help.allSatisfy { $0.width <= 80 })
        #expect(ReviewScreen.help.count <= 24 - 3)
    }

    @Test func `a long sentence is told on several lines, and ends in dots where the screen is too small`() {
        var dialog = ReviewDialog()
        dialog.message = (1...40).map { "word\($0)" }.joined(separator: " ")
        func shown(_ width: Int, _ height: Int) -> [String] {
            ReviewScreen(width: width, height: height).screen(dialog, review(), "a.pdf", 0).map(\.plain)
        }
        let lines = shown(80, 24).suffix(4)
        #expect(lines.joined().contains("word40") && lines.joined().contains("! word1 "))
        #expect(!lines.joined().contains("…"))
        #expect(shown(40, 10).last?.hasSuffix("…") == true)
    }

    @Test func `lines of text are broken between words, and only those that are too long`() {
        let lines = ["  kept  as it is", "one two three four five six"]
        #expect(PlainReview.fitted(lines, to: 18) == ["  kept  as it is", "one two three four", "five six"])
        #expect(PlainReview.fitted(lines, to: .max) == lines)
    }

    @Test func `the cursor stays in sight behind a long text`() throws {
        let long = String(repeating: "Niederlassung ", count: 12) + "Ende"
        let typing = ReviewDialog.Mode.typing(.init(field: .sellerName, text: long))
        let sheet = LineSheet([DraftLine(description: "Stuhl", confidence: 1, source: .person)])
        for mode in [typing, .reason(long), .lines(sheet, long)] {
            var dialog = ReviewDialog()
            dialog.mode = mode
            let lines = ReviewScreen(width: 80, height: 24).screen(dialog, review(), "a.pdf", 0)
            #expect(lines.contains { $0.plain.contains("Ende▏") })
            #expect(lines.allSatisfy { $0.width <= 80 })
        }
    }

    @Test func `text of a document cannot steer the terminal`() throws {
        var draft = longDraft()
        draft.fields[.sellerName]?.value = .text("\u{1B}[2J\u{202E}evil\u{9B}31m\u{7}")
        let hand = try review(of: draft)
        for mode in modes(hand) {
            var dialog = ReviewDialog()
            dialog.mode = mode
            let text = ReviewScreen(width: 80, height: 24).screen(
                dialog, hand.review, "\u{1B}]0;x\u{7}.pdf", 3
            )
            .map { $0.rendered(.none) }.joined()
            #expect(
                !text.unicodeScalars.contains {
                    $0.value < 32 || ("\u{80}"..."\u{9F}").contains($0) || $0 == "\u{202E}"
                })
        }
    }

    private func modes(_ hand: (review: ReviewSession, name: String)) -> [ReviewDialog.Mode] {
        [
            .overview, .help, .kind, .reason("not ours"), .question(.field(.sellerName)),
            .typing(.init(field: .sellerName, text: "evil")), .lines(LineSheet(hand.review.draft.lines), nil),
            .doubt(["net + tax is not the total"], .confirm),
            .several(.issueDate, [.init(value: .text("a")), .init(value: .text("b"))]),
            .pointing(.sellerName, WordPointer(hand.review.words)),
        ] + hand.review.questions.map { .question($0.subject) }
    }

    private func review() -> ReviewSession {
        var draft = InvoiceDraft(kind: .invoice, language: "de")
        draft.fields = [
            .invoiceNumber: Field(
                value: .text("RE-11"), raw: "RE-11", confidence: 0.6, source: .person,
                alternatives: [.init(value: .text("RE-17"), confidence: 0.3)]),
            .grandTotal: amount(119_000), .netTotal: amount(100_000), .taxTotal: amount(19000),
        ]
        draft.lines = [DraftLine(description: "Stuhl", confidence: 1, source: .person)]
        return session(draft)
    }

    private func amount(_ cents: Int64) -> Field<FieldValue> {
        Field(
            value: .amount(FixedDecimal(units: cents, scale: 2)), raw: "", confidence: 0.99, isAccepted: true,
            source: .person)
    }

    private func session(_ draft: InvoiceDraft) -> ReviewSession {
        let words = ["Rechnung", "RE-2026-17", "evil\u{1B}[2J"].enumerated().map { index, text in
            Word(
                text: text,
                box: Box(left: Double(index) * 100, top: 40, right: Double(index) * 100 + 60, bottom: 50))
        }
        let day = CalendarDate(iso: "2026-06-15") ?? CalendarDate(dayNumber: 0)
        guard let day else { preconditionFailure("a day that exists") }
        return ReviewSession(
            asRead: draft,
            pages: [Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words)],
            findings: [], arrival: day)
    }

    /// A draft with every field, long values and many lines.
    private func longDraft() -> InvoiceDraft {
        var draft = review().draft
        for name in FieldName.allCases where name.valueType == .text || name.valueType == .name {
            draft.fields[name] = Field(
                value: .text(String(repeating: "long value ", count: 20)), raw: "x", confidence: 0.5,
                source: .person)
        }
        draft.lines = (0..<60).map { _ in
            DraftLine(
                description: String(repeating: "long description ", count: 9), quantity: FixedDecimal(3),
                unitPrice: FixedDecimal(7), lineTotal: FixedDecimal(22), confidence: 1, source: .person)
        }
        return draft
    }

    private func review(of draft: InvoiceDraft) throws -> (review: ReviewSession, name: String) {
        (session(draft), String(repeating: "name", count: 60))
    }
}
