import Domain
import Reviewing

/// Editing the lines of a document as a table.
extension ReviewDialog {
    /// Edits the table, or the text of a cell where one is being typed.
    mutating func lines(
        _ key: Key, _ old: LineSheet, _ text: String?, _ review: ReviewSession
    ) -> Wish? {
        var sheet = old
        if let text { return cell(key, sheet, text, review) }
        switch key {
        case .up: _ = sheet.take(.up)
        case .down: _ = sheet.take(.down)
        case .left: _ = sheet.take(.left)
        case .right: _ = sheet.take(.right)
        case .tab: _ = sheet.take(.next)
        case .enter:
            return sheet.filled == review.draft.lines
                ? leaveTable(review) : .answer(.lines(sheet.filled), isSure: false)
        case .escape: return leaveTable(review)
        // Signs that begin no value: every letter and digit, and the minus of a credit, begins to type one.
        case .character("+"): message = sheet.take(.add) ?? ""
        case .character("!"), .delete: message = sheet.take(.remove) ?? ""
        case .character("&"): message = sheet.take(.merge) ?? ""
        case .character("/"):
            let words = sheet.lines.indices.contains(sheet.row) ? sheet.lines[sheet.row].description : ""
            message = sheet.take(.split(at: max(1, words.split(separator: " ").count / 2))) ?? ""
        case .character("*"):
            message = repair(&sheet)
        case .character("="), .backspace:
            mode = .lines(sheet, "")
            return nil
        case .character(let letter):
            mode = .lines(sheet, String(letter))
            return nil
        case .interrupt, .clearLine, .end: break
        }
        mode = .lines(sheet, nil)
        return nil
    }

    /// Leaves a table as it was.
    mutating func leaveTable(_ review: ReviewSession) -> Wish? {
        advance(review)
        return nil
    }

    /// Makes the one change of a digit that closes all sums, where it is in a line.
    private func repair(_ sheet: inout LineSheet) -> String {
        guard let repair = sums?.repair, case .line = repair.place, var draft = sums?.draft else {
            return "No single digit of a line closes all sums."
        }
        draft[repair.place] = repair.new
        sheet = LineSheet(draft.lines)
        return repair.sentence
    }

    private mutating func cell(_ key: Key, _ old: LineSheet, _ text: String, _ review: ReviewSession) -> Wish?
    {
        var sheet = old
        switch key {
        case .enter, .tab, .up, .down:
            if let problem = sheet.take(.enter(text), in: review.forms) {
                message = problem
                mode = .lines(old, text)
                return nil
            }
            if key == .tab { _ = sheet.take(.next) }
            if key == .up { _ = sheet.take(.up) }
            if key == .down { _ = sheet.take(.down) }
            mode = .lines(sheet, nil)
        case .escape: mode = .lines(old, nil)
        case .backspace: mode = .lines(old, String(text.dropLast()))
        case .clearLine: mode = .lines(old, "")
        case .character(let letter): mode = .lines(old, text + String(letter))
        case .left, .right, .delete, .interrupt, .end: break
        }
        return nil
    }
}
