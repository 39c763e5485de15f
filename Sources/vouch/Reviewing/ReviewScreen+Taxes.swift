import Domain
import Reviewing

/// The tax breakdown of a document as a table.
extension ReviewScreen {
    /// The table with the cell that is edited, and what speaks against it.
    func taxLines(_ sheet: TaxSheet, _ text: String?, _ review: ReviewSession) -> [StyledText] {
        var table = TextTable(
            columns: [
                .init(title: "", alignment: .right), .init(title: "Rate %", alignment: .right),
                .init(title: "Taxable", alignment: .right), .init(title: "Tax", alignment: .right),
            ], indent: 1)
        for index in sheet.taxes.indices.prefix(max(2, height - 9)) {
            let cells = TaxCell.allCases.map { cell -> StyledText in
                let value = sheet.taxes[index][cell]?.description ?? ""
                guard index == sheet.row, cell == sheet.cell else { return StyledText(value) }
                return StyledText("[\(text.map { $0 + "▏" } ?? value)]", .strong)
            }
            table.rows.append(
                [StyledText(index == sheet.row ? "▸\(index + 1)" : "\(index + 1)", .quiet)] + cells)
        }
        let shown: [StyledText] =
            sheet.taxes.isEmpty
            ? [StyledText(" No tax breakdown. + adds a rate.", .quiet)] : table.lines(width: width)
        return [StyledText(" Tax by rate", .strong)] + shown + verdict(on: sheet, review) + [
            keys("arrows move", "type to change", "+ add", "! remove", "Enter keep", "Esc back")
        ]
    }

    private func verdict(on sheet: TaxSheet, _ review: ReviewSession) -> [StyledText] {
        let broken = review.findings(withTaxes: sheet.taxes)
        guard !broken.isEmpty else {
            return sheet.taxes.isEmpty
                ? [] : [StyledText(" ✓ ", .good) + StyledText("The tax adds up.")]
        }
        return broken.prefix(3).map { StyledText(" ✗ ", .bad) + StyledText($0.message) }
    }
}
