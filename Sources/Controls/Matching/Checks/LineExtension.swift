import Domain

extension MatchCheck {
    /// A line whose amount no price within the printed precision explains.
    static let lineArithmetic = MatchCheck { matched in
        matched.bill.lines.compactMap { line in
            guard line.kind == .item else { return nil }
            let printing = PrintedExtension(line, decimals: matched.bill.decimals)
            guard printing.isContradictory, let computed = printing.computed else { return nil }
            return Hold(
                .lineArithmetic, .line(line.id), actual: .number(line.amount.magnitude),
                expected: .number(computed))
        }
    }
}
