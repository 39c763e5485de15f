public import Domain

/// Three-way matching: a bill against orders, receipts and what was billed before.
public enum Matching {
    /// The checks in the order their holds are told.
    static let checks: [MatchCheck] = [
        .unassignedLines, .itemDiffers, .lineArithmetic, .unitPrice, .lineTotal, .cumulativeTotal,
        .quantityOrdered, .quantityReceived, .plannedCharge, .unplannedCharge, .subsequentDebit, .notBilled,
        .creditQuantity, .creditValue, .orderClosed, .currency, .blanketValue, .blanketDate, .tax,
        .documentTotal, .documentArithmetic, .prepayment, .duplicate, .vendorBlocked, .bankAccount,
    ]

    /// What matching comes to; the same for the same scenario, always.
    public static func result(of scenario: MatchScenario) -> MatchResult {
        let matched = MatchedBill(scenario)
        return MatchResult(
            links: matched.links.map { link in
                MatchResult.Link(
                    line: matched.line(of: link).id, orderLine: matched.balance(of: link).id,
                    quantity: link.signedQuantity)
            },
            holds: checks.flatMap { $0.holds(matched) },
            payable: Prepayments(matched).payable)
    }
}

/// One comparison of a matched bill.
struct MatchCheck: Sendable {
    /// What it finds wrong.
    let holds: @Sendable (MatchedBill) -> [Hold]
}
