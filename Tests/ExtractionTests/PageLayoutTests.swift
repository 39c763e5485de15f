import Domain
import Testing

@testable import Extraction

@Suite struct PageLayoutTests {
    @Test func `words on one height form a line and wide gaps split it`() {
        let page = Page(
            number: 1, width: 600, height: 800, origin: .textLayer,
            words: [
                word("Invoice", 50, 100), word("number:", 92, 100), word("4711", 300, 101),
                word("Total", 50, 130),
            ])
        let layout = PageLayout(page)
        #expect(layout.lines.count == 2)
        #expect(layout.segments.map(\.text) == ["Invoice number:", "4711", "Total"])
        #expect(layout.left(of: 1) == 0)
        #expect(layout.right(of: 0) == 1)
        #expect(layout.below(0, reach: 40).map { layout.segments[$0].text } == ["Total"])
    }

    @Test func `a line that climbs across the page stays one line`() {
        let words = (0..<12).map { word("word\($0)", 40 + 45 * Double($0), 100 - 1.5 * Double($0)) }
        let below = (0..<12).map { word("next\($0)", 40 + 45 * Double($0), 118 - 1.5 * Double($0)) }
        let layout = PageLayout(
            Page(number: 1, width: 600, height: 800, origin: .image, words: words + below))
        #expect(layout.lines.map(\.words.count) == [12, 12])
    }

    @Test func `the lines of an address form a block beside another`() {
        let left = ["Muster GmbH", "Weg 1", "12345 Stadt"]
        let right = ["Datum", "Nummer", "Seite"]
        var words: [Word] = []
        for (row, text) in left.enumerated() {
            words += split(text, 60, 100 + 13 * Double(row))
            words.append(word(right[row], 400, 100 + 13 * Double(row)))
        }
        let layout = PageLayout(Page(number: 1, width: 600, height: 800, origin: .textLayer, words: words))
        let texts = layout.blocks.map { $0.segments.map { layout.segments[$0].text } }
        #expect(texts == [left, right])
    }

    @Test func `what runs up an edge of the page is of no line`() {
        var steep = word("Druckerei", 40, 100)
        steep.box = Box(left: 40, top: 90, right: 48, bottom: 140)
        steep.quad = Quad(
            topLeft: Point(x: 40, y: 140), topRight: Point(x: 40, y: 90), bottomRight: Point(x: 48, y: 90),
            bottomLeft: Point(x: 48, y: 140))
        let words = [steep, word("Total", 60, 100), word("Netto", 60, 130)]
        let layout = PageLayout(Page(number: 1, width: 600, height: 800, origin: .image, words: words))
        #expect(layout.words.count == 3)
        #expect(layout.lines.map(\.words) == [[1], [2]])
        #expect(LineFinder(words: words).columns() == [[0]])
    }

    @Test func `words up the page one after the other make a column, and each edge has its own`() {
        func steep(_ left: Double, _ bottom: Double) -> Word {
            var word = word("Druck", left, bottom)
            word.box = Box(left: left, top: bottom - 40, right: left + 8, bottom: bottom)
            word.quad = Quad(
                topLeft: Point(x: left, y: bottom), topRight: Point(x: left, y: bottom - 40),
                bottomRight: Point(x: left + 8, y: bottom - 40), bottomLeft: Point(x: left + 8, y: bottom))
            return word
        }
        let words = [steep(20, 500), steep(21, 455), word("Total", 60, 100), steep(570, 500)]
        #expect(LineFinder(words: words).columns() == [[0, 1], [3]])
        #expect(LineFinder(words: []).columns().isEmpty)
    }

    @Test func `a page without words has no lines`() {
        let layout = PageLayout(Page(number: 1, width: 600, height: 800, origin: .blank, words: []))
        #expect(layout.lines.isEmpty && layout.segments.isEmpty && layout.blocks.isEmpty)
    }

    @Test(arguments: [(20, 2, true), (20, 3, false), (1, 1, false), (0, 0, false)])
    func `a till prints short lines, and few that are longer`(lines: Int, long: Int, isTill: Bool) {
        let words = (0..<lines).map {
            word(String(repeating: "x", count: $0 < long ? 60 : 30), 10, 20 * Double($0))
        }
        let page = Page(number: 1, width: 600, height: 800, origin: .image, words: words)
        #expect(PageLayout(page).hasLinesOfTill == isTill)
    }

    @Test func `a printed line between two words keeps them apart`() {
        var page = Page(
            number: 1, width: 600, height: 800, origin: .textLayer,
            words: [word("12", 50, 100), word("Screws", 66, 100)])
        page.rulings = [Ruling(box: Box(left: 63, top: 80, right: 63.5, bottom: 140))]
        #expect(PageLayout(page).segments.map(\.text) == ["12", "Screws"])
    }

    private func split(_ text: String, _ left: Double, _ top: Double) -> [Word] {
        var words: [Word] = []
        var left = left
        for part in text.split(separator: " ") {
            words.append(word(String(part), left, top))
            left += Double(part.count) * 5.5 + 3
        }
        return words
    }

    private func word(_ text: String, _ left: Double, _ top: Double) -> Word {
        Word(
            text: text,
            box: Box(left: left, top: top, right: left + Double(text.count) * 5.5, bottom: top + 10))
    }
}
