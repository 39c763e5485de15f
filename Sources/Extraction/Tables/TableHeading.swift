internal import Domain

/// The heading of a line table: which kinds of column are named, and where.
struct TableHeading {
    /// One heading with the width it takes.
    struct Column {
        var kind: ColumnKind
        var box: Box
        var length: Int
    }

    /// The headings from left to right.
    var columns: [Column]
    /// Lines it spans.
    var lines: ClosedRange<Int>

    /// The kinds that make a table one of goods and prices.
    private static let telling: Set<ColumnKind> = [
        .quantity, .billedQuantity, .unitPrice, .lineTotal, .grossTotal, .discount, .description, .article,
        .taxRate,
        .unit, .taxAmount, .position,
    ]

    /// The headings on a page, from top to bottom.
    static func all(
        in lines: [TableLine], bodyHeight: Double, where isWanted: (TableHeading) -> Bool = \.isTable
    ) -> [TableHeading] {
        var headings: [TableHeading] = []
        var index = 0
        while index < lines.count {
            if let heading = heading(at: index, lines, bodyHeight), isWanted(heading) {
                headings.append(heading)
                index = heading.lines.upperBound + 1
            } else {
                index += 1
            }
        }
        return headings
    }

    private static func isHeadingLine(_ line: TableLine) -> Bool {
        !line.hits.isEmpty && line.headingShare >= 0.5
            && !line.cells.contains { $0.token.looksLikeMoney && !$0.token.isPercentage }
    }

    private static func heading(at index: Int, _ lines: [TableLine], _ bodyHeight: Double) -> TableHeading? {
        guard isHeadingLine(lines[index]) else { return nil }
        var last = index
        // Headings of one table may be set over several lines, with lines between that name nothing we know.
        var look = index + 1
        while look < lines.count, look <= last + 2,
            lines[look].box.top - lines[last].box.bottom < bodyHeight * 1.6
        {
            if isHeadingLine(lines[look]) { last = look }
            if lines[look].cells.contains(where: \.token.looksLikeMoney) { break }
            look += 1
        }
        var columns: [Column] = []
        for line in lines[index...last] where isHeadingLine(line) {
            for hit in line.hits { add(hit, of: line, to: &columns) }
        }
        columns.sort { $0.box.left < $1.box.left }
        let heading = TableHeading(columns: columns, lines: index...last)
        return heading
    }

    /// Adds a heading; where one stands over another, the more telling wins and takes the width of both.
    private static func add(_ hit: TableLexicon.Hit, of line: TableLine, to columns: inout [Column]) {
        let box = hit.words.dropFirst().reduce(line.words[hit.words.lowerBound].box) {
            $0.union(line.words[$1].box)
        }
        let column = Column(kind: hit.kind, box: box, length: hit.length)
        guard
            let other = columns.firstIndex(where: {
                $0.box.horizontalOverlap(box) > 0.3 * min($0.box.width, box.width)
            })
        else {
            columns.append(column)
            return
        }
        let rank = { (column: Column) in (column.kind.rank, column.length) }
        let union = columns[other].box.union(box)
        if rank(column) > rank(columns[other]) { columns[other] = column }
        columns[other].box = Box(
            left: union.left, top: union.top, right: union.right, bottom: union.bottom)
    }

    /// Whether the columns named are those of a list of goods without prices.
    var isGoodsList: Bool {
        let kinds = Set(columns.map(\.kind))
        let prices: Set<ColumnKind> = [.unitPrice, .lineTotal, .grossTotal]
        return kinds.isDisjoint(with: prices) && !kinds.isDisjoint(with: [.quantity, .billedQuantity])
            && !kinds.isDisjoint(with: [.description, .article])
    }

    /// Whether the columns named are those of a table of lines.
    var isTable: Bool {
        let kinds = Set(columns.map(\.kind))
        let amounts: Set<ColumnKind> = [.unitPrice, .lineTotal, .grossTotal]
        let named = kinds.intersection(Self.telling)
        guard !kinds.isDisjoint(with: amounts) else { return false }
        let hasSubject = !kinds.isDisjoint(with: [.description, .article, .quantity, .billedQuantity])
        return hasSubject && named.count >= 2 && (named.count >= 3 || kinds.contains(.description))
    }
}

extension ColumnKind {
    /// How much a heading tells where several stand over one another.
    var rank: Int {
        switch self {
        case .other: 0
        case .unit, .position, .taxRate: 1
        case .article, .taxAmount: 2
        case .lineTotal, .grossTotal, .unitPrice, .discount, .description: 3
        case .quantity, .billedQuantity, .priceBase: 4
        }
    }

    /// Whether the column holds numbers that take part in the line's arithmetic.
    var isFigure: Bool {
        switch self {
        case .quantity, .billedQuantity, .unitPrice, .priceBase, .discount, .taxRate, .taxAmount, .lineTotal,
            .grossTotal:
            true
        case .position, .article, .description, .unit, .other: false
        }
    }
}
