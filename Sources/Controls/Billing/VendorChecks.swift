public import Domain

/// A rule a bill has to keep towards the vendor's record and contracts.
struct VendorCheck: Sendable {
    /// What a rule looks at.
    struct Subject: Sendable {
        let bill: Bill
        let draft: InvoiceDraft
        let vendor: Vendor
        let contracts: [Contract]

        /// The contract the bill names, where it is known.
        var contract: Contract? {
            guard let name = NormalText.of(draft.text(.contract)) else { return nil }
            return contracts.first { NormalText.of($0.id) == name }
        }

        /// What was agreed about paying: by the contract, else by the vendor's record.
        var terms: PaymentTerms? { contract?.terms ?? vendor.terms }
    }

    let holds: @Sendable (Subject) -> [Hold]
}

/// Checks a bill against what is known of its vendor.
///
/// Blocked vendors, accounts and duplicates are found by matching itself.
public enum VendorChecks {
    static let checks: [VendorCheck] = [.paymentDays, .agreedDiscount, .contractHolds]

    /// Everything on the bill that was not agreed so.
    public static func holds(
        on bill: Bill, draft: InvoiceDraft, vendor: Vendor, contracts: [Contract] = []
    ) -> [Hold] {
        let subject = VendorCheck.Subject(bill: bill, draft: draft, vendor: vendor, contracts: contracts)
        return checks.flatMap { $0.holds(subject) }
    }
}
