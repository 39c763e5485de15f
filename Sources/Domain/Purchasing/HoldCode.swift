/// What is wrong with a bill.
public enum HoldCode: String, Hashable, Sendable, CaseIterable {
    case lineArithmetic = "LINE_ARITHMETIC"
    case unitPrice = "UNIT_PRICE"
    case lineTotal = "LINE_TOTAL"
    case cumulativeTotal = "CUM_TOTAL"
    case quantityOrdered = "QTY_ORDERED"
    case quantityReceived = "QTY_RECEIVED"
    case noReceipt = "NO_RECEIPT"
    case notAccepted = "NOT_ACCEPTED"
    case returnUncredited = "RETURN_UNCREDITED"
    case charge = "CHARGE"
    case unplannedCharge = "CHARGE_UNPLANNED"
    case tax = "TAX"
    case documentTotal = "DOC_TOTAL"
    case documentArithmetic = "DOC_ARITHMETIC"
    case unorderedLine = "UNORDERED_LINE"
    case ambiguous = "AMBIGUOUS"
    case unitUnknown = "UNIT_UNKNOWN"
    case vendorDiffers = "VENDOR_DIFFERS"
    case itemDiffers = "ITEM_DIFFERS"
    case orderClosed = "ORDER_CLOSED"
    case currency = "CURRENCY"
    case blanketValue = "BLANKET_VALUE"
    case blanketDate = "BLANKET_DATE"
    case creditQuantity = "CREDIT_QTY"
    case creditValue = "CREDIT_VALUE"
    case notBilled = "NOT_BILLED"
    case subsequentDebit = "SUBSEQUENT_DEBIT"
    case prepayment = "PREPAYMENT"
    case duplicate = "DUPLICATE"
    case vendorBlocked = "VENDOR_BLOCKED"
    case bankInvalid = "BANK_INVALID"
    case bankDiffers = "BANK_DIFFERS"
    case bankUnverified = "BANK_UNVERIFIED"
}

extension HoldCode {
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
        switch self {
        case .noReceipt, .quantityReceived: .receipt
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
        switch self {
        case .noReceipt, .quantityReceived, .notAccepted: .receiving
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
}
