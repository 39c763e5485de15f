internal import Domain

/// One table of a page: its columns, their roles, and the lines read by them.
struct FoundTable {
    /// A line read, and how sure its figures are.
    struct Candidate {
        var line: DraftLine
        /// Whether quantity and price are both there.
        var isFull: Bool
        var closing: LineClosing?
        /// Whether it stands below the first line of sums.
        var isBelowSums: Bool
        var row: Int
    }

    /// Lines a table may go on without figures; what stands farther below must prove itself.
    private static let farthest = 14

    private(set) var lines: [Candidate] = []
    private(set) var hasFigures = false
    private(set) var region: Region?

    /// Reads a table off the lines below a heading, or anywhere on a page without headings.
    init?(
        body: [TableLine], heading: TableHeading?, isContinued: Bool = false, bodyHeight: Double,
        mark: DecimalMark?
    ) {
        let finder = ColumnFinder(body.filter { !$0.isSum }, heading: heading)
        let columns = finder.columns
        guard !columns.isEmpty, columns.count <= 24 else { return nil }
        let rows = Self.rows(body, finder, heading)
        let search = RoleSearch(columns: columns, heading: heading, rows: rows, mark: mark)
        guard let roles = search.best(), heading != nil || roles.proofs > 0 && roles.closeRate > 0.3 else {
            return nil
        }
        hasFigures = roles.price != nil || roles.quantity != nil
        let text = RowText(
            body: body, columns: columns, heading: heading, roles: roles, bodyHeight: bodyHeight)
        read(rows, body, search, roles, text)
        guard !lines.isEmpty else { return nil }
        if heading == nil || isContinued { lines.removeAll { $0.closing == nil } }
        region = lines.map(\.line.source.region).compactMap(\.self).reduce(nil) { all, next in
            Region(page: next.page, box: all?.box.union(next.box) ?? next.box)
        }
    }

    /// The cells of each line by column; lines without figures stay out.
    private static func rows(
        _ body: [TableLine], _ finder: ColumnFinder, _ heading: TableHeading?
    ) -> [FigureRow] {
        let isFigures = body.map { ColumnFinder.isFigureLine($0, heading) }
        return body.indices.compactMap { index in
            guard isFigures[index] else { return nil }
            var row = FigureRow(line: index, cells: finder.cells(of: body[index]), isSum: body[index].isSum)
            guard row.cells.contains(where: { $0 != nil }) else { return nil }
            for near in [index - 1, index + 1, index - 2, index + 2]
            where body.indices.contains(near) && !isFigures[near] && !body[near].isSum
                && abs(body[near].box.midY - body[index].box.midY) < 2.6 * body[index].box.height
            {
                for (column, cell) in finder.cells(of: body[near]).enumerated()
                where row.cells[column] == nil && finder.columns[column].count == 0 {
                    if let cell { row.nearby[column, default: []].append(cell) }
                }
            }
            return row
        }
    }

    private mutating func read(
        _ rows: [FigureRow], _ body: [TableLine], _ search: RoleSearch, _ roles: ColumnRoles, _ text: RowText
    ) {
        let firstSum =
            body.firstIndex { $0.isSum && !$0.isCarried && $0.cells.contains { $0.token.looksLikeMoney } }
            ?? body.count
        let itemRows = rows.indices.filter {
            rows[$0].cells[roles.total] != nil && !rows[$0].isSum || search.closing($0, roles) != nil
        }
        let itemLines = itemRows.map { rows[$0].line }
        for index in itemRows {
            let row = rows[index]
            guard let totalCell = row.cells[roles.total], totalCell.isFree || totalCell.token.looksLikeMoney
            else { continue }
            let closing = search.closing(index, roles)
            let isBelow = row.line > firstSum
            if isBelow || row.isSum {
                // Below or among sums only lines count that prove themselves.
                guard let closing, closing.proves || (roles.proofs > 0 && !closing.isZero),
                    row.isComplete(roles)
                else { continue }
            }
            if closing == nil, let last = lines.last?.row, row.line - last > Self.farthest { continue }
            let words = text.words(of: row, itemLines: itemLines)
            guard !words.description.isEmpty || closing != nil else { continue }
            var line = DraftLine(
                position: words.position, articleNumber: words.article, description: words.description,
                confidence: 0.5,
                source: .page(Region(page: body[row.line].page, box: words.box)))
            fill(&line, row, roles, closing, search)
            let isFull = line.quantity != nil && line.unitPrice != nil
            line.confidence = Self.confidence(closing, isFull: isFull, roles: roles)
            lines.append(
                Candidate(line: line, isFull: isFull, closing: closing, isBelowSums: isBelow, row: row.line))
        }
    }

