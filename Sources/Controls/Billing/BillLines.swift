import Domain

/// The lines of a draft as lines of a bill: quantities with the sign of their amounts, amounts worked out where none
/// is printed.
struct BillLines {
    private(set) var lines: [BillLine] = []
    private(set) var descriptions: [String] = []
    private(set) var places: [Int] = []
    private(set) var missing: [String] = []

    /// `isTurned` for credit notes that print what they give back as negative amounts.
    init(of draft: InvoiceDraft, isTurned: Bool) {
        let decimals = draft.text(.currency).flatMap(Currency.init(rawValue:)).map { Int($0.minorUnits) } ?? 2
        for (place, line) in draft.lines.enumerated() where !line.isText {
            guard let amount = line.amount(decimals: decimals) else {
                missing.append("the amount of line \(place + 1)")
                continue
            }
            append(line, amount: isTurned ? -amount : amount, at: place)
        }
        if draft.lines.isEmpty, let net = draft.amount(.netTotal) ?? draft.amount(.grandTotal) {
            let amount = isTurned ? -Rational(net) : Rational(net)
            lines = [BillLine(id: "1", quantity: amount.isNegative ? -1 : 1, unit: "", amount: amount)]
            descriptions = [""]
            places = [0]
        }
    }

    private mutating func append(_ line: DraftLine, amount: Rational, at place: Int) {
        let printed = line.quantity.map { Rational($0).magnitude } ?? .one
        let quantity = printed.isZero ? .one : printed
        let base = line.priceBase.map { Rational($0) } ?? .one
        let price = line.unitPrice.map {
            BillLine.Price(
                number: Rational($0).magnitude, places: Int($0.scale), base: base.isPositive ? base : .one)
        }
        lines.append(
            BillLine(
                id: "\(place + 1)", item: line.articleNumber,
                quantity: amount.isNegative ? -quantity : quantity,
                unit: line.unit.map(UnitOfMeasure.name(of:)) ?? "",
                // A price without a quantity says nothing of the amount.
                price: line.quantity == nil ? nil : price,
                discountPercent: line.discountPercent.map { Rational($0) } ?? .zero, amount: amount,
                taxRate: line.taxRate.map { Rational($0) } ?? Self.unknownRate))
        descriptions.append(line.description)
        places.append(place)
    }

    /// Stands for a rate that is not printed at a line, until rates are settled.
    static let unknownRate: Rational = -1
}

extension DraftLine {
    /// Whether it is words alone: a heading, a note.
    fileprivate var isText: Bool { quantity == nil && unitPrice == nil && lineTotal == nil }

    /// What it comes to: as printed, else quantity × price less its discount, rounded.
    fileprivate func amount(decimals: Int) -> Rational? {
        if let lineTotal { return Rational(lineTotal) }
        guard let quantity, let unitPrice,
            let perUnit = Rational(unitPrice).divided(by: priceBase.map { Rational($0) } ?? .one)
        else { return nil }
        let full = Rational(quantity) * perUnit
        return (full * .remaining(after: discountPercent.map { Rational($0) } ?? .zero)).rounded(to: decimals)
    }
}
