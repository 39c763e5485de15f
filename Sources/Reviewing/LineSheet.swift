public import Domain

/// A cell of a line, in the order of the columns.
public enum LineCell: Int, Hashable, Sendable, CaseIterable {
    case articleNumber, description, quantity, unit, unitPrice, taxRate, lineTotal

    /// The name for people.
    public var name: String {
        switch self {
        case .articleNumber: "article"
        case .description: "description"
        case .quantity: "quantity"
        case .unit: "unit"
        case .unitPrice: "price"
        case .taxRate: "tax rate"
        case .lineTotal: "total"
        }
    }

    /// Whether it holds a number.
    public var isNumber: Bool {
        switch self {
        case .articleNumber, .description, .unit: false
        case .quantity, .unitPrice, .taxRate, .lineTotal: true
        }
    }
}

/// The lines of a document as a table that a person edits.
public struct LineSheet: Hashable, Sendable {
    /// The lines.
    public private(set) var lines: [DraftLine]
    /// The row the cursor is in; 0 where there are no rows.
    public private(set) var row = 0
    /// The column the cursor is in.
    public private(set) var cell = LineCell.description

    /// Opens the lines; where there are none, with an empty row to type into if wanted.
    public init(_ lines: [DraftLine], withRow: Bool = false) {
        self.lines = lines.isEmpty && withRow ? [Self.emptyRow] : lines
    }

    private static var emptyRow: DraftLine { DraftLine(description: "", confidence: 1, source: .person) }

    /// The lines that say anything.
    public var filled: [DraftLine] { lines.filter { !$0.isEmpty } }

    /// What a person does to the table.
    public enum Step: Hashable, Sendable {
        case up, down, left, right
        /// Goes to the next cell, and behind the last one to the next row, which is added where there is none; a total
        /// that is missing is quantity × price.
        case next
        /// Puts a text into the cell; an empty one empties it.
        case enter(String)
        /// Adds an empty row below.
        case add
        /// Takes the row out.
        case remove
        /// Joins the row with the one below: descriptions together, numbers from whichever has them.
        case merge
        /// Splits the row at a word of its description, from 1.
        case split(at: Int)
    }

    /// Does a step.
    ///
    /// - Parameters:
    ///   - step: What to do.
    ///   - forms: The forms numbers are typed in.
    /// - Returns: Why it cannot be done; `nil` when it was.
    public mutating func take(_ step: Step, in forms: PrintedForms = PrintedForms()) -> String? {
        switch step {
        case .up: row = max(0, row - 1)
        case .down: row = max(0, min(lines.count - 1, row + 1))
        case .left: cell = LineCell(rawValue: cell.rawValue - 1) ?? cell
        case .right: cell = LineCell(rawValue: cell.rawValue + 1) ?? cell
        case .next: goOn()
        case .enter(let text): return enter(text, forms)
        case .add:
            let place = lines.isEmpty ? 0 : row + 1
            lines.insert(Self.emptyRow, at: place)
            row = place
        case .remove:
            guard lines.indices.contains(row) else { return "There is no row to take out." }
            lines.remove(at: row)
            row = max(0, min(row, lines.count - 1))
        case .merge: return merge()
        case .split(let word): return split(at: word)
        }
        return nil
    }

    private mutating func goOn() {
        if let right = LineCell(rawValue: cell.rawValue + 1) {
            cell = right
            if right == .lineTotal, lines.indices.contains(row), lines[row].lineTotal == nil {
                lines[row].lineTotal = lines[row].product
            }
            return
        }
        if row + 1 < lines.count {
            row += 1
        } else {
            lines.append(Self.emptyRow)
            row = lines.count - 1
        }
        cell = .description
    }

    private mutating func enter(_ text: String, _ forms: PrintedForms) -> String? {
        guard lines.indices.contains(row) else { return "There is no row; add one first." }
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard cell.isNumber else {
            lines[row][text: cell] = text
            return nil
        }
        guard !text.isEmpty else {
            lines[row][number: cell] = nil
            return nil
        }
        guard let number = TypedValue.number(text, in: forms) else { return "\"\(text)\" is no number." }
        lines[row][number: cell] = number
        return nil
    }

    private mutating func merge() -> String? {
        guard lines.indices.contains(row), lines.indices.contains(row + 1) else {
            return "There is no row below to join with."
        }
        let lower = lines.remove(at: row + 1)
        for cell in LineCell.allCases where cell != .description {
            if cell.isNumber {
                lines[row][number: cell] = lines[row][number: cell] ?? lower[number: cell]
            } else if lines[row][text: cell].isEmpty {
                lines[row][text: cell] = lower[text: cell]
            }
        }
        lines[row].description = [lines[row].description, lower.description].filter { !$0.isEmpty }
            .joined(separator: " ")
        return nil
    }

    private mutating func split(at word: Int) -> String? {
        guard lines.indices.contains(row) else { return "There is no row to split." }
        let words = lines[row].description.split(separator: " ")
        guard (1..<max(1, words.count)).contains(word) else {
            return "A row is split between two words of its description."
        }
        lines[row].description = words[..<word].joined(separator: " ")
        lines.insert(
            DraftLine(
                description: words[word...].joined(separator: " "), confidence: 1, source: lines[row].source),
            at: row + 1)
        return nil
    }
}

extension DraftLine {
    /// Whether nothing was typed into it.
    fileprivate var isEmpty: Bool {
        description.isEmpty && (articleNumber ?? "").isEmpty && (unit ?? "").isEmpty && quantity == nil
            && unitPrice == nil && taxRate == nil && lineTotal == nil
    }

    /// Quantity × price to two decimals, halves away from zero; `nil` where one is missing or it is too large.
    fileprivate var product: FixedDecimal? {
        guard let quantity, let unitPrice else { return nil }
        return quantity.multiplied(by: unitPrice)?.rounded(to: 2)
    }

    /// The number in a cell; `nil` where it is empty or holds text.
    public subscript(number cell: LineCell) -> FixedDecimal? {
        get {
            switch cell {
            case .quantity: quantity
            case .unitPrice: unitPrice
            case .taxRate: taxRate
            case .lineTotal: lineTotal
            case .articleNumber, .description, .unit: nil
            }
        }
        set {
            switch cell {
            case .quantity: quantity = newValue
            case .unitPrice: unitPrice = newValue
            case .taxRate: taxRate = newValue
            case .lineTotal: lineTotal = newValue
            case .articleNumber, .description, .unit: break
            }
        }
    }

    /// The text of a cell; empty where there is none.
    public subscript(text cell: LineCell) -> String {
        get {
            switch cell {
            case .articleNumber: articleNumber ?? ""
            case .description: description
            case .unit: unit ?? ""
            case .quantity, .unitPrice, .taxRate, .lineTotal: self[number: cell]?.description ?? ""
            }
        }
        set {
            switch cell {
            case .articleNumber: articleNumber = newValue.isEmpty ? nil : newValue
            case .description: description = newValue
            case .unit: unit = newValue.isEmpty ? nil : newValue
            case .quantity, .unitPrice, .taxRate, .lineTotal: break
            }
        }
    }
}
