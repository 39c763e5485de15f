public import Domain

/// An order with what arrived for it and what was billed of it.
public struct OrderFile: Hashable, Sendable {
    /// What is billed of a line, by what is booked and what waits.
    public struct Billed: Hashable, Sendable {
        /// Order units.
        public var quantity: Rational
        /// In the order's currency.
        public var amount: Rational

        /// Makes a sum.
        public init(quantity: Rational, amount: Rational) {
            self.quantity = quantity
            self.amount = amount
        }
    }

    /// A bill of it.
    public struct Bill: Hashable, Sendable {
        /// The document.
        public var document: DocumentID
        /// The vendor's number.
        public var number: String
        /// Whether it takes back.
        public var isCredit: Bool
        /// Whether it is booked; else it waits.
        public var isPosted: Bool

        /// Makes a bill's entry.
        public init(document: DocumentID, number: String, isCredit: Bool, isPosted: Bool) {
            self.document = document
            self.number = number
            self.isCredit = isCredit
            self.isPosted = isPosted
        }
    }

    /// The order as it stands.
    public var version: OrderVersion
    /// The vendor's name.
    public var vendor: String
    /// What arrived.
    public var receipts: [GoodsReceipt]
    /// What is billed, by line.
    public var billed: [String: Billed]
    /// The bills.
    public var bills: [Bill]
    /// What was paid ahead for it.
    public var prepayments: [Prepayment]

    /// Makes a file.
    public init(
        version: OrderVersion, vendor: String, receipts: [GoodsReceipt], billed: [String: Billed],
        bills: [Bill], prepayments: [Prepayment] = []
    ) {
        self.version = version
        self.vendor = vendor
        self.receipts = receipts
        self.billed = billed
        self.bills = bills
        self.prepayments = prepayments
    }
}
