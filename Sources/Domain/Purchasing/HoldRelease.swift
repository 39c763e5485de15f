extension Hold {
    /// What releases a hold by itself when it comes.
    public enum Release: String, Hashable, Sendable, CaseIterable {
        case receipt
        case acceptance
        case creditNote = "credit_note"
        case orderChange = "order_change"
        case invoicePosted = "invoice_posted"
        case prepaymentChange = "prepayment_change"
        /// Nothing but a person.
        case person
        /// Nothing but two persons, with a call to the vendor.
        case twoPersons = "two_persons"
    }

    /// Who can do something about a hold.
    public enum Owner: String, Hashable, Sendable, CaseIterable {
        /// Goods in: receives, inspects.
        case receiving
        /// Orders and agrees prices.
        case purchasing
        /// Enters and clears bills.
        case payables
        /// Keeps vendors and their accounts.
        case vendorRecords = "vendor_records"
    }

    /// What releases it by itself.
    public var release: Release {
        switch code {
        // More goods help where too much is billed, not where too little is.
        case .quantityReceived: isShort ? .orderChange : .receipt
        case .noReceipt: .receipt
        case .notAccepted: .acceptance
        case .returnUncredited: .creditNote
        case .quantityOrdered, .unitPrice, .lineTotal, .subsequentDebit, .cumulativeTotal, .documentTotal,
            .charge, .unplannedCharge, .blanketValue, .blanketDate, .orderClosed, .currency:
            .orderChange
        case .creditQuantity, .creditValue, .notBilled: .invoicePosted
        case .prepayment: .prepaymentChange
        case .bankInvalid, .bankDiffers, .bankUnverified: .twoPersons
        case .tax, .vendorBlocked, .duplicate, .vendorDiffers, .ambiguous, .unorderedLine, .unitUnknown,
            .itemDiffers, .lineArithmetic, .documentArithmetic:
            .person
        }
    }

    /// Who can do something about it.
    public var owner: Owner {
        switch code {
        case .quantityReceived: isShort ? .purchasing : .receiving
        case .noReceipt, .notAccepted: .receiving
        case .quantityOrdered, .unitPrice, .lineTotal, .subsequentDebit, .cumulativeTotal, .documentTotal,
            .charge, .unplannedCharge, .blanketValue, .blanketDate, .orderClosed, .currency,
            .returnUncredited, .unorderedLine, .itemDiffers, .unitUnknown:
            .purchasing
        case .vendorBlocked, .bankInvalid, .bankDiffers, .bankUnverified, .vendorDiffers: .vendorRecords
        case .tax, .duplicate, .ambiguous, .lineArithmetic, .documentArithmetic, .creditQuantity,
            .creditValue, .notBilled, .prepayment:
            .payables
        }
    }

    /// Whether there is less than was expected.
    private var isShort: Bool {
        guard case .number(let actual) = actual, case .number(let expected) = expected else { return false }
        return actual < expected
    }
}
