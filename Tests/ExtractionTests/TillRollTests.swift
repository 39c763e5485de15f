import Domain
import Extraction
import Testing

private let lexicon = TableLexicon(
    columns: [
        .description: ["Description", "Artikel"], .quantity: ["Qty"], .unit: ["Unit"],
        .unitPrice: ["Price"], .lineTotal: ["Amount"], .position: ["Pos"],
    ], sums: ["Total", "Summe"], carried: ["Carried forward"])

/// Lines of words; two spaces make a gap, numbers behind `|` end at the right edge of the paper, one beside another.
private func page(_ rows: [String]) -> PageLayout {
    var words: [Word] = []
    for (index, row) in rows.enumerated() {
        let parts = row.split(separator: "|", omittingEmptySubsequences: false)
        let top = 100 + Double(index) * 14
        words += line(String(parts[0]), top: top)
        for (column, part) in parts.dropFirst().enumerated() {
            let edge = 260 + Double(column) * 12
            for var word in line(String(part), top: top) {
                word.box.left = edge - word.box.width
                word.box.right = edge
                words.append(word)
            }
        }
    }
    return PageLayout(Page(number: 1, width: 280, height: 600, origin: .image, words: words))
}

private func read(_ rows: [String]) -> [String] {
    LineTable([page(rows)], lexicon: lexicon, mark: .point).lines.map { line in
        ([line.description] + [line.quantity, line.unitPrice, line.lineTotal].map { $0?.description ?? "-" })
            .joined(separator: " ")
    }
}

@Suite struct TillRollTests {
    @Test func `pieces are read without a heading`() {
        #expect(read(["Bread|3.49", "Soap|1.29", "Total|4.78"]) == ["Bread - - 3.49", "Soap - - 1.29"])
    }

    @Test(arguments: [
        ["Milk", "4 x 1.59|6.36"], ["Milk", "4x1.59|6.36"], ["4 x 1.59 Milk|6.36"],
        ["Milk|6.36", "4 x 1.59"], ["4 @ 1.59", "Milk|6.36"],
    ])
    func `quantity and price stand above, below or before the amount`(rows: [String]) {
        let made = read(["Bread|3.49"] + rows + ["Total|9.85"])
        #expect(made.first == "Bread - - 3.49")
        #expect(made.last?.hasSuffix("4 1.59 6.36") == true)
        #expect(made.count == 2)
    }

    @Test func `a sign of multiplication in a name is no quantity`() {
        #expect(read(["Cable 3x1.5", "2 x 8.27|16.54", "Total|16.54"]) == ["Cable 3x1.5 2 8.27 16.54"])
    }

    @Test func `what is taken off between the lines counts in their sum`() {
        #expect(read(["Bread|3.00", "Total off|-1.00", "Soap|2.00", "Total|4.00"]).count == 2)
    }

    @Test(arguments: ["1", "A", "*"])
    func `the code of a tax rate may stand behind the amounts`(code: String) {
        #expect(
            read(["Bread|3.49|\(code)", "Soap|1.29|\(code)", "Total|4.78"])
                == ["Bread - - 3.49", "Soap - - 1.29"])
        #expect(read(["Bread|3.49|25", "Soap|1.29|25", "Total|4.78"]).isEmpty)
    }

    @Test func `what follows the sum is no line`() {
        #expect(read(["Bread|3.49", "Soap|1.29", "Total|4.78", "Cash|10.00", "Change|5.22"]).count == 2)
    }

    @Test func `text without amounts gives no lines`() {
        #expect(read(["Bread", "Soap", "Total|4.78"]).isEmpty)
    }
}

@Suite struct GoodsTableTests {
    private func lines(_ rows: [[(Double, String)]]) -> [String] {
        var words: [Word] = []
        for (index, row) in rows.enumerated() {
            for (left, text) in row {
                for word in line(text, top: 100 + Double(index) * 14) {
                    var word = word
                    word.box.left += left
                    word.box.right += left
                    words.append(word)
                }
            }
        }
        let page = PageLayout(Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words))
        return LineTable([page], lexicon: lexicon, mark: .point).lines.map {
            "\($0.description) \($0.quantity?.description ?? "-") \($0.unit ?? "-") \($0.lineTotal?.description ?? "-")"
        }
    }

    @Test func `a delivery note has goods and quantities without prices`() {
        #expect(
            lines([
                [(0, "Pos"), (30, "Description"), (200, "Qty"), (240, "Unit")],
                [(0, "1"), (30, "Red wine"), (200, "40"), (213, "box")],
                [(30, "case of six")],
                [(0, "2"), (30, "Pallet"), (200, "1"), (208, "u")],
            ]) == ["Red wine case of six 40 box -", "Pallet 1 u -"])
    }

    @Test func `a list without quantities is no delivery note`() {
        #expect(
            lines([
                [(30, "Description"), (200, "Unit")], [(30, "Red wine"), (200, "40")],
                [(30, "Pallet"), (200, "1")],
            ]).isEmpty)
    }

    @Test func `the table goes on below a sum carried over`() {
        #expect(
            lines([
                [(0, "Description"), (200, "Qty"), (260, "Price"), (340, "Amount")],
                [(260, "Carried forward"), (340, "100.00")],
                [(0, "Chair"), (200, "2"), (260, "12.50"), (340, "25.00")],
                [(0, "Lamp"), (200, "1"), (260, "30.00"), (340, "30.00")],
                [(260, "Total"), (340, "155.00")],
            ]) == ["Chair 2 - 25.00", "Lamp 1 - 30.00"])
    }

    @Test func `a short word between a quantity and the next column is its unit`() {
        #expect(
            lines([
                [(0, "Description"), (200, "Qty"), (260, "Price"), (340, "Amount")],
                [(0, "Cleaner"), (190, "2.5 Kan"), (260, "12.00"), (340, "30.00")],
                [(0, "Lamp"), (190, "3 Rzz"), (260, "30.00"), (340, "90.00")],
            ]) == ["Cleaner 2.5 Kan 30.00", "Lamp 3 Rzz 90.00"])
    }
}
