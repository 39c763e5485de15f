public import Domain

/// The lines of goods and services found on a document's pages.
public struct LineTable: Hashable, Sendable {
    /// The lines in the order of the pages.
    public var lines: [DraftLine] = []
    /// Exact sum of the line totals; `nil` when a line has none.
    public var sum: FixedDecimal?
    /// Whether the lines' sum is an amount printed beside a sum.
    public var isSumPrinted = false
    /// Places the tables take, so that amounts in them are not taken for totals.
    public var regions: [Region] = []

    /// Makes an empty table.
    public init() {}
}

extension LineTable {
    /// Reads the lines off laid-out pages; `mark` is the document's decimal mark where one was seen.
    package init(_ pages: [PageLayout], lexicon: TableLexicon, mark: DecimalMark?) {
        var reader = TableReader(lexicon: lexicon, mark: mark)
        for page in pages { reader.read(page) }
        self = reader.table()
    }
}

/// Collects the tables of a document page by page.
struct TableReader {
    let lexicon: TableLexicon
    let mark: DecimalMark?
    private var tables: [FoundTable] = []
    private var lastHeading: (TableHeading, page: Int)?
    private var sumAmounts: Set<FixedDecimal> = []
    private var pageLines: [(lines: [TableLine], layout: PageLayout)] = []

    init(lexicon: TableLexicon, mark: DecimalMark?) {
        self.lexicon = lexicon
        self.mark = mark
    }

    /// Reads one page.
    mutating func read(_ page: PageLayout) {
        let lines = page.lines.enumerated().map {
            TableLine($0.element, index: $0.offset, of: page, lexicon: lexicon)
        }
        for line in lines where line.isSum {
            for cell in line.cells where !cell.token.isPercentage {
                sumAmounts.formUnion(cell.token.readings.map { $0.value.magnitude })
            }
        }
        pageLines.append((lines, page))
        let headings = TableHeading.all(in: lines, bodyHeight: page.bodyHeight)
        continueLast(Array(lines[..<(headings.first?.lines.lowerBound ?? lines.count)]), page)
        lastHeading = headings.last.map { ($0, page.number) }
        for (index, heading) in headings.enumerated() {
            let end = index + 1 < headings.count ? headings[index + 1].lines.lowerBound : lines.count
            let body = Array(lines[(heading.lines.upperBound + 1)..<end])
            if let table = FoundTable(body: body, heading: heading, bodyHeight: page.bodyHeight, mark: mark) {
                tables.append(table)
            }
        }
    }

    /// Reads on where the table of the page before goes on without a heading of its own.
    private mutating func continueLast(_ body: [TableLine], _ page: PageLayout) {
        guard let (heading, number) = lastHeading, number == page.number - 1, !body.isEmpty else { return }
        if let table = FoundTable(
            body: body, heading: heading, isContinued: true, bodyHeight: page.bodyHeight, mark: mark)
        {
            tables.append(table)
        }
    }

    /// What was found, after all pages.
    func table() -> LineTable {
        var found = tables
        if !found.contains(where: { !$0.lines.isEmpty }) {
            found = pageLines.compactMap {
                FoundTable(body: $0.lines, heading: nil, bodyHeight: $0.layout.bodyHeight, mark: mark)
            }
            let table = merged(found[...])
            if table.isSumPrinted { return table }
            if let till = tillRoll(least: table.lines.count) { return till }
            if found.isEmpty { return goods() }
        }
        // A table without quantities and prices counts only where there is none with them.
        if found.contains(where: \.hasFigures) { found.removeAll { !$0.hasFigures } }
        // A later table may be another document's: the longest run that meets a printed sum is taken.
        for count in stride(from: found.count, through: 1, by: -1) {
            let table = merged(found[..<count])
            if table.isSumPrinted { return table }
        }
        return merged(found[...])
    }

    /// The lines of a receipt, where they meet a printed sum or where the page is a strip with more than `least`.
    private func tillRoll(least: Int) -> LineTable? {
        guard let page = pageLines.first, pageLines.count == 1 else { return nil }
        let roll = TillRoll(page.lines, mark: mark, lexicon: lexicon)
        var table = LineTable()
        table.lines = roll.lines
        table.sum = Self.sum(roll.lines)
        table.isSumPrinted = !roll.sum.isZero && sumAmounts.contains(roll.sum.magnitude)
        let isReceipt = page.layout.hasLinesOfTill && !sumAmounts.isEmpty && roll.lines.count > least
        guard table.isSumPrinted || isReceipt else { return nil }
        table.regions = Self.region(of: roll.lines).map { [$0] } ?? []
        return table
    }

    /// The lines of a delivery note.
    private func goods() -> LineTable {
        var table = LineTable()
        for page in pageLines {
            let headings = TableHeading.all(
                in: page.lines, bodyHeight: page.layout.bodyHeight, where: \.isGoodsList)
            for (index, heading) in headings.enumerated() {
                let end = index + 1 < headings.count ? headings[index + 1].lines.lowerBound : page.lines.count
                let body = Array(page.lines[(heading.lines.upperBound + 1)..<end])
                let part = GoodsTable(body, heading: heading, bodyHeight: page.layout.bodyHeight, mark: mark)
                table.lines += part.lines
                table.regions += part.region.map { [$0] } ?? []
            }
        }
        return table
    }

    private static func region(of lines: [DraftLine]) -> Region? {
        lines.compactMap(\.source.region).reduce(nil) { all, next in
            Region(page: next.page, box: all?.box.union(next.box) ?? next.box)
        }
    }

    private func merged(_ parts: ArraySlice<FoundTable>) -> LineTable {
        var table = LineTable()
        for part in parts {
            table.lines += part.accepted(sums: sumAmounts, before: table.sum ?? .zero)
            table.regions += part.region.map { [$0] } ?? []
            table.sum = Self.sum(table.lines)
        }
        table.isSumPrinted = table.sum.map { !$0.isZero && sumAmounts.contains($0.magnitude) } ?? false
        return table
    }

    private static func sum(_ lines: [DraftLine]) -> FixedDecimal? {
        var sum = FixedDecimal.zero
        for line in lines {
            guard let total = line.lineTotal, let next = sum.adding(total) else { return nil }
            sum = next
        }
        return sum
    }
}
