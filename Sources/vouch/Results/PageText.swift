import Domain

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

    /// The lines from top to bottom.
    var lines: [String] {
        rows.map { line(of: $0.sorted { $0.box.left < $1.box.left }) }
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

    /// Words that stand on one line: each shares at least half its height with the line's last word.
    private var rows: [[Word]] {
        var rows: [[Word]] = []
        for word in page.words.sorted(by: { $0.box.midY < $1.box.midY }) {
            if let last = rows.last?.last,
                last.box.verticalOverlap(word.box) * 2 > min(last.box.height, word.box.height)
            {
                rows[rows.count - 1].append(word)
            } else {
                rows.append([word])
            }
        }
        return rows
    }

    /// Points that one column stands for: the median width of a character.
    private var columnWidth: Double {
        let widths = page.words.filter { $0.text.count > 1 }.map { $0.box.width / Double($0.text.count) }
            .sorted()
        return max(2, widths.isEmpty ? 5 : widths[widths.count / 2])
    }
}
