/// A document of a vendor that is already in the books, or on its way into them.
public struct PostedDocument: Hashable, Sendable {
    /// What it asks for.
    public enum Kind: Hashable, Sendable {
        case invoice
        /// Takes back what an invoice asked for; names that invoice where it is known.
        case creditNote(credits: String?)
        /// Money paid ahead for an order, and how much of it invoices have used up.
        case prepayment(order: String?, applied: Rational)
    }

    /// How far it has come.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case posted
        case pending
        case void
    }

    /// What it bills of a line of an order.
    public struct Line: Hashable, Sendable {
        /// The line of the order.
        public var orderLine: OrderLineID
        /// Quantity in order units, positive on credit notes, too.
        public var quantity: Rational
        /// Value in the order's currency, positive on credit notes, too.
        public var amount: Rational
        /// Whether it changes the value alone, not the quantity.
        public var isValueOnly: Bool

        /// Makes a billed line.
        public init(orderLine: OrderLineID, quantity: Rational, amount: Rational, isValueOnly: Bool = false) {
            self.orderLine = orderLine
            self.quantity = quantity
            self.amount = amount
            self.isValueOnly = isValueOnly
        }
    }

    /// What it bills of an agreed charge of an order.
    public struct Charge: Hashable, Sendable {
        /// The order.
        public var order: String
        /// The charge code.
        public var code: String
        /// Value in the order's currency.
        public var amount: Rational

        /// Makes a billed charge.
        public init(order: String, code: String, amount: Rational) {
            self.order = order
            self.code = code
            self.amount = amount
        }
    }

    /// Its key in the books.
    public var id: String
    /// What it asks for.
    public var kind: Kind
    /// How far it has come.
    public var status: Status
    /// Who sent it.
    public var vendor: String
    /// The vendor's number on it.
    public var number: String
    /// Its date.
    public var date: CalendarDate
    /// Its currency.
    public var currency: Currency
    /// Its total.
    public var total: Rational
    /// What makes its bytes and its first page recognisable.
    public var prints: DocumentPrints
    /// What it bills of orders.
    public var lines: [Line]
    /// What it bills of agreed charges.
    public var charges: [Charge]

    /// Makes a posted document.
    public init(
        id: String, kind: Kind, status: Status = .posted, vendor: String, number: String, date: CalendarDate,
        currency: Currency, total: Rational, prints: DocumentPrints = DocumentPrints(), lines: [Line] = [],
        charges: [Charge] = []
    ) {
        self.id = id
        self.kind = kind
        self.status = status
        self.vendor = vendor
        self.number = number
        self.date = date
        self.currency = currency
        self.total = total
        self.prints = prints
        self.lines = lines
        self.charges = charges
    }

    /// 1 where its lines add to what is billed, −1 where they take from it; `nil` where they do neither.
    public var billedSign: Rational? {
        guard status != .void else { return nil }
        return switch kind {
        case .invoice: .one
        case .creditNote: -.one
        case .prepayment: nil
        }
    }
}

/// What makes a document recognisable when it comes again.
public struct DocumentPrints: Hashable, Sendable {
    /// Hash of its bytes.
    public var content: String?
    /// Perceptual hash of its first page.
    public var page: UInt64?

    /// Makes the prints of a document.
    public init(content: String? = nil, page: UInt64? = nil) {
        self.content = content
        self.page = page
    }
}
