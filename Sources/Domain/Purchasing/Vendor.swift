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
    public var accounts: [MatchScenario.Vendor.Account]

    /// Makes a vendor.
    public init(
        id: String, name: String, vatID: String? = nil, isBlocked: Bool = false, cluster: String? = nil,
        accounts: [MatchScenario.Vendor.Account] = []
    ) {
        self.id = id
        self.name = name
        self.vatID = vatID
        self.isBlocked = isBlocked
        self.cluster = cluster
        self.accounts = accounts
    }
}

/// Something that is bought, and how its units convert.
public struct Item: Hashable, Sendable {
    /// Its number.
    public var id: String
    /// Its name.
    public var name: String
    /// The unit it is kept in.
    public var unit: String
    /// How many of `unit` are in one of another unit.
    public var units: [String: Rational]

    /// Makes an item.
    public init(id: String, name: String, unit: String, units: [String: Rational] = [:]) {
        self.id = id
        self.name = name
        self.unit = unit
        self.units = units
    }
}

/// An order as it stands after a change; of its versions the newest counts.
public struct OrderVersion: Hashable, Sendable {
    /// 1 for the order as it was first sent.
    public var version: Int
    /// The order.
    public var order: PurchaseOrder

    /// Makes a version.
    public init(version: Int, order: PurchaseOrder) {
        self.version = version
        self.order = order
    }
}
