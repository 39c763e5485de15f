package import Domain

/// Reads the tax breakdown: lines on which a rate, a taxable amount and a tax amount agree.
package enum TaxTable {
    /// Most entries a document has.
    static let maximumEntries = 12

    /// The breakdown on laid-out pages, outside the regions of line tables.
    package static func entries(
        on pages: [PageLayout], outside tables: [Region], lexicon: TableLexicon, mark: DecimalMark?
    ) -> [DraftTax] {
        var found: [DraftTax] = []
        for page in pages {
            for (index, line) in page.lines.enumerated() {
                let region = Region(page: page.number, box: line.box)
                guard
                    !tables.contains(where: {
                        $0.page == region.page && $0.box.verticalOverlap(region.box) > 2
                    })
                else {
                    continue
                }
                let read = TableLine(line, index: index, of: page, lexicon: lexicon)
                guard let entry = entry(on: read, region, mark) else { continue }
                let isNew = !found.contains {
                    $0.rate == entry.rate && $0.tax == entry.tax && !isParallel(entry, read)
                }
                if isNew, found.count < maximumEntries { found.append(entry) }
            }
        }
        return withBases(found, pages, mark)
    }

    /// Whether equal entries are meant: state and central tax of India stand with the same rate and amount.
    private static func isParallel(_ entry: DraftTax, _ line: TableLine) -> Bool {
        let names: Set<[UInt8]> = [Array("cgst".utf8), Array("sgst".utf8), Array("utgst".utf8)]
        return line.words.prefix(3).contains {
            names.contains(PlainBytes.lowercased($0.text).filter(PlainBytes.isLetter))
        }
            && entry.base == nil
    }

    private static func entry(on line: TableLine, _ region: Region, _ mark: DecimalMark?) -> DraftTax? {
        let amounts = line.cells.indices.compactMap { index -> (cell: Int, figure: Figure)? in
            let token = line.cells[index].token
            guard !token.isPercentage, token.looksLikeMoney else { return nil }
            return RoleSearch.figures(of: token, mark: mark).first.map { (index, $0) }
        }
        for (index, cell) in line.cells.enumerated() {
            guard let rate = RoleSearch.figures(of: cell.token, mark: mark).first, isRate(rate, cell) else {
                continue
            }
            for base in amounts where base.cell != index {
                for tax in amounts where tax.cell != index && tax.cell != base.cell {
                    guard abs(tax.figure.units) < abs(base.figure.units),
                        closes(rate, base.figure, tax.figure)
                    else { continue }
                    return DraftTax(
                        rate: rate.reading.value, base: base.figure.reading.value,
                        tax: tax.figure.reading.value, source: .page(region))
                }
            }
            if cell.token.isPercentage, line.isSum, amounts.count == 1, let tax = amounts.first?.figure,
                rate.units > 0
            {
                return DraftTax(
                    rate: rate.reading.value, base: nil, tax: tax.reading.value, source: .page(region))
            }
        }
        return nil
    }

    /// Rates go up to 30 percent; without a percent sign they are short numbers.
    private static func isRate(_ rate: Figure, _ cell: TableCell) -> Bool {
        guard rate.units >= 0, rate.units <= 30_000_000 else { return false }
        return cell.token.isPercentage
            || (rate.units >= 1_000_000 && rate.places <= 2 && cell.token.currency == nil)
    }

    /// Whether rate × base = tax, to a cent and the rounding of a few lines.
    private static func closes(_ rate: Figure, _ base: Figure, _ tax: Figure) -> Bool {
        if rate.units == 0 { return tax.units == 0 && base.units != 0 }
        guard tax.units != 0 else { return false }
        let product = Int128(base.units) * Int128(rate.units)
        let wanted = Int128(tax.units) * 100_000_000
        return (product - wanted).magnitude <= 20_000 * 100_000_000
    }

    /// Adds the taxable amount to entries that name only rate and tax, where one amount of the document fits.
    private static func withBases(_ entries: [DraftTax], _ pages: [PageLayout], _ mark: DecimalMark?)
        -> [DraftTax]
    {
        guard entries.contains(where: { $0.base == nil }) else { return entries }
        var amounts: Set<FixedDecimal> = []
        for page in pages {
            for line in page.lines {
                for token in Numbers.scan(line.words.map { page.words[$0] })
                where token.looksLikeMoney && !token.isPercentage {
                    if let value = token.value(by: mark) { amounts.insert(value) }
                }
            }
        }
        return entries.map { entry in
            guard entry.base == nil, let rate = entry.rate.flatMap({ Figure(NumberReading(value: $0)) }),
                let tax = entry.tax.flatMap({ Figure(NumberReading(value: $0)) })
            else { return entry }
            let fitting = amounts.filter { amount in
                Figure(NumberReading(value: amount)).map {
                    abs($0.units) > abs(tax.units) && closes(rate, $0, tax)
                } ?? false
            }
            guard fitting.count == 1 else { return entry }
            var entry = entry
            entry.base = fitting.first
            return entry
        }
    }
}
