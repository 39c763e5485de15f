import Domain
import Reviewing

/// The lines and the tax of a document as lines of text: shown with `l` and `t`, changed by lines that begin so.
struct PlainTables {
    let review: ReviewSession

    /// What a line says of the tables.
    enum Saying {
        /// They are to be read out.
        case shown([String])
        /// They are to be changed.
        case answer(Answer)
    }

    /// Understands a line; `nil` where it is about something else.
    func saying(_ line: String) throws(PlainAnswer.Mistake) -> Saying? {
        let rest = line.dropFirst().trimmed
        switch line.first {
        case "l" where line == "l": return .shown(lines)
        case "t" where line == "t": return .shown(taxes)
        case "+" where line.dropFirst().first == " ":
            return .answer(.lines(review.draft.lines + [try newLine(rest)]))
        case "-" where line.dropFirst().first == " ":
            return .answer(.lines(try removing(rest, from: review.draft.lines)))
        case "l" where line.dropFirst().first == " ": return .answer(.lines(try changed(rest)))
        case "t" where rest.first == "+" && line.dropFirst().first == " ":
            return .answer(.taxes(review.draft.taxBreakdown + [try newTax(rest.dropFirst().trimmed)]))
        case "t" where rest.first == "-" && line.dropFirst().first == " ":
            return .answer(
                .taxes(try removing(rest.dropFirst().trimmed, from: review.draft.taxBreakdown)))
        default: return nil
        }
    }

    // MARK: Shown

    private var lines: [String] {
        guard !review.draft.lines.isEmpty else {
            return ["No lines. To add one: + description; quantity; unit; price; tax rate; total."]
        }
        return review.draft.lines.enumerated().map { index, line in
            let cells = LineCell.allCases.compactMap { cell -> String? in
                let text = line[text: cell]
                return text.isEmpty ? nil : cell == .description ? text : "\(cell.name) \(text)"
            }
            return "Line \(index + 1): \(cells.joined(separator: ", "))."
        } + [review.areLinesBroken ? "The sums do not close." : "All sums close."]
    }

    private var taxes: [String] {
        guard !review.draft.taxBreakdown.isEmpty else {
            return ["No tax breakdown. To add a rate: t + rate; taxable; tax."]
        }
        return review.draft.taxBreakdown.enumerated().map { index, tax in
            let cells = TaxCell.allCases.compactMap { cell in tax[cell].map { "\(cell.name) \($0)" } }
            return "Tax \(index + 1): \(cells.joined(separator: ", "))."
        }
    }

    // MARK: Changed

    /// The cells of a new line, in the order they are typed in.
    private static let typed: [LineCell] = [
        .description, .quantity, .unit, .unitPrice, .taxRate, .lineTotal,
    ]

    private func newLine(_ text: String) throws(PlainAnswer.Mistake) -> DraftLine {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        guard parts.count <= Self.typed.count, parts.first?.isEmpty == false else {
            throw PlainAnswer.Mistake(
                sentence: "A line is: + description; quantity; unit; price; tax rate; total.")
        }
        var line = DraftLine(description: "", confidence: 1, source: .person)
        for (cell, part) in zip(Self.typed, parts) { try put(part, into: cell, of: &line) }
        return line
    }

    /// `2 quantity 5`: a cell of a line.
    private func changed(_ text: String) throws(PlainAnswer.Mistake) -> [DraftLine] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        var lines = review.draft.lines
        guard parts.count == 2, let number = Int(parts[0]), lines.indices.contains(number - 1),
            let cell = LineCell.allCases.first(where: { parts[1].hasPrefix($0.name + " ") })
        else {
            let names = LineCell.allCases.map(\.name).joined(separator: ", ")
            throw PlainAnswer.Mistake(
                sentence: "To change a line: l, its number, one of \(names), and the value.")
        }
        try put(parts[1].dropFirst(cell.name.count).trimmed, into: cell, of: &lines[number - 1])
        return lines
    }

    private func put(
        _ text: String, into cell: LineCell, of line: inout DraftLine
    ) throws(PlainAnswer.Mistake) {
        guard cell.isNumber else {
            line[text: cell] = text
            return
        }
        line[number: cell] = try number(text)
    }

    private func newTax(_ text: String) throws(PlainAnswer.Mistake) -> DraftTax {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        guard parts.count == TaxCell.allCases.count else {
            throw PlainAnswer.Mistake(sentence: "A rate is: t + rate; taxable; tax.")
        }
        return DraftTax(
            rate: try number(parts[0]), base: try number(parts[1]), tax: try number(parts[2]),
            source: .person)
    }

    private func number(_ text: String) throws(PlainAnswer.Mistake) -> FixedDecimal? {
        guard !text.isEmpty else { return nil }
        guard let number = TypedValue.number(text, in: review.forms) else {
            throw PlainAnswer.Mistake(sentence: "\(text) is no number.")
        }
        return number
    }

    private func removing<Row>(_ text: String, from rows: [Row]) throws(PlainAnswer.Mistake) -> [Row] {
        guard let number = Int(text), rows.indices.contains(number - 1) else {
            throw PlainAnswer.Mistake(sentence: "There is no row \(text).")
        }
        var rows = rows
        rows.remove(at: number - 1)
        return rows
    }
}

extension StringProtocol {
    /// Without spaces before and behind.
    fileprivate var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
