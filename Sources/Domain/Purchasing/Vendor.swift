/// Who bills us, as the master record says.
public struct Vendor: Hashable, Sendable {
    /// Its key.
    public var id: String
    /// Its name.
    public var name: String
    /// Its VAT number, in capitals without punctuation.
    public var vatID: String?
    /// Further names it bills under, such as its brands.
    public var otherNames: [String]
    /// Its VAT numbers in other countries, in capitals without punctuation.
    public var otherVATIDs: [String]
    /// Whether nothing may be paid to it.
    public var isBlocked: Bool
    /// What it shares with vendors that are the same business.
    public var cluster: String?
    /// Its accounts, by number.
    public var accounts: [BankAccount]
    /// What it supplies, as policies name it.
    public var category: String?
    /// What was agreed about paying; `nil` where nothing was.
    public var terms: PaymentTerms?
    /// Where questions about its bills and what is returned go, in small letters; `nil` where nobody has said.
    public var email: String?

    /// Makes a vendor.
    public init(
        id: String, name: String, vatID: String? = nil, otherNames: [String] = [],
        otherVATIDs: [String] = [], isBlocked: Bool = false, cluster: String? = nil,
        accounts: [BankAccount] = [], category: String? = nil, terms: PaymentTerms? = nil,
        email: String? = nil
    ) {
        self.email = email
        self.id = id
        self.name = name
        self.vatID = vatID
        self.otherNames = otherNames
        self.otherVATIDs = otherVATIDs
        self.isBlocked = isBlocked
        self.cluster = cluster
        self.accounts = accounts
        self.category = category
        self.terms = terms
    }
}

/// When a bill is to be paid, and what paying early takes off it.
public struct PaymentTerms: Hashable, Sendable {
    /// Days from its date until it is due.
    public var days: Int
    /// Days within which a discount is taken; `nil` without one.
    public var discountDays: Int?
    /// The discount, percent.
    public var discountPercent: Rational?

    /// Makes terms.
    public init(days: Int, discountDays: Int? = nil, discountPercent: Rational? = nil) {
        self.days = days
        self.discountDays = discountDays
        self.discountPercent = discountPercent
    }
}
