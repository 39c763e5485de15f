import Domain
import Extraction
import Testing

/// Lines of a page set at fixed columns: each row is (left edge, text) pairs.
private func page(_ rows: [[(Double, String)]]) -> PageLayout {
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
    return PageLayout(Page(number: 1, width: 595, height: 842, origin: .textLayer, words: words))
}

private let lexicon = TableLexicon(
    columns: [
        .description: ["Description", "Beschreibung"], .quantity: ["Qty", "Menge"],
        .unitPrice: ["Price", "Unit Price", "Einzelpreis"], .lineTotal: ["Amount", "Total", "Betrag"],
        .discount: ["Disc", "Rabatt"], .position: ["Pos"], .taxRate: ["VAT"],
    ], sums: ["Total", "Subtotal", "Summe", "VAT"], carried: ["Carried forward", "Übertrag"])

private func figures(_ rows: [[(Double, String)]]) -> [String] {
    LineTable([page(rows)], lexicon: lexicon, mark: .point).lines.map { line in
        [line.quantity, line.unitPrice, line.lineTotal].map { $0?.description ?? "-" }.joined(separator: " ")
    }
}

@Suite struct LineTableTests {
    private let heading = [(0.0, "Description"), (200.0, "Qty"), (260.0, "Price"), (340.0, "Amount")]

    @Test func `lines are read under their headings`() {
        let table = LineTable(
            [
                page([
                    heading,
                    [(0, "Blue chair"), (200, "2"), (260, "12.50"), (340, "25.00")],
                    [(0, "with armrests")],
                    [(0, "Lamp"), (200, "1"), (260, "30.00"), (340, "30.00")],
                    [(260, "Total"), (340, "55.00")],
                ])
            ], lexicon: lexicon, mark: .point)
        #expect(table.lines.map(\.description) == ["Blue chair with armrests", "Lamp"])
        #expect(table.lines.map { $0.lineTotal?.description } == ["25.00", "30.00"])
        #expect(table.sum?.description == "55.00")
        #expect(table.isSumPrinted)
    }

