import Controls
public import Domain

/// A digit that, read otherwise, makes all sums close.
public struct SumRepair: Hashable, Sendable {
    /// Which amount it is in.
    public enum Place: Hashable, Sendable {
        /// A total.
        case field(FieldName)
        /// The quantity, price or total of a line, by its index.
        case line(Int, LineCell)
    }

    /// Which amount it is in.
    public var place: Place
    /// The amount as it stands.
    public var old: FixedDecimal
    /// The amount that makes all sums close.
    public var new: FixedDecimal

    /// Makes a proposal.
    public init(place: Place, old: FixedDecimal, new: FixedDecimal) {
        self.place = place
        self.old = old
        self.new = new
    }

    /// The rules that must hold.
    private static let sums: Set<String> = [
        "totals.net-plus-tax", "totals.lines", "line.arithmetic", "totals.due", "tax.sum", "tax.amounts",
    ]
    /// Lines that are searched; longer tables are for the table's own screen.
    private static let mostLines = 60

    /// The only change of one digit after which every sum closes; `nil` when all close, or none or several changes help.
    public static func only(in draft: InvoiceDraft, arrival: CalendarDate) -> SumRepair? {
        let context = VerificationContext(arrival: arrival)
        func isBroken(_ draft: InvoiceDraft) -> Bool {
            Verification.findings(of: draft, in: context).contains { sums.contains($0.rule) }
        }
        guard isBroken(draft) else { return nil }
        var found: SumRepair?
        for place in places(in: draft, context) {
            guard let old = draft[place] else { continue }
            for new in otherDigits(of: old) {
                var changed = draft
                changed[place] = new
                guard !isBroken(changed) else { continue }
                guard found == nil else { return nil }
                found = SumRepair(place: place, old: old, new: new)
            }
        }
        return found
    }

    /// The places where one change can close everything.
    ///
    /// A line that does not multiply out is mended by its own cells or not at all; one that does would break by a change.
    private static func places(in draft: InvoiceDraft, _ context: VerificationContext) -> [Place] {
        let broken = draft.lines.indices.filter { index in
            let alone = InvoiceDraft(kind: .other, language: "", lines: [draft.lines[index]])
            return Verification.findings(of: alone, in: context).contains { $0.rule == "line.arithmetic" }
        }
        guard broken.count < 2 else { return [] }
        if let index = broken.first {
            return [LineCell.quantity, .unitPrice, .lineTotal].map { Place.line(index, $0) }
        }
        let totals: [FieldName] = [.netTotal, .taxTotal, .grandTotal, .amountDue, .prepaid]
        let free = draft.lines.indices.prefix(mostLines).filter { index in
            draft.lines[index].quantity == nil || draft.lines[index].unitPrice == nil
        }
        return totals.map(Place.field) + free.map { Place.line($0, .lineTotal) }
    }

    /// Every number that differs in one digit.
    private static func otherDigits(of number: FixedDecimal) -> [FixedDecimal] {
        var numbers: [FixedDecimal] = []
        var power: Int64 = 1
        let size = number.units.magnitude
        while UInt64(power) <= max(size, 1), power < 1_000_000_000_000 {
            let digit = Int64(size / UInt64(power) % 10)
            for other in Int64(0)...9 where other != digit {
                let change = (other - digit) * power * (number.units < 0 ? -1 : 1)
                numbers.append(FixedDecimal(units: number.units + change, scale: number.scale))
            }
            power *= 10
        }
        return numbers
    }

    /// The proposal as a sentence: "if the total is 108.00 and not 103.00, all sums close".
    public var sentence: String {
        let what =
            switch place {
            case .field(let name): "the \(name.rawValue.split(separator: "_").joined(separator: " "))"
            case .line(let index, let cell): "the \(cell.name) of line \(index + 1)"
            }
        return "If \(what) is \(new) and not \(old), all sums close."
    }
}

extension InvoiceDraft {
    /// The amount in a place.
    public subscript(place: SumRepair.Place) -> FixedDecimal? {
        get {
            switch place {
            case .field(let name): amount(name)
            case .line(let index, let cell): lines.indices.contains(index) ? lines[index][number: cell] : nil
            }
        }
        set {
            guard let newValue else { return }
            switch place {
            case .field(let name): fields[name]?.value = .amount(newValue)
            case .line(let index, let cell): lines[index][number: cell] = newValue
            }
        }
    }
}