    private func fill(
        _ line: inout DraftLine, _ row: FigureRow, _ roles: ColumnRoles, _ closing: LineClosing?,
        _ search: RoleSearch
    ) {
        let value = { (column: Int?) -> FixedDecimal? in
            column.flatMap { row.cells[$0] }?.token.value(by: search.mark)
        }
        line.lineTotal = closing?.total.value ?? value(roles.total)
        line.unitPrice = closing?.price.value ?? value(roles.price)
        line.quantity = closing?.quantity.value ?? value(roles.quantity)
        line.unit = roles.quantity.flatMap { row.cells[$0] }?.unit
        if let discount = roles.discount.flatMap({ row.cells[$0] }), closing?.kind != .amountOff {
            line.discountPercent = discount.token.value(by: search.mark)
        }
        line.taxRate = rate(row, roles, search)
        if case .per(let base)? = closing?.kind { line.priceBase = FixedDecimal(base) }
        if line.quantity == nil { line.quantity = Self.wholeQuantity(line.unitPrice, line.lineTotal) }
    }

    /// The whole number of pieces that price and total tell where the quantity was not read.
    private static func wholeQuantity(_ price: FixedDecimal?, _ total: FixedDecimal?) -> FixedDecimal? {
        guard let price, let total, let pieces = total.divided(by: price, places: 0), !pieces.isZero,
            let quantity = Figure(NumberReading(value: pieces)),
            let each = Figure(NumberReading(value: price)),
            let whole = Figure(NumberReading(value: total)),
            LineArithmetic.closing([quantity], [each], [whole], LineArithmetic.Extras()) != nil
        else { return nil }
        return pieces
    }

    private func rate(_ row: FigureRow, _ roles: ColumnRoles, _ search: RoleSearch) -> FixedDecimal? {
        if let cell = roles.rate.flatMap({ row.cells[$0] }) { return cell.token.value(by: search.mark) }
        let percent = row.cells.indices.first {
            $0 != roles.discount && row.cells[$0]?.token.isPercentage == true
        }
        return percent.flatMap { row.cells[$0] }?.token.value(by: search.mark)
    }

    private static func confidence(_ closing: LineClosing?, isFull: Bool, roles: ColumnRoles) -> Double {
        guard let closing else { return isFull ? 0.45 : 0.35 }
        if !closing.isTrivial { return roles.closeRate > 0.8 ? 0.97 : 0.9 }
        return roles.closeRate > 0.45 ? 0.9 : 0.75
    }

    /// The lines to keep: full ones, and partial ones where only with them a printed sum is met.
    func accepted(sums: Set<FixedDecimal>, before: FixedDecimal) -> [DraftLine] {
        let all = lines.filter { $0.isFull || !hasFigures }
        let usual = lines.filter { !$0.isBelowSums }
        let full = usual.filter { $0.isFull || !hasFigures }
        let closed = all.filter { $0.closing != nil }
        for choice in [all, lines, full, usual, closed] where !choice.isEmpty {
            if let sum = Self.sum(choice, before), !sum.isZero, sums.contains(sum.magnitude) {
                return choice.map(\.line)
            }
        }
        return all.map(\.line)
    }

    private static func sum(_ lines: [Candidate], _ before: FixedDecimal) -> FixedDecimal? {
        var sum = before
        for candidate in lines {
            guard let total = candidate.line.lineTotal, let next = sum.adding(total) else { return nil }
            sum = next
        }
        return sum
    }
}
