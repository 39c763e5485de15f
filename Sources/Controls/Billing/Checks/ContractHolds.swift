import Domain

extension VendorCheck {
    /// A contract of the vendor that a bill names holds on the day of the bill, and the bill is not more than its limit.
    ///
    /// Numbers that are no contract on record are the vendor's own business.
    static let contractHolds = VendorCheck { subject in
        guard let contract = subject.contract else { return [] }
        let bill = subject.bill
        func hold(_ actual: String, _ expected: String) -> Hold {
            Hold(.contract, .document, actual: .text(actual), expected: .text(expected))
        }
        var holds: [Hold] = []
        if let from = contract.from, bill.date < from {
            holds.append(hold("\(bill.date)", "contract \(contract.id) holds from \(from)"))
        }
        if let to = contract.to, bill.date > to {
            holds.append(hold("\(bill.date)", "contract \(contract.id) held until \(to)"))
        }
        if let limit = contract.valueLimit, contract.currency == bill.currency, bill.total > limit {
            holds.append(hold("\(bill.total)", "contract \(contract.id) allows \(limit)"))
        }
        return holds
    }
}
