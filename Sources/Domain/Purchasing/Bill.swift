/// An invoice or credit note of a vendor as matching sees it: complete, and exact.
public struct Bill: Hashable, Sendable {
    /// Which way the money goes.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case invoice
        case creditNote = "credit_note"
    }

    /// A cost beside the lines.
    public struct Charge: Hashable, Sendable {
        /// The charge code.
        public var code: String
        /// Net amount.
        public var amount: Rational
        /// Tax rate, percent.
        public var taxRate: Rational

        /// Makes a charge.
        public init(code: String, amount: Rational, taxRate: Rational) {
            self.code = code
            self.amount = amount
            self.taxRate = taxRate
        }
    }

    /// A discount on the whole document.
    public struct Allowance: Hashable, Sendable {
        /// Net amount, positive.
        public var amount: Rational
        /// Tax rate, percent.
        public var taxRate: Rational

        /// Makes a discount.
        public init(amount: Rational, taxRate: Rational) {
            self.amount = amount
            self.taxRate = taxRate
        }
    }

    /// Tax as printed for one rate.
    public struct Tax: Hashable, Sendable {
        /// Percent.
        public var rate: Rational
        /// Amount.
        public var amount: Rational

        /// Makes the tax of a rate.
        public init(rate: Rational, amount: Rational) {
            self.rate = rate
            self.amount = amount
        }
    }

    /// Its key.
    public var id: String
    /// Which way the money goes.
    public var kind: Kind
    /// Who sent it.
    public var vendor: String
    /// The vendor's number on it.
    public var number: String
    /// Its date.
    public var date: CalendarDate
    /// Its currency.
    public var currency: Currency
    /// Accounting-currency units for one unit of its currency; positive.
    public var rate: Rational
    /// Decimals its amounts are rounded to, 0...11.
    public var decimals: Int
    /// The account it asks to be paid to.
    public var bankAccount: String?
    /// What makes its bytes and its first page recognisable.
    public var prints: DocumentPrints
    /// Total with tax.
    public var total: Rational
    /// A printed rounding of the total.
    public var rounding: Rational
    /// What it says was paid ahead.
    public var prepaid: Rational?
    /// Its lines.
    public var lines: [BillLine]
    /// Costs beside the lines.
    public var charges: [Charge]
    /// Discounts on the whole document.
    public var allowances: [Allowance]
    /// Tax as printed.
    public var taxes: [Tax]

    /// Makes a bill.
    public init(
        id: String, kind: Kind, vendor: String, number: String, date: CalendarDate, currency: Currency,
        rate: Rational = .one, decimals: Int = 2, bankAccount: String? = nil,
        prints: DocumentPrints = DocumentPrints(), total: Rational, rounding: Rational = .zero,
        prepaid: Rational? = nil, lines: [BillLine], charges: [Charge] = [], allowances: [Allowance] = [],
        taxes: [Tax] = []
    ) {
        self.id = id
        self.kind = kind
        self.vendor = vendor
        self.number = number
        self.date = date
        self.currency = currency
        self.rate = rate
        self.decimals = decimals
        self.bankAccount = bankAccount
        self.prints = prints
        self.total = total
        self.rounding = rounding
        self.prepaid = prepaid
        self.lines = lines
        self.charges = charges
        self.allowances = allowances
        self.taxes = taxes
    }
}
