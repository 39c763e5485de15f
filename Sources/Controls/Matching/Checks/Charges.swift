import Domain

extension MatchCheck {
    /// Charges agreed on linked orders, billed so far against agreed; also those the bill does not carry.
    static let plannedCharge = MatchCheck { matched in
        guard matched.bill.kind == .invoice else { return [] }
        return matched.plannedCharges.compactMap { code, planned in
            let actual = matched.billedCharges(code)
            return matched.tolerance.breach(.charge, code: code, actual: actual, expected: planned).map {
                Hold(.charge, .charge(code), actual: actual, $0, variable: .charge)
            }
        }
    }

    /// Charges no linked order agreed to.
    static let unplannedCharge = MatchCheck { matched in
        guard matched.bill.kind == .invoice else { return [] }
        let planned = Set(matched.plannedCharges.map(\.code))
        return matched.bill.charges.map(\.code).distinct().filter { !planned.contains($0) }.compactMap {
            code in
            let actual = matched.billedCharges(code)
            return matched.tolerance.breach(.unplannedCharge, actual: actual, expected: .zero).map {
                Hold(.unplannedCharge, .charge(code), actual: actual, $0, variable: .charge)
            }
        }
    }
}

extension MatchedBill {
    /// Codes agreed on linked orders in the bill's currency, each with what is left of the agreed amounts.
    fileprivate var plannedCharges: [(code: String, left: Rational)] {
        let orders = linkedOrders.map { book.orders[$0] }.filter { $0.currency == bill.currency }
        let names = Set(orders.map(\.id))
        let agreed = orders.flatMap(\.charges)
        return agreed.map(\.code).distinct().map { code in
            let planned = agreed.filter { $0.code == code }.map(\.amount).sum()
            return (code, planned - chargedBefore(code, on: names))
        }
    }

    /// What the bill charges under a code.
    fileprivate func billedCharges(_ code: String) -> Rational {
        bill.charges.filter { $0.code == code }.map(\.amount).sum()
    }

    private func chargedBefore(_ code: String, on orders: Set<String>) -> Rational {
        scenario.posted.reduce(.zero) { total, document in
            guard let sign = document.billedSign else { return total }
            let charged = document.charges.filter { $0.code == code && orders.contains($0.order) }
            return total + sign * charged.map(\.amount).sum()
        }
    }
}
