public import Domain

/// A cell of an entry of the tax breakdown, in the order of the columns.
public enum TaxCell: Int, Hashable, Sendable, CaseIterable {
    case rate, base, tax

    /// The name for people.
    public var name: String {
        switch self {
        case .rate: "rate"
        case .base: "taxable"
        case .tax: "tax"
        }
    }
}

/// The tax breakdown of a document as a table that a person edits: one row a rate (EN 16931 BG-23).
public struct TaxSheet: Hashable, Sendable {
    /// The entries.
    public private(set) var taxes: [DraftTax]
    /// The row the cursor is in; 0 where there are no rows.
    public private(set) var row = 0
    /// The column the cursor is in.
    public private(set) var cell = TaxCell.rate

    /// Opens the entries.
    public init(_ taxes: [DraftTax]) {
        self.taxes = taxes
    }

    /// Opens the breakdown of a draft; where it has none and its totals are of one rate, with that rate proposed.
    public init(of draft: InvoiceDraft) {
        taxes = draft.taxBreakdown
        guard taxes.isEmpty, let net = draft.amount(.netTotal), let tax = draft.amount(.taxTotal),
            let rate = Self.rate(of: tax, on: net)
        else { return }
        taxes = [DraftTax(rate: rate, base: net, tax: tax, source: .person)]
    }

    /// The rates that are tried, in tenths of a percent: every one up to 30 %.
    private static let rates: ClosedRange<Int64> = 0...300

    /// The rate in percent, of at most one decimal, by which a tax is exactly that of a net amount, rounded to cents.
    private static func rate(of tax: FixedDecimal, on net: FixedDecimal) -> FixedDecimal? {
        guard net.units != 0, let net = net.rescaled(to: 2), let tax = tax.rescaled(to: 2) else { return nil }
        let fitting = rates.filter { tenths in
            let (product, isOver) = net.units.multipliedReportingOverflow(by: tenths)
            guard !isOver else { return false }
            let half: Int64 = product < 0 ? -500 : 500
            return (product + half) / 1000 == tax.units
        }
        // Of several that fit, as on small amounts, a whole one is likelier than a broken one.
        let whole = fitting.filter { $0.isMultiple(of: 10) }
        guard let tenths = whole.count == 1 ? whole.first : fitting.count == 1 ? fitting.first : nil else {
            return nil
        }
        return tenths.isMultiple(of: 10)
            ? FixedDecimal(tenths / 10) : FixedDecimal(units: tenths, scale: 1)
    }

    /// What a person does to the table.
    public enum Step: Hashable, Sendable {
        case up, down, left, right
        /// Puts a text into the cell; an empty one empties it.
        case enter(String)
        /// Adds an empty row below.
        case add
        /// Takes the row out.
        case remove
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
        case .down: row = max(0, min(taxes.count - 1, row + 1))
        case .left: cell = TaxCell(rawValue: cell.rawValue - 1) ?? cell
        case .right: cell = TaxCell(rawValue: cell.rawValue + 1) ?? cell
        case .enter(let text): return enter(text, forms)
        case .add:
            let place = taxes.isEmpty ? 0 : row + 1
            taxes.insert(DraftTax(rate: nil, base: nil, tax: nil, source: .person), at: place)
            (row, cell) = (place, .rate)
        case .remove:
            guard taxes.indices.contains(row) else { return "There is no row to take out." }
            taxes.remove(at: row)
            row = max(0, min(row, taxes.count - 1))
        }
        return nil
    }

    private mutating func enter(_ text: String, _ forms: PrintedForms) -> String? {
        guard taxes.indices.contains(row) else { return "There is no row; add one first." }
        let bare = text.filter { !$0.isWhitespace && $0 != "%" }
        guard !bare.isEmpty else {
            taxes[row][cell] = nil
            return nil
        }
        guard let number = TypedValue.number(bare, in: forms) else { return "\"\(text)\" is no number." }
        taxes[row][cell] = number
        taxes[row].source = .person
        return nil
    }
}

extension DraftTax {
    /// The number in a cell; `nil` where it is empty.
    public subscript(cell: TaxCell) -> FixedDecimal? {
        get {
            switch cell {
            case .rate: rate
            case .base: base
            case .tax: tax
            }
        }
        set {
            switch cell {
            case .rate: rate = newValue
            case .base: base = newValue
            case .tax: tax = newValue
            }
        }
    }
}
