package import Controls

/// What a handler changes in the store, in the transaction that moves its case on.
package enum CaseEffect: Hashable, Sendable {
    /// People are told something, once for a key.
    case tell(CaseNotice)
    /// An invoice that was approved is ready to be paid, its lines coded.
    case post(ApprovedInvoice, Payable)
    /// What was ready to be paid is not to be.
    case withdraw
    /// What was ready to be paid was.
    case paid(note: String)
}

/// What is to be paid for a document.
package struct Payable: Hashable, Sendable {
    /// Who is paid: the vendor's number, or the key of its name where it is not on record.
    package var vendor: String
    /// The vendor's number of the bill.
    package var number: String
    /// What is owed, in the currency; below zero for a credit note.
    package var total: String
    /// ISO 4217.
    package var currency: String
    /// When it is due, in ISO 8601; `nil` where nobody knows.
    package var due: String?
    /// How its lines are booked.
    package var coding: [CodedLine]

    /// Makes a payable.
    package init(
        vendor: String, number: String, total: String, currency: String, due: String?, coding: [CodedLine]
    ) {
        self.vendor = vendor
        self.number = number
        self.total = total
        self.currency = currency
        self.due = due
        self.coding = coding
    }
}

/// How a line of a bill is booked.
package struct CodedLine: Hashable, Sendable, Codable {
    /// The line's place, from 1; 0 for the bill as a whole.
    package var line: Int
    /// What it is about, as the bill says: the article's number, else its description.
    package var subject: String
    /// The account; empty where nobody knows.
    package var account: String
    /// The cost centre; empty for none.
    package var costCentre: String

    /// Makes a coding.
    package init(line: Int, subject: String, account: String, costCentre: String) {
        self.line = line
        self.subject = subject
        self.account = account
        self.costCentre = costCentre
    }
}
