public import Domain

/// Another tolerance, tried on holds of the past: which bills it would have let pass.
public struct ToleranceTrial: Hashable, Sendable {
    /// What would be tolerated more.
    public let kinds: Set<ToleranceRow.Kind>
    /// How much, on both sides; both limits have to hold.
    public let limits: ToleranceRow.Limits

    /// Reads `tolerance.price=2%` or `tolerance.quantity_received=5`; `nil` for anything else.
    ///
    /// `price` stands for all that compares prices, `quantity` for all that compares quantities.
    public init?(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, halves[0].hasPrefix("tolerance."),
            let kinds = Self.kinds(String(halves[0].dropFirst("tolerance.".count)))
        else { return nil }
        let isPercent = halves[1].hasSuffix("%")
        let digits = isPercent ? halves[1].dropLast() : halves[1]
        guard let number = Rational.printed(digits)?.number, !number.isNegative else { return nil }
        self.kinds = kinds
        limits =
            isPercent
            ? ToleranceRow.Limits(percent: number, amount: nil)
            : ToleranceRow.Limits(percent: nil, amount: number)
    }

    private static func kinds(_ name: String) -> Set<ToleranceRow.Kind>? {
        switch name {
        case "price": [.unitPrice, .lineTotal, .cumulativeLineTotal, .documentTotal]
        case "quantity": [.quantityReceived, .quantityOrdered]
        default: ToleranceRow.Kind(rawValue: name).map { [$0] }
        }
    }

    /// The words it may be said in.
    public static let names = ["price", "quantity"] + ToleranceRow.Kind.allCases.map(\.rawValue)

    /// Whether a bill with these holds would have passed: each is of a kind that is tried, and within the limits.
    ///
    /// What rounding explains was taken off before a hold was raised and is not known any more, so that a bill at the
    /// very limit may be counted as held.
    public func frees(_ holds: [Hold]) -> Bool { !holds.isEmpty && holds.allSatisfy(passes) }

    private func passes(_ hold: Hold) -> Bool {
        guard let kind = hold.toleranceKind, kinds.contains(kind), case .number(let actual) = hold.actual,
            case .number(let expected) = hold.expected
        else { return false }
        let distance = (actual - expected).magnitude
        if let percent = limits.percent { return distance <= .percent(percent) * expected.magnitude }
        return limits.amount.map { distance <= $0 } ?? true
    }
}

extension Hold {
    /// The kind of tolerance it is measured by; `nil` where none applies.
    public var toleranceKind: ToleranceRow.Kind? {
        switch code {
        case .unitPrice: .unitPrice
        case .lineTotal, .subsequentDebit: .lineTotal
        case .cumulativeTotal: .cumulativeLineTotal
        case .quantityOrdered: .quantityOrdered
        case .quantityReceived, .noReceipt, .notAccepted, .returnUncredited: .quantityReceived
        case .charge: .charge
        case .unplannedCharge: .unplannedCharge
        case .tax: .tax
        case .documentTotal: .documentTotal
        default: nil
        }
    }
}
