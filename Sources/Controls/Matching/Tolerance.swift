import Domain

/// Compares what is with what was expected, by the rows of the policy.
struct Tolerance: Sendable {
    /// How far something is off, and the bound it breaks.
    struct Breach: Sendable {
        /// The side that is broken.
        enum Side: Sendable {
            case over
            case under
        }

        let side: Side
        let expected: Rational
        /// The row that applied.
        let row: String
        /// The limits of the side, an amount in money of the document.
        let limits: ToleranceRow.Limits

        /// The smaller of what the limits allow.
        var allowed: Rational {
            [limits.percent.map { .percent($0) * expected.magnitude }, limits.amount].compactMap { $0 }.min()
                ?? .zero
        }

        /// The bound `variable` would have to keep.
        func counterfactual(_ variable: Hold.Counterfactual.Variable) -> Hold.Counterfactual {
            switch side {
            case .over: .init(variable, .atMost, expected + allowed)
            case .under: .init(variable, .atLeast, expected - allowed)
            }
        }
    }

    let rows: [ToleranceRow]
    /// Accounting-currency units for one of the document's.
    let rate: Rational

    /// The breach of `actual` against `expected`, `slack` being what rounding explains; `nil` within limits.
    func breach(
        _ kind: ToleranceRow.Kind, code: String? = nil, actual: Rational, expected: Rational,
        slack: Rational = .zero
    ) -> Breach? {
        breach(
            kind, code: code, over: actual - slack - expected, under: expected - actual - slack,
            expected: expected)
    }

    /// The breach of being `over` more or `under` less than `expected`; `nil` within limits.
    func breach(
        _ kind: ToleranceRow.Kind, code: String? = nil, over: Rational, under: Rational, expected: Rational
    ) -> Breach? {
        let row = row(kind, code)
        if let breach = breach(.over, row, row.over, by: over, expected) { return breach }
        return breach(.under, row, row.under, by: under, expected)
    }

    private func breach(
        _ side: Breach.Side, _ row: ToleranceRow, _ limits: ToleranceRow.Limits, by excess: Rational,
        _ expected: Rational
    ) -> Breach? {
        guard excess.isPositive else { return nil }
        var limits = limits
        if !row.kind.isQuantity, !row.isInDocumentCurrency {
            limits.amount = limits.amount.flatMap { $0.divided(by: rate) }
        }
        let isBeyondPercent = limits.percent.map { excess > .percent($0) * expected.magnitude } ?? false
        let isBeyondAmount = limits.amount.map { excess > $0 } ?? false
        guard isBeyondPercent || isBeyondAmount else { return nil }
        return Breach(side: side, expected: expected, row: row.id, limits: limits)
    }

    /// Whether the policy has a row of the kind.
    func hasRow(_ kind: ToleranceRow.Kind) -> Bool { rows.contains { $0.kind == kind } }

    /// The row that applies; without one nothing may be more, and what is less does not matter.
    private func row(_ kind: ToleranceRow.Kind, _ code: String?) -> ToleranceRow {
        let ofKind = rows.filter { $0.kind == kind }
        let fallback = code == nil ? nil : "*"
        if let row = ofKind.first(where: { $0.code == code }) ?? ofKind.first(where: { $0.code == fallback })
        {
            return row
        }
        let isExact = kind == .tax || kind == .documentTotal
        return ToleranceRow(id: "default", kind: kind, over: .exact, under: isExact ? .exact : .none)
    }
}

extension Hold {
    /// A hold on a number beyond a tolerance, released by a bound on `variable`.
    init(
        _ code: HoldCode, _ scope: Scope, actual: Rational, _ breach: Tolerance.Breach,
        variable: Counterfactual.Variable
    ) {
        self.init(
            code, scope, actual: .number(actual), expected: .number(breach.expected), row: breach.row,
            counterfactual: breach.counterfactual(variable))
    }
}
