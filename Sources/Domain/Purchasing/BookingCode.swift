/// A name of the ledger: an account, a cost centre, or a charge beside the goods such as freight.
public struct BookingCode: Hashable, Sendable {
    /// What it names.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case account
        case costCentre = "cost-centre"
        case charge
    }

    /// What it names.
    public var kind: Kind
    /// Its key, such as `4730` or `FREIGHT`.
    public var id: String
    /// What people call it.
    public var name: String
    /// Words by which lines of bills are known to be it; charges alone have them.
    public var words: [String]
    /// The account it is booked to; charges alone have one.
    public var account: String?

    /// Makes a name of the ledger.
    public init(kind: Kind, id: String, name: String, words: [String] = [], account: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
        self.words = words
        self.account = account
    }
}
