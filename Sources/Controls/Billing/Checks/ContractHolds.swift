import Domain

extension VendorCheck {
    /// A contract holds on the day of a bill under it, and all bills under it together are not more than its limit.
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
        let billed = bill.total + subject.billedBefore
        if let limit = contract.valueLimit, contract.currency == bill.currency, bill.kind == .invoice,
            billed > limit
        {
            let before = subject.billedBefore.isZero ? "" : " with what was billed before"
            holds.append(hold("\(billed)\(before)", "contract \(contract.id) allows \(limit)"))
        }
        return holds
    }
}
