import Domain
import Extraction

/// The text of a page set out as it stands on the page: lines from top to bottom, gaps as spaces.
struct PageText: Sendable {
    /// The widest space between two words of a phrase, in heights of the line.
    static let widestSpace = 0.8

    private let page: Page
    private let leftEdge: Double

    /// Takes a page, or the part of one that begins at `leftEdge` points.
    init(_ page: Page, from leftEdge: Double = 0) {
        self.page = page
        self.leftEdge = leftEdge
    }

    /// The pages, one after the other, with a form feed between two.
    static func text(of pages: [Page]) -> String {
        pages.map { PageText($0).lines.map { $0 + "\n" }.joined() }.joined(separator: "\u{0C}")
    }

    /// The lines from top to bottom, then what runs up or down the page.
    var lines: [String] {
        let finder = LineFinder(words: page.words)
        return finder.lines().map { line(of: $0.map { page.words[$0] }) }
            + finder.columns().map { $0.map { page.words[$0].text }.joined(separator: " ") }
    }

    /// The words of a row: one space within a phrase, else as far to the right as on the page.
    private func line(of row: [Word]) -> String {
        var line = ""
        var column = 0
        var last: Word?
        for word in row {
            let aimed = Int(((word.box.left - leftEdge) / columnWidth).rounded())
            let isSamePhrase =
                last.map {
                    word.box.left - $0.box.right < Self.widestSpace * max($0.box.height, word.box.height)
                } ?? false
            let gap = isSamePhrase ? 1 : max(last == nil ? 0 : 2, aimed - column)
            line += String(repeating: " ", count: gap) + word.text
            column += gap + word.text.count
            last = word
        }
        return line
    }

    /// Points that one column stands for: the median width of a character.
    private var columnWidth: Double {
        let widths = page.words.filter { $0.text.count > 1 }.map { $0.box.width / Double($0.text.count) }
            .sorted()
        return max(2, widths.isEmpty ? 5 : widths[widths.count / 2])
    }
}
