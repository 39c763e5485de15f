/// Who bills us, as the master record says.
public struct Vendor: Hashable, Sendable {
    /// Its key.
    public var id: String
    /// Its name.
    public var name: String
    /// Its VAT number, in capitals without punctuation.
    public var vatID: String?
    /// Whether nothing may be paid to it.
    public var isBlocked: Bool
    /// What it shares with vendors that are the same business.
    public var cluster: String?
    /// Its accounts, by number.
    public var accounts: [BankAccount]

    /// Makes a vendor.
    public init(
        id: String, name: String, vatID: String? = nil, isBlocked: Bool = false, cluster: String? = nil,
        accounts: [BankAccount] = []
    ) {
        self.id = id
        self.name = name
        self.vatID = vatID
        self.isBlocked = isBlocked
        self.cluster = cluster
        self.accounts = accounts
    }
}
