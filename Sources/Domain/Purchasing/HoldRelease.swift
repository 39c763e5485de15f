extension Hold {
    /// What releases a hold by itself when it comes.
    public enum Release: String, Hashable, Sendable, CaseIterable {
        case receipt
        case acceptance
        case creditNote = "credit_note"
        case orderChange = "order_change"
        case invoicePosted = "invoice_posted"
        case prepaymentChange = "prepayment_change"
        /// A person looks at what was read, or corrects it.
        case review
        /// A change of the vendor's record.
        case vendorChange = "vendor_change"
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
        case .unreviewed, .incomplete: .review
        case .vendorUnknown: .vendorChange
        case .contract: .orderChange
        case .tax, .vendorBlocked, .duplicate, .vendorDiffers, .ambiguous, .unorderedLine, .unitUnknown,
            .itemDiffers, .lineArithmetic, .documentArithmetic, .termsDiffer:
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
            .returnUncredited, .unorderedLine, .itemDiffers, .unitUnknown, .termsDiffer, .contract:
            .purchasing
        case .vendorUnknown, .vendorBlocked, .bankInvalid, .bankDiffers, .bankUnverified, .vendorDiffers:
            .vendorRecords
        case .tax, .duplicate, .ambiguous, .lineArithmetic, .documentArithmetic, .creditQuantity,
            .creditValue, .notBilled, .prepayment, .unreviewed, .incomplete:
            .payables
        }
    }

    /// Whether a person may release it at all: what was not looked at or is not complete has nothing to release.
    public var isReleasable: Bool {
        switch code {
        case .unreviewed, .incomplete, .vendorUnknown: false
        default: true
        }
    }

    /// Whether it takes two persons and a call to the vendor; no tolerance and no single person releases it.
    public var needsTwoPersons: Bool { release == .twoPersons }

    /// Whether it is the buyer's doing when it goes away by `release`: goods that were booked late, an order that was
    /// not brought up to date.
    public var isBuyersFault: Bool {
        switch release {
        case .receipt, .acceptance, .orderChange, .review, .vendorChange: true
        case .creditNote, .invoicePosted, .prepaymentChange, .person, .twoPersons: false
        }
    }

    /// Whether there is less than was expected.
    private var isShort: Bool {
        guard case .number(let actual) = actual, case .number(let expected) = expected else { return false }
        return actual < expected
    }
}
