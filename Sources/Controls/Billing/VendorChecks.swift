public import Domain

/// A rule a bill has to keep towards the vendor's record and contracts.
struct VendorCheck: Sendable {
    /// What a rule looks at.
    struct Subject: Sendable {
        let bill: Bill
        let draft: InvoiceDraft
        let vendor: Vendor
        /// The contract it is billed under.
        let contract: Contract?
        /// What other bills came to under it.
        let billedBefore: Rational

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
        on bill: Bill, draft: InvoiceDraft, vendor: Vendor, contract: Contract? = nil,
        billedBefore: Rational = .zero
    ) -> [Hold] {
        let subject = VendorCheck.Subject(
            bill: bill, draft: draft, vendor: vendor, contract: contract, billedBefore: billedBefore)
        return checks.flatMap { $0.holds(subject) }
    }
}