    @Test func `arithmetic tells quantity from price where headings are missing`() {
        #expect(
            figures([
                [(0, "Chair"), (200, "3"), (260, "12.50"), (340, "37.50")],
                [(0, "Lamp"), (200, "2"), (260, "30.00"), (340, "60.00")],
            ]) == ["3 12.50 37.50", "2 30.00 60.00"])
    }

    @Test func `columns in another order are told by what closes`() {
        #expect(
            figures([
                [(0, "Description"), (200, "Price"), (260, "Qty"), (340, "Amount")],
                [(0, "Chair"), (200, "12.50"), (260, "3"), (340, "37.50")],
            ]) == ["3 12.50 37.50"])
    }

    @Test func `a discount in percent is taken off`() {
        let table = LineTable(
            [
                page([
                    [(0, "Description"), (180, "Qty"), (230, "Price"), (290, "Disc"), (350, "Amount")],
                    [(0, "Oil"), (180, "2"), (230, "10.00"), (290, "10.00"), (350, "18.00")],
                ])
            ], lexicon: lexicon, mark: .point)
        #expect(table.lines.first?.discountPercent == FixedDecimal(10))
        #expect(table.lines.first?.lineTotal?.description == "18.00")
    }

    @Test func `sums below are no lines`() {
        #expect(
            figures([
                heading,
                [(0, "Chair"), (200, "2"), (260, "12.50"), (340, "25.00")],
                [(260, "Subtotal"), (340, "25.00")], [(260, "VAT 19%"), (340, "4.75")],
                [(260, "Total"), (340, "29.75")],
            ]) == ["2 12.50 25.00"])
    }

    @Test func `lines go on after a sum of a section`() {
        #expect(
            figures([
                heading,
                [(0, "Chair"), (200, "2"), (260, "12.50"), (340, "25.00")],
                [(260, "Subtotal"), (340, "25.00")],
                [(0, "Lamp"), (200, "3"), (260, "30.00"), (340, "90.00")], [(260, "Total"), (340, "115.00")],
            ]) == ["2 12.50 25.00", "3 30.00 90.00"])
    }

    @Test func `a table goes on over a page break without its heading`() {
        let first = page([heading, [(0, "Chair"), (200, "2"), (260, "12.50"), (340, "25.00")]])
        var second = page([
            [(0, "Lamp"), (200, "3"), (260, "30.00"), (340, "90.00")], [(260, "Total"), (340, "115.00")],
        ])
        second = PageLayout(
            Page(number: 2, width: 595, height: 842, origin: .textLayer, words: second.words))
        let table = LineTable([first, second], lexicon: lexicon, mark: .point)
        #expect(table.lines.map(\.description) == ["Chair", "Lamp"])
        #expect(table.isSumPrinted)
    }

    @Test func `a price for a hundred closes and says so`() {
        let table = LineTable(
            [page([heading, [(0, "Screws"), (200, "500"), (260, "2.40"), (340, "12.00")]])], lexicon: lexicon,
            mark: .point)
        #expect(table.lines.first?.priceBase == FixedDecimal(100))
    }

    @Test func `tax in percent of an amount is no line`() {
        #expect(
            figures([
                [(0, "Standard"), (200, "286.52"), (260, "19"), (340, "54.44")],
                [(0, "Reduced"), (200, "100.00"), (260, "7"), (340, "7.00")],
            ]).isEmpty)
    }

    @Test func `an address and a letter hold no lines`() {
        #expect(
            figures([
                [(0, "Main Street 12"), (200, "12345 Town")],
                [(0, "Dear Sir, on 12.05.2026 we talked about 3 chairs")],
                [(0, "Phone 030 123 456 78"), (200, "Fax 030 123 456 79")],
            ]).isEmpty)
    }

    @Test func `a breakdown of taxes holds no lines`() {
        #expect(
            figures([
                [(0, "Rate"), (200, "Base"), (300, "Tax")], [(0, "19%"), (200, "100.00"), (300, "19.00")],
                [(0, "7%"), (200, "50.00"), (300, "3.50")],
            ]).isEmpty)
    }

    @Test func `numbers too large for the arithmetic are passed over`() {
        #expect(
            figures([
                heading,
                [(0, "Chair"), (200, "999999999999999"), (260, "999999999999.99"), (340, "999999999999.99")],
            ]).count <= 1)
    }

    @Test func `an empty page has no lines`() {
        #expect(figures([]).isEmpty)
    }
}

@Suite struct TaxTableTests {
    private func entries(_ rows: [[(Double, String)]]) -> [String] {
        TaxTable.entries(on: [page(rows)], outside: [], lexicon: lexicon, mark: .point).map { entry in
            [entry.rate, entry.base, entry.tax].map { $0?.description ?? "-" }.joined(separator: " ")
        }
    }

    @Test func `a rate with its base and tax is an entry`() {
        #expect(
            entries([
                [(0, "19%"), (200, "100.00"), (300, "19.00")], [(0, "7 %"), (200, "50.00"), (300, "3.50")],
            ]) == ["19 100.00 19.00", "7 50.00 3.50"])
    }

    @Test func `a rate in prose is an entry`() {
        #expect(entries([[(0, "VAT 19% of 100.00 : 19.00")]]) == ["19 100.00 19.00"])
    }

    @Test func `the base is found where one amount of the document fits`() {
        #expect(
            entries([[(0, "Net"), (300, "100.00")], [(0, "VAT 19%"), (300, "19.00")]]) == ["19 100.00 19.00"])
    }

    @Test func `amounts that do not close are no entry`() {
        #expect(entries([[(0, "3%"), (200, "100.00"), (300, "19.00")]]).isEmpty)
    }
}
