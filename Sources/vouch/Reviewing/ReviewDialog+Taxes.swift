import Domain
import Reviewing

/// Editing the tax breakdown as a table.
extension ReviewDialog {
    /// Edits the table, or the text of a cell where one is being typed.
    mutating func taxes(_ key: Key, _ old: TaxSheet, _ text: String?, _ review: ReviewSession) -> Wish? {
        var sheet = old
        if let text { return taxCell(key, sheet, text, review) }
        switch key {
        case .up: _ = sheet.take(.up)
        case .down: _ = sheet.take(.down)
        case .left: _ = sheet.take(.left)
        case .right, .tab: _ = sheet.take(.right)
        case .enter:
            return sheet.taxes == review.draft.taxBreakdown
                ? leaveTable(review) : .answer(.taxes(sheet.taxes), isSure: false)
        case .escape: return leaveTable(review)
        case .character("+"): message = sheet.take(.add) ?? ""
        case .character("!"), .delete: message = sheet.take(.remove) ?? ""
        case .character("="), .backspace:
            mode = .taxes(sheet, "")
            return nil
        case .character(let letter):
            if sheet.taxes.isEmpty { _ = sheet.take(.add) }
            mode = .taxes(sheet, String(letter))
            return nil
        case .interrupt, .clearLine, .end: break
        }
        mode = .taxes(sheet, nil)
        return nil
    }

    private mutating func taxCell(
        _ key: Key, _ old: TaxSheet, _ text: String, _ review: ReviewSession
    ) -> Wish? {
        var sheet = old
        switch key {
        case .enter, .tab, .up, .down:
            if let problem = sheet.take(.enter(text), in: review.forms) {
                message = problem
                mode = .taxes(old, text)
                return nil
            }
            if key == .tab { _ = sheet.take(.right) }
            if key == .up { _ = sheet.take(.up) }
            if key == .down { _ = sheet.take(.down) }
            mode = .taxes(sheet, nil)
        case .escape: mode = .taxes(old, nil)
        case .backspace: mode = .taxes(old, String(text.dropLast()))
        case .clearLine: mode = .taxes(old, "")
        case .character(let letter): mode = .taxes(old, text + String(letter))
        case .left, .right, .delete, .interrupt, .end: break
        }
        return nil
    }
}
