import Domain

/// The text of a page set out as it stands on the page: lines from top to bottom, gaps as spaces.
struct PageText: Sendable {
    /// Columns between two words are limited to this many, however far apart they stand.
    static let widestGap = 24

    private let page: Page

    /// Takes a page.
    init(_ page: Page) {
        self.page = page
    }

    /// The pages, one after the other, with a form feed between two.
    static func text(of pages: [Page]) -> String {
        pages.map { PageText($0).lines.map { $0 + "\n" }.joined() }.joined(separator: "\u{0C}")
    }

    /// The lines from top to bottom, trailing spaces removed.
    var lines: [String] {
        rows.map { row in
            var line = ""
            var column = 0
            for word in row.sorted(by: { $0.box.left < $1.box.left }) {
                let aimed = Int((word.box.left / columnWidth).rounded())
                let gap =
                    line.isEmpty
                    ? min(aimed, Self.widestGap * 2) : min(max(1, aimed - column), Self.widestGap)
                line += String(repeating: " ", count: gap) + SafeText(word.text).text
                column += gap + word.text.count
            }
            return line
        }
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
