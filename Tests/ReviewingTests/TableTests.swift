import Domain
import Extraction
import Reviewing
import Testing

@Suite struct TableTests {
    @Test func `one digit that closes all sums is proposed`() {
        var draft = sampleDraft()
        draft.lines[0].lineTotal = decimal("680.00")
        let repair = SumRepair.only(in: draft, arrival: arrival)
        #expect(
            repair == SumRepair(place: .line(0, .lineTotal), old: decimal("680.00"), new: decimal("600.00")))
        #expect(
            repair?.sentence == "If the total of line 1 is 600.00 and not 680.00, all sums close.")
        #expect(SumRepair.only(in: sampleDraft(), arrival: arrival) == nil)
        // 1.000 + 290 can be mended in the tax or in the total.
        draft = sampleDraft()
        draft.lines = []
        draft.fields[.taxTotal] = field(amount("290.00"))
        #expect(SumRepair.only(in: draft, arrival: arrival) == nil)
    }

    @Test func `rows are added, joined, split and taken out`() {
        var sheet = LineSheet(sampleDraft().lines)
        #expect(sheet.take(.split(at: 1)) == nil)
        #expect(sheet.lines.map(\.description) == ["Stuhl", "Modell Vestfjord", "Stuhl Modell Vestfjord"])
        #expect(sheet.take(.merge) == nil)
        #expect(sheet.lines.map(\.description) == ["Stuhl Modell Vestfjord", "Stuhl Modell Vestfjord"])
        #expect(sheet.lines[0].lineTotal == decimal("600.00"))
        #expect(sheet.take(.down) == nil)
        #expect(sheet.take(.add) == nil)
        #expect(sheet.row == 2)
        #expect(sheet.take(.enter("Fracht")) == nil)
        #expect(sheet.take(.right) == nil)
        #expect(sheet.take(.enter("1,5"), in: PrintedForms(decimalMark: .comma)) == nil)
        #expect(sheet.lines[2].quantity == decimal("1.5"))
        #expect(sheet.take(.remove) == nil)
        #expect(sheet.row == 1 && sheet.lines.count == 2)
    }

    @Test func `what cannot be done to the table says why`() {
        var sheet = LineSheet([])
        #expect(sheet.take(.remove) == "There is no row to take out.")
        #expect(sheet.take(.merge) == "There is no row below to join with.")
        #expect(sheet.take(.enter("x")) == "There is no row; add one first.")
        _ = sheet.take(.add)
        for _ in 0..<3 { _ = sheet.take(.right) }
        #expect(sheet.take(.enter("many")) == "\"many\" is no number.")
        #expect(sheet.take(.split(at: 1)) == "A row is split between two words of its description.")
    }

    @Test func `words of the page complete what is typed`() {
        let words = PageWords([
            samplePage(["Holmgrund Einrichtungen GmbH", "Nr. RE-2026-0815 vom 03.04.2026", "Summe 1.190,00"])
        ])
        #expect(words.completions(of: "re-", for: .invoiceNumber).map(\.raw).first == "RE-2026-0815")
        #expect(
            words.completions(of: "holm", for: .sellerName).map(\.raw).first == "Holmgrund Einrichtungen GmbH"
        )
        #expect(words.completions(of: "03", for: .issueDate).map(\.value).first == date("2026-04-03"))
        #expect(words.completions(of: "1.1", for: .grandTotal).map(\.value) == [amount("1190.00")])
        #expect(words.completions(of: "zz", for: .sellerName).isEmpty)
        #expect(words.completions(of: "", for: .sellerName).isEmpty)
    }

    @Test func `doubt, money and effort make the order of the queue`() {
        func document(_ id: Int64, _ errors: Double, _ questions: Int, _ total: String?) -> QueuedDocument {
            QueuedDocument(id: id, expectedErrors: errors, questions: questions, total: total.map(decimal))
        }
        let queue = [
            document(1, 0.5, 1, "100.00"), document(2, 0.5, 1, "-90000.00"), document(3, 0.5, 9, "100.00"),
            document(4, 0.1, 1, nil), document(5, 0.5, 1, "100.00"),
        ]
        #expect(queue.inOrder.map(\.id) == [2, 1, 5, 3, 4])
    }
}
