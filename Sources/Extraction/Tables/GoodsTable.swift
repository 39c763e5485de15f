internal import Domain

/// Reads the lines of a delivery note: goods and quantities without prices.
struct GoodsTable {
    private(set) var lines: [DraftLine] = []
    private(set) var region: Region?

    /// Lines without a quantity after which the table has ended.
    private static let farthest = 6

    /// Reads the lines below a heading that names goods and a quantity.
    init(_ body: [TableLine], heading: TableHeading, bodyHeight: Double, mark: DecimalMark?) {
        let kinds: [ColumnKind] = [.billedQuantity, .quantity]
        guard
            let index = kinds.lazy.compactMap({ kind in heading.columns.firstIndex { $0.kind == kind } })
                .first
        else { return }
        let place = heading.columns[index].box
        let column = FigureColumn(left: place.left, right: place.right, count: 0, heading: index)
        var rows: [FigureRow] = []
        for (line, cells) in body.enumerated() {
            let cell = cells.cells.first {
                $0.isFree && !$0.token.isPercentage && place.left - 12 < $0.box.right
                    && $0.box.left < place.right + 12
            }
            guard let cell, cells.hasText || cells.cells.count > 1, !cells.isSum else { continue }
            if let last = rows.last, line - last.line > Self.farthest { break }
            rows.append(FigureRow(line: line, cells: [cell]))
        }
        let roles = ColumnRoles(total: 0, price: nil, quantity: 0)
        let text = RowText(
            body: body, columns: [column], heading: heading, roles: roles, bodyHeight: bodyHeight)
        let itemLines = rows.map(\.line)
        for row in rows {
            let words = text.words(of: row, itemLines: itemLines)
            guard words.description.contains(where: \.isLetter), let cell = row.cells[0] else { continue }
            let place = Region(page: body[row.line].page, box: words.box)
            lines.append(
                DraftLine(
                    position: words.position, articleNumber: words.article, description: words.description,
                    quantity: cell.token.value(by: mark), unit: cell.unit, confidence: 0.6,
                    source: .page(place)))
            region = Region(page: place.page, box: region?.box.union(place.box) ?? place.box)
        }
    }
}
