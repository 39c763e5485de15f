/// A bill with everything it is matched against: orders, receipts and documents known before it.
public struct MatchScenario: Hashable, Sendable {
    /// What the vendor's master record says.
    public struct Vendor: Hashable, Sendable {
        /// Its key.
        public var id: String
        /// Whether nothing may be paid to it.
        public var isBlocked: Bool
        /// Vendors that are the same business.
        public var cluster: [String]
        /// Its accounts.
        public var accounts: [BankAccount]

        /// Makes a vendor.
        public init(id: String, isBlocked: Bool = false, cluster: [String] = [], accounts: [BankAccount] = [])
        {
            self.id = id
            self.isBlocked = isBlocked
            self.cluster = cluster
            self.accounts = accounts
        }
    }

    /// How it is compared.
    public var policy: MatchPolicy
    /// Who sent it, as the master record says.
    public var vendor: Vendor
    /// Orders.
    public var orders: [PurchaseOrder]
    /// What arrived.
    public var receipts: [GoodsReceipt]
    /// What was billed and paid ahead before.
    public var posted: [PostedDocument]
    /// The bill.
    public var bill: Bill

    /// Makes a scenario.
    public init(
        policy: MatchPolicy, vendor: Vendor, orders: [PurchaseOrder], receipts: [GoodsReceipt] = [],
        posted: [PostedDocument] = [], bill: Bill
    ) {
        self.policy = policy
        self.vendor = vendor
        self.orders = orders
        self.receipts = receipts
        self.posted = posted
        self.bill = bill
    }
}
