import Domain
import Reviewing

/// The lines of a document as a table.
extension ReviewScreen {
    /// The table with the cell that is edited, and how its sums stand.
    func sheetLines(_ sheet: LineSheet, _ text: String?, _ sums: SumCheck?) -> [StyledText] {
        var table = TextTable(
            columns: [
                .init(title: "", alignment: .right), .init(title: "Article", minimum: 4),
                .init(title: "Description", minimum: 10), .init(title: "Quantity", alignment: .right),
                .init(title: "Unit", minimum: 3), .init(title: "Price", alignment: .right),
                .init(title: "Tax %", alignment: .right), .init(title: "Total", alignment: .right),
            ], indent: 1)
        let room = max(2, height - (text == nil ? 10 : 11))
        let first = max(0, min(sheet.row - room / 2, sheet.lines.count - room))
        for index in sheet.lines.indices.dropFirst(first).prefix(room) {
            let cells = LineCell.allCases.map { cell -> StyledText in
                let isHere = index == sheet.row && cell == sheet.cell
                let shown =
                    isHere
                    ? text.map { $0 + "▏" } ?? sheet.lines[index][text: cell] : sheet.lines[index][text: cell]
                return isHere ? StyledText("[\(shown)]", .strong) : StyledText(shown)
            }
            table.rows.append(
                [StyledText(index == sheet.row ? "▸\(index + 1)" : "\(index + 1)", .quiet)] + cells)
        }
        let shown: [StyledText] =
            sheet.lines.isEmpty ? [StyledText(" No lines. + adds one.", .quiet)] : table.lines(width: width)
        return shown + (text.map { typed($0, shown) } ?? [])
            + (sheet.filled.isEmpty ? [] : sums.map(verdict) ?? []) + [
                keys("arrows, Tab move", "type to change", "+ add", "! remove", "& join", "/ split"),
                keys("* take the proposal", "Enter keep", "Esc back"),
            ]
    }

    /// What is being typed, where its cell has no room for the cursor.
    private func typed(_ text: String, _ table: [StyledText]) -> [StyledText] {
        table.contains { $0.plain.contains("▏") } ? [] : [cursor(text)]
    }

    private func verdict(on sums: SumCheck) -> [StyledText] {
        guard !sums.brokenLines.isEmpty else {
            return [StyledText(" ✓ ", .good) + StyledText("All sums close.")]
        }
        let broken = sums.brokenLines.prefix(3).map { StyledText(" ✗ ", .bad) + StyledText($0.message) }
        return broken + proposal(sums, key: "*")
    }

    /// The one digit that closes all sums, where there is one.
    func proposal(_ sums: SumCheck?, key: String = "r") -> [StyledText] {
        sums?.repair.map { [StyledText(" \(key) ", .accent) + StyledText($0.sentence)] } ?? []
    }
}
