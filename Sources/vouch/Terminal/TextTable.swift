/// Rows in aligned columns that fit a given width.
///
/// Where the rows are wider than the terminal, elastic columns give way first, then columns of the lowest priority go.
struct TextTable: Hashable, Sendable {
    /// A column.
    struct Column: Hashable, Sendable {
        /// Its heading; an empty one where it needs none.
        var title: String
        /// Where its cells stand.
        var alignment: Alignment = .left
        /// Columns it may be cut down to; `nil` when it must not be cut.
        var minimum: Int?
        /// Whether its cells are cut in the middle, as file names are.
        var isCutInMiddle = false
        /// Whether the whole column may go when the terminal is narrow; the lowest goes first.
        var priority = Int.max
        /// Whether decimal points stand one above the other.
        var hasAlignedPoints = false
        /// Whether a cell may run on over the empty cells to its right.
        var runsOn = false
    }

    /// Spaces between two columns.
    static let gap = 2

    /// The columns from left to right.
    var columns: [Column]
    /// The cells, one for every column in each row.
    var rows: [[StyledText]] = []
    /// Spaces before the first column.
    var indent = 0
    /// Whether a line of headings comes first.
    var hasHeader = true

    /// The lines, none wider than `width` unless the columns that must not be cut are.
    func lines(width: Int) -> [StyledText] {
        let cells = withAlignedPoints()
        var visible = columns.indices.filter { column in
            !columns[column].title.isEmpty || cells.contains { $0[column].width > 0 }
        }
        var widths = fittedWidths(visible, cells, width)
        while total(visible, widths) > width - indent, let weakest = weakest(of: visible) {
            visible.removeAll { $0 == weakest }
            widths = fittedWidths(visible, cells, width)
        }
        let header = hasHeader ? [columns.map { StyledText($0.title, .quiet) }] : []
        return (header + cells).map { line($0, visible, widths, width) }
    }

    /// One row; nothing is written after its last cell that says something.
    private func line(_ row: [StyledText], _ visible: [Int], _ widths: [Int], _ width: Int) -> StyledText {
        var line = StyledText(String(repeating: " ", count: indent))
        let full = visible.lastIndex { row[$0].width > 0 }.map { visible[...$0] } ?? []
        for column in full {
            let settings = columns[column]
            let isLast = column == full.last
            let room = isLast && settings.runsOn ? max(widths[column], width - line.width) : widths[column]
            let cell = row[column].truncated(to: room, inMiddle: settings.isCutInMiddle)
            let needsPadding = !isLast || settings.alignment == .right
            line += needsPadding ? cell.padded(to: widths[column], settings.alignment) : cell
            if !isLast { line += StyledText(String(repeating: " ", count: Self.gap)) }
        }
        return line
    }

    private func total(_ visible: [Int], _ widths: [Int]) -> Int {
        visible.reduce(0) { $0 + widths[$1] } + max(0, visible.count - 1) * Self.gap
    }

    private func weakest(of visible: [Int]) -> Int? {
        visible.filter { columns[$0].priority < .max }.min { columns[$0].priority < columns[$1].priority }
    }

    /// Natural widths, with the widest elastic column cut one by one until the row fits or nothing more gives.
    private func fittedWidths(_ visible: [Int], _ cells: [[StyledText]], _ width: Int) -> [Int] {
        var widths = columns.indices.map { column in
            let counted = columns[column].runsOn ? cells.filter { !endsRow(column, $0) } : cells
            return max(
                hasHeader ? columns[column].title.displayWidth : 0,
                counted.map { $0[column].width }.max() ?? 0)
        }
        var excess = total(visible, widths) - (width - indent)
        while excess > 0 {
            let elastic = visible.filter { widths[$0] > (columns[$0].minimum ?? .max) }
            guard let widest = elastic.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func endsRow(_ column: Int, _ row: [StyledText]) -> Bool {
        row[(column + 1)...].allSatisfy { $0.width == 0 }
    }

    /// The rows with spaces after short fractions, so that points stand one above the other.
    private func withAlignedPoints() -> [[StyledText]] {
        var cells = rows
        for column in columns.indices where columns[column].hasAlignedPoints {
            let fractions = rows.map { Self.fractionWidth(of: $0[column].plain) }
            let longest = fractions.max() ?? 0
            for (row, fraction) in fractions.enumerated() where cells[row][column].width > 0 {
                cells[row][column] += StyledText(String(repeating: " ", count: longest - fraction))
            }
        }
        return cells
    }

    private static func fractionWidth(of text: String) -> Int {
        guard let point = text.lastIndex(of: ".") else { return 0 }
        return text[point...].prefix { $0 == "." || $0.isNumber }.count
    }
}
