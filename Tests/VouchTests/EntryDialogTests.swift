import Domain
import Reviewing
import Testing

@testable import vouch

/// Keying a document in by hand, key by key.
@Suite struct EntryDialogTests {
    @Test func `an invoice is keyed in from nothing to the last table`() throws {
        var review = entry()
        var dialog = ReviewDialog(of: review)
        let typed: [FieldName: String] = [
            .sellerName: "Holmgrund GmbH", .invoiceNumber: "RE-17", .issueDate: "3 Feb 26", .currency: "EUR",
            .netTotal: "100,00", .taxTotal: "19,00",
        ]
        for name in EntryForm.fields {
            guard case .typing(let typing) = dialog.mode, typing.field == name else {
                Issue.record("\(name) is not asked but \(dialog.mode)")
                return
            }
            let isDerived = name == .grandTotal || name == .amountDue
            let keys = isDerived ? [Key.tab] : (typed[name] ?? "").map(Key.character)
            press(keys + [.enter], &dialog, &review)
        }
        #expect(review.draft.text(.grandTotal) == "119.00")
        #expect(review.draft.text(.amountDue) == "119.00")
        press("Chair".map(Key.character) + [.tab, .character("2"), .tab, .tab], &dialog, &review)
        press("50,00".map(Key.character) + [.tab, .tab, .enter], &dialog, &review)
        #expect(review.draft.lines.map(\.lineTotal) == [FixedDecimal(units: 10000, scale: 2)])
        guard case .taxes(let sheet, nil) = dialog.mode else {
            Issue.record("the tax is not asked but \(dialog.mode)")
            return
        }
        #expect(sheet.taxes.map(\.rate) == [FixedDecimal(19)])
        press([.enter], &dialog, &review)
        guard case .overview = dialog.mode else {
            Issue.record("the whole is not shown but \(dialog.mode)")
            return
        }
        #expect(dialog.press(.enter, in: review) == .answer(.confirm, isSure: false))
        #expect(review.response(to: .confirm) == .edit(.confirm))
    }

    @Test func `an entry is gone on with where it was left`() {
        var review = entry()
        review.make(.set(.sellerName, .text("Holmgrund"), at: nil, raw: ""))
        review.make(.clear(.sellerVATID))
        guard case .typing(let typing) = ReviewDialog(of: review).mode else {
            Issue.record("nothing is asked")
            return
        }
        #expect(typing.field == .sellerIBAN)
    }

    @Test func `up goes back to what was keyed before`() {
        var review = entry()
        var dialog = ReviewDialog(of: review)
        press([.enter], &dialog, &review)
        press([.enter, .up], &dialog, &review)
        guard case .typing(let typing) = dialog.mode else {
            Issue.record("nothing is typed")
            return
        }
        #expect(typing.field == .sellerVATID)
    }

    @Test func `a description may begin with any letter, and a credit with a minus`() {
        for beginning in ["p", "j", "r", "l", "-"] {
            var review = entry()
            var dialog = ReviewDialog()
            press([.character("l"), .character(Character(beginning)), .character("1")], &dialog, &review)
            guard case .lines(_, let text) = dialog.mode else {
                Issue.record("the table is closed by \(beginning)")
                return
            }
            #expect(text == beginning + "1")
        }
    }

    @Test(arguments: [
        ("Holmgrund GmbH", "holm", "grund GmbH"), ("119.00", "", "119.00"), ("1.234,50", "1234", ""),
        ("Holm", "Holm", ""),
    ])
    func `the rest of a completion is shown behind the cursor`(
        completion: String, beginning: String, rest: String
    ) {
        #expect(ReviewScreen.rest(of: completion, behind: beginning) == rest)
    }

    @Test func `every screen of an entry fits, and text of vendors cannot steer the terminal`() {
        let review = entry(
            KnownRecords(vendors: [
                .init(
                    id: "\u{1B}]0;x\u{7}",
                    name: "Ev\u{1B}[2J\u{202E}il " + String(repeating: "long ", count: 60))
            ]))
        let modes: [ReviewDialog.Mode] = [
            .overview, .typing(.init(field: .sellerName, text: "Ev")),
            .lines(LineSheet([], withRow: true), "x"),
            .taxes(TaxSheet([]), nil),
        ]
        for mode in modes {
            var dialog = ReviewDialog()
            dialog.mode = mode
            for (width, height) in [(80, 24), (140, 45), (20, 8)] {
                let lines = ReviewScreen(width: width, height: height).screen(dialog, review, "by hand", 0)
                #expect(lines.count < height)
                #expect(lines.allSatisfy { $0.width <= width })
                let text = lines.map { $0.rendered(.none) }.joined()
                #expect(!text.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" })
            }
        }
    }

    // MARK: In lines of text

    @Test(arguments: [
        ("+ Chair; 2; pcs; 50; 19; 100.00", "Chair"), ("l 1 quantity 5", "Desk"), ("- 1", nil),
    ])
    func `lines are changed by lines of text`(said: String, first: String?) throws {
        var review = entry()
        if !said.hasPrefix("+") {
            review.make(.lines([DraftLine(description: "Desk", confidence: 1, source: .person)]))
        }
        guard case .answer(.lines(let lines))? = try PlainTables(review: review).saying(said) else {
            Issue.record("it is not understood")
            return
        }
        #expect(lines.first?.description == first)
    }

    @Test(arguments: [
        "+ ", "+ Chair; many", "- 4", "l 9 quantity 5", "l 1 colour red", "t + 19; 100", "t - 1",
    ])
    func `what cannot be done with the tables is refused`(said: String) {
        #expect(throws: PlainAnswer.Mistake.self) {
            _ = try PlainTables(review: entry()).saying(said)
        }
    }

    @Test(arguments: ["-5", "+49 30 1234", "l'Oréal", "t", "lamp", "17.2.26", ""])
    func `values are not taken for tables`(said: String) throws {
        if case .answer? = try PlainTables(review: entry()).saying(said) {
            Issue.record("it changed a table")
        }
    }

    private func press(_ keys: [Key], _ dialog: inout ReviewDialog, _ review: inout ReviewSession) {
        for key in keys {
            guard case .answer(let answer, let isSure)? = dialog.press(key, in: review) else { continue }
            let response = review.response(to: answer, isSure: isSure)
            if case .edit(let edit) = response { review.make(edit) }
            dialog.take(response, to: answer, in: review)
        }
    }

    private func entry(_ known: KnownRecords = KnownRecords()) -> ReviewSession {
        let day = CalendarDate(iso: "2026-06-15") ?? CalendarDate(dayNumber: 0)
        guard let day else { preconditionFailure("a day that exists") }
        return ReviewSession(
            asRead: InvoiceDraft(kind: .invoice, language: ""), pages: [], findings: [], arrival: day,
            isEntry: true, known: known)
    }
}
